import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "你的订阅即将续订",
  renewsSoon: (plan, at, money) =>
    `${day(at)}将收取 ${money}，用于一年的 ${plan}。如果没问题，无需任何操作。如果不想续订，请在那天之前发送 /subscription cancel：这样不会收费，你已有的积分在到期前仍归你所有。`,
  renewedTitle: "你的订阅已续订",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan} 已续订，已收取 ${money}。订单 ${order} 的 ${credits(amount)}已归你所有，有效期至${day(expiresAt)}。/subscription 会显示你的订阅，你也可以在那里随时取消。`,

  withdrawnTitle: "价格不再上调",
  withdrawn: (subject, from) =>
    `我们曾告诉你，从${day(from)}起 ${subject} 会涨价。这项通知已撤回：这次涨价不会发生，你无需任何操作。/pricing 会显示你付多少。`,

  keptTitle: "图片保存多久",
  keptWith: (plan, count) => (count === null ? `${plan}：只要账号还在` : `${plan}：${count} 天`),
  keptWithout: (count) => (count === null ? "没有订阅：只要账号还在" : `没有订阅：${count} 天`),
  keptUntil: (count) => (count === null ? "直到你删除图片或账号" : `${count} 天，或直到你删除图片或账号`),

  historyTitle: "你最早的图片将被删除",
  history: (count, from) =>
    `你的图片会保存 ${count} 天。从${day(from)}起，超过这个时间的图片会被删除，之后的图片到期时也会删除。请提前发送 /history 保存原图。更大的订阅会保存得更久：/buy 会显示多久。`,
};
