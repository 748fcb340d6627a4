import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "新人礼"],
  ["easel", "Easel 团队赠送"],
]);

const kinds = { promotional: "赠送", subscription: "订阅", bought: "购买" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `你有 ${credits(available)}`,
  held: (amount) => `另有 ${credits(amount)}已为正在生成的图片预留。`,
  frozen: `在我们核查你的账号期间，你的积分暂时冻结。如有疑问：${termsInForce.contact}。`,
  closed:
    "你的账号已关闭，积分不能再使用。关闭通知里说明了积分的去向；如果弄错了，请用 /appeal，由我们的工作人员来看。",
  onHold: (amount) =>
    `下列积分中有 ${credits(amount)}暂时冻结，因为银行正在核查对应的付款。/paysupport 会告诉你如何联系我们。`,
  empty: "现在还没有可用的积分。发送 /start 领取新人积分。",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "永久有效" : `${day(expiresAt)}到期`}`,
  lots: "来源与有效期",
  movements: "最近变动",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "图片",
  expired: "已过期",
  released: (amount) => `预留的 ${credits(amount)}已退回`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "由 Easel 团队收回"
      : reason === "welcome-again"
        ? "关联账号带来的第二份新人礼，已收回"
        : "随订单退款收回",
  forfeited: "已作废",
  joined: "来自你的另一个账号",
  left: "转到你的另一个账号",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  `你有 ${credits(amount)}将于${day(expiresAt)}到期。发送 /imagine 用它画点什么，或发送 /balance 查看你的全部积分。`;
