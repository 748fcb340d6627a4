import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Easel 正在维护，暂时关闭。" : `Easel 正在维护，${minute(until)} 之前暂时关闭。`,
      note,
      "没有保存任何内容，也没有扣费。已在处理的会继续。请稍后再试。",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "很高兴你来，但 Easel 目前不接受新用户。"
        : `很高兴你来，但 Easel 在 ${minute(until)} 之前不接受新用户。`,
      note,
      "没有保存任何内容，也没有扣费。请稍后再试。",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "目前无法购买。" : `${minute(until)} 之前无法购买。`,
      note,
      "没有扣费。你已有的仍归你所有，照常使用；你已付款的会到账。",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `${plan} 目前不出售。` : `${plan} 在 ${minute(until)} 之前不出售。`,
      note,
      "已有这个订阅的人不受影响。/buy 会显示现有的选择。没有扣费。",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `${minute(until)} 恢复。`,
};
