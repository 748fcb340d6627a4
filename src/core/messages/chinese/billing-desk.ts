import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "有订单等待查看",
  reviewText: (order, reasons) => `${order}：${list(reasons)}。/admin orders 会显示可以怎样处理。`,
  requestTitle: "有人申请退款",
  requestText: (order) => `涉及订单 ${order}。/admin refunds 会显示申请，并可在那里决定。`,

  reconciledTitle: "今早的付款核对未能修复的问题",
  reconciledText: "明天会再次核对，详情见日志。",
  ungranted: (count) => `已付款但未发放：${count}`,
  disagreeing: (count) => `订单与账本不一致：${count}`,
  orderless: (count) => `已付款但没有订单的页面：${count}`,
  unlooked: (count) => `未能核对：${count}`,
  unlookedText: "明天会再试一次。",

  listTitle: "等待查看的订单",
  none: "没有等待处理的订单。",
  listText: (shown, isAll) =>
    isAll ? `有 ${shown} 个订单在等待，最早的排在前面。` : `这是最早的 ${shown} 个，后面还有。`,
  look: (order) => `查看 ${order}`,
  why: "等待原因",
  reasonLine: (reason, since) => `${day(since)}：${reason}`,
  account: "账号",
  payment: "付款",
  paymentReturned: (payment, at) => `${payment} · ${day(at)} 从中退过款`,
  left: "积分",
  unspent: (unspent, total) => `${credits(total)}中还有 ${unspent} 未使用`,
  held: "订单被暂扣：款项已到账，在你决定之前不会再发放积分。",
  heldReturned: "订单被暂扣，款项已退回：不欠任何积分。",
  notHeld: "积分已照常发放，只是等你看一眼。",
  howToRefund: "要退款，请在支付服务商自己的页面上退回这笔付款：积分会自动跟着收回。",
  release: "发放积分",
  releaseAsk: (amount, order) =>
    `订单 ${order} 曾被暂扣。${credits(amount)}将立即发放到它的账号。你的名字会与这个决定一起保存。要发放吗？`,
  releaseYearAsk: (amount, order) =>
    `订单 ${order} 曾被暂扣。${credits(amount)}将按月发放到它的账号，直到这一年结束。你的名字会与这个决定一起保存。要发放吗？`,
  releaseYes: "是，发放",
  released: (order) => `订单 ${order} 已放行：对方已收到积分，也已收到通知。`,
  stillHeld: (order, why) => `订单 ${order} 仍被暂扣，积分无人可发：${why}。`,
  close: "没有别的要做了",
  closeAsk: (order) => `订单 ${order} 将从此列表移除，其他一切不变。你的名字会与这个决定一起保存。要移除吗？`,
  closeYes: "是，移除",
  closed: (order) => `订单 ${order} 已从列表移除。`,
  changed: "这个订单刚刚有了变化，所以什么都没有做。现在的情况如下。",
  back: "返回列表",
};
