import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const each = { month: "每月", year: "每年" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "你的积分到账了",
  arrived: (amount, expiresAt, order) =>
    `订单 ${order} 的 ${credits(amount)}已归你所有，有效期至${day(expiresAt)}。发送 /imagine 画点什么，或发送 /balance 查看你的全部积分。`,
  returnedTitle: "你的退款已在路上",
  returned: (money, order, taken) =>
    taken === 0
      ? `订单 ${order} 的 ${money} 将按你的付款方式退回，如经银行处理，需要五到十天。该订单没有剩余积分，所以你的余额不变。`
      : `订单 ${order} 的 ${money} 将按你的付款方式退回，如经银行处理，需要五到十天。同时，你未使用的 ${credits(taken)}已从余额中收回。`,
  undoneTitle: "积分又归你了",
  undone: (money, order, restored) =>
    restored === 0
      ? `订单 ${order} 的 ${money} 最终没有退成：这笔钱又回到了我们这里。该订单的积分没有被收回，所以你的余额不变。如果你还在等这笔钱，/paysupport 会告诉你怎样联系我们。`
      : `订单 ${order} 的 ${money} 最终没有退成：这笔钱又回到了我们这里。因此随之收回的 ${credits(restored)}又归你了。如果你还在等这笔钱，/paysupport 会告诉你怎样联系我们。`,
  declinedTitle: "关于你的退款申请",
  declined: (order, answer) =>
    `我们看过了你对订单 ${order} 的申请，无法退回这笔款项。原因：${answer}\n\n该订单的积分仍归你所有。如果你认为我们弄错了，请写信给我们：/paysupport 会告诉你怎么做。`,
  notPaidTitle: "你的付款没有到账",
  notPaid: (money, order) =>
    `银行没有放行订单 ${order} 的 ${money}，所以没有购买任何东西。/buy 会给你新的付款链接；换一种付款方式也许可以。`,
  paymentFailedTitle: "你的付款没有成功",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `我们没能收取你订阅的 ${money}。付款完成后就会发放新积分；已有的积分仍归你所有。请检查你的银行卡：/subscription 会带你去。`
      : `我们没能收取你订阅的 ${money}，将在${day(nextAttemptAt)}再试一次。付款完成后就会发放新积分；已有的积分仍归你所有。如果你换了卡，/subscription 会带你去更新。`,
  payNow: "立即付款",
  cancelledTitle: "你的订阅将在本期结束时终止",
  cancelled: (plan, endsAt) =>
    `${plan} 将于${day(endsAt)}终止，之后不再扣费。你已有的积分在到期前仍归你所有。改变主意了？在那之前可以用 /subscription 撤回。`,
  endedTitle: "你的订阅已终止",
  ended: (plan) => `${plan} 已终止，不再扣费。你已有的积分在到期前仍归你所有。/buy 会显示现有的选择。`,

  buyTitle: "获取积分",
  buyText: "积分包一次付清。订阅每月带来新的积分，随时可以终止。",
  buyPacksText: "积分包一次付清，没有需要取消的。",
  packs: "积分包",
  plansMonthly: "订阅，按月付款",
  plansYearly: "订阅，按年付款",
  packLine: (name, amount, days, price) =>
    `${name}：${credits(amount)}，${price}，有效期 ${days === 365 ? "1 年" : `${days} 天`}`,
  planLine: (name, amount, price, interval) => `${name}：每月 ${credits(amount)}，${each[interval]} ${price}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${each[interval]} ${price}`,
  showMonthly: "按月付款的订阅",
  showYearly: "按年付款的订阅",
  showIn: (currency) => `以 ${currency.toUpperCase()} 显示`,
  noOffers: "这里目前没有可以购买的。请稍后再来看看。",
  subscribed: "你已有订阅：/subscription 可以查看和更改。",

  linkTitle: "你的付款链接",
  link: (what, price, order, until) =>
    `${what} · ${price} · 订单 ${order}\n\n链接只供你使用，有效至 ${minute(until)}。你付款后，我会在这里告诉你，积分也就到账了。`,
  pay: (price) => `支付 ${price}`,
  linkSent: "我已通过私信把付款链接发给你。",
  linkHere: "我不能给你发私信，所以付款链接放在这里。只有你能看到。想知道积分何时到账，请允许私信，或发送 /balance。",
  openChat: "在你先给我发消息之前，我不能给你发消息。请打开我们的私聊：商店就在那里，别人看不到你的付款链接。",
  openChatButton: "打开私聊",
  underWay: (order) => `订单 ${order} 的付款正在处理，有些银行需要几天。积分一到账我就告诉你。不需要再做什么。`,
  paidAlready: (order) => `订单 ${order} 已付款。/balance 会显示你的积分。`,
  otherMethods: "或用其他方式付款",
  method: { stripe: "银行卡", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}：${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}：每月 ${credits(amount)}，按月付款，直到你取消`
        : `${name}：每月 ${credits(amount)}，按年付款，直到你取消`,
  },

  noSubscriptionTitle: "你没有订阅",
  noSubscription: "订阅每月带来新的积分。/buy 会显示现有的选择。",
  subscriptionTitle: (plan) => `你的订阅：${plan}`,
  subscriptionsTitle: "你的订阅",
  subscriptionsText: "你有不止一个订阅，每个都单独付费。选择一个来查看或取消。",
  unknownPlan: "以前的订阅",
  field: {
    plan: "订阅",
    state: "状态",
    renewal: "下次付款",
    ends: "终止日期",
    credits: "此订阅的积分",
    change: "计划中的更改",
    invoices: "账单",
  },
  state: {
    active: "有效",
    "past-due": "上次付款未成功，我们会再试",
    unpaid: "未付款",
    paused: "已暂停",
    incomplete: "尚未付款",
    ended: "已终止",
  },
  planValue: (amount, price, interval) => `每月 ${credits(amount)}，${each[interval]} ${price}`,
  renewal: (date, money) => `${day(date)}，${money}`,
  endsOn: (date) => `${day(date)}；你已有的积分在到期前仍归你所有`,
  left: (amount) => `带来的积分还剩 ${credits(amount)}`,
  changeTo: (plan, at) => `从${day(at)}起改为 ${plan}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: { draft: "正在生成", open: "待付款", paid: "已付款", void: "已作废", uncollectible: "未能收取" },
  cancelButton: "取消订阅",
  resumeButton: "保留订阅",
  changeButton: "更改订阅",
  portalButton: "账单与银行卡",
  cancelAsk: (plan, endsAt) =>
    `${plan} 将于${day(endsAt)}终止。在此之前一切不变，你的积分在到期前仍归你所有。要取消吗？`,
  cancelYes: "是，取消订阅",
  cancelNo: "否，保留",
  resumed: "好的，你的订阅会继续。",
  changeTitle: "更改订阅",
  changeText: "更高的订阅立即开始：现在就得到它的积分，已付款的本期剩余部分会抵扣。较低的订阅在本期结束后开始。",
  changeButtonTo: (name, price, interval) => `${name} · ${each[interval]} ${price}`,
  changeKeep: (name) => `继续用 ${name}`,
  changeAskNow: (name, amount, price, before) =>
    `${name} 立即开始：现在得到 ${credits(amount)}，并以 ${price} 开始新的一期，扣除已付款的 ${before} 本期剩余部分。会马上从你的卡扣款。`,
  changeAskLater: (name, amount, price, at) =>
    `从${day(at)}起，你将使用 ${name}：每月 ${credits(amount)}，${price}。在此之前一切不变。`,
  changeAskKeep: (name) => `计划中的更改将取消，你继续用 ${name}。`,
  changeYesNow: "是，付款并更改",
  changeYes: "是，更改",
  changeNo: "否，保持不变",
  changedNow: (name) => `欢迎使用 ${name}。付款完成后就会发放积分。`,
  changedLater: (name, at) => `${name} 将于${day(at)}开始。在此之前一切不变。`,
  changeTakenBack: (name) => `你继续用 ${name}。`,
  portalTitle: "账单与银行卡",
  portalText: "在支付服务商的这个页面上，你可以查看账单、更换银行卡或取消订阅。",
  portalOpen: "打开页面",

  ordersTitle: "你的订单",
  ordersText: "是哪个订单？每个申请都由我们的工作人员查看。",
  noOrders: "目前没有可以退款的订单。/paysupport 会告诉你如何联系我们。",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `退款 ${number}`,
  refundTitle: (number) => `订单 ${number} 的退款`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `最多可退 ${money}。该订单没有剩余积分，所以你的余额不会变。`
      : `最多可退 ${money}。如果全部退回，你未使用的 ${credits(taken)}会收回；已使用的仍算已使用。`,
  refundAsk: "申请退款",
  refundReason: "你为什么想退款？",
  refundReasonAllowed: "用几句话说明原因",
  refundSubmit: "提交申请",
  refundRequestedTitle: "我们已收到你的申请",
  refundRequested: (number) =>
    `我们的工作人员会在三个工作日内查看订单 ${number} 并作出决定（T20）。有了结果我会告诉你。在此之前你的积分不变。`,
  refundRepeated: (number) => `你已经为订单 ${number} 提交过申请，那次申请仍然有效。不需要再做什么。`,

  paysupportTitle: "付款帮助",
  paysupport: (contact) =>
    `积分没到账、重复付款，或者想退款？你的订单在下面；用 /refund 申请退款，由我们的工作人员决定。其他问题请用按钮写给我们，或写信至 ${contact} 并注明订单号。我们会在三个工作日内答复。这里的购买，Telegram 和 Discord 都无法提供帮助。`,
  yourOrders: "你最近的订单",
  yourOrder: "订单",

  adminRefunds: "退款申请",
  adminNoRefunds: "没有等待处理的申请。",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${credits(total)}中还有 ${unspent} 未使用 · ${day(since)} · “${reason}”`,
  adminFailed: (code) => `支付服务商拒绝了（${code}）。请重新决定。`,
  adminAll: "全部退回",
  adminPart: "退回一部分",
  adminDecline: "拒绝",
  adminPartLabel: (currency) => `退多少（${currency.toUpperCase()}）？`,
  adminDeclineLabel: "为什么不退？对方会看到。",
  adminSend: "决定",
  adminNext: "下一个申请",
  adminUnderWay: "已批准，尚未到账",
  adminBeingSent: (number, money) => `${number} · ${money} · 等待发送给支付服务商`,
  adminWithProvider: (number, money) => `${number} · ${money} · 支付服务商正在退款`,
  adminMore: "显示更多",
  adminDecided: {
    open: "仍待处理。",
    approved: "已批准：款项正在退回，退出后积分随之收回。",
    declined: "已拒绝，并已通知对方。",
    done: "已完成：款项已退回，积分已收回。",
    failed: "支付服务商拒绝了。申请仍在列表中等待。",
  },
  amountAllowed: (most) => `金额，例如 4.99，最多 ${most}`,
  review: {
    "amount-differs": "付款的金额或币种与约定不同",
    "paid-twice": "重复付款",
    "second-plan": "对方同时为两个订阅付了款",
    "unknown-offer": "所购商品已不再提供",
    "account-gone": "账号已不存在",
    "account-closed": "账号已被关闭",
    disputed: "付款人的银行对付款提出争议",
    "fraud-warning": "付款人的银行怀疑欺诈",
    "return-differs": "退回的款项与付款的货币不同，所以没有收回积分",
    "refund-undone": "退款没有到达付款人",
  },
};
