import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () => "这里暂时无法购买。请稍后再试；你已有的一切都不受影响。",
  "offer-gone": () => "这一项已不再提供。/buy 会显示现有的选择。没有扣费。",
  "offer-unknown": ({ given, offers }) =>
    `这里没有“${shortened(given, 40)}”。可以选：${list(offers)}。只发送 /buy 可以查看全部。`,
  "purchase-closed": () =>
    `在我们核查你的账号期间，你的积分暂时冻结，所以现在不能为它购买。如有疑问：${termsInForce.contact}。`,
  "already-subscribed": () => "你已经有订阅了。/subscription 可以查看，也可以换成别的。积分包随时都能买：/buy 即可。",
  "payment-unreachable": () => "支付服务商暂时没有回应。请几分钟后再试。没有扣费。",
  "payment-refused": () => `支付服务商未能完成这项操作，我们已收到通知。没有扣费。如有疑问：${termsInForce.contact}。`,
  "payment-declined": () =>
    "你的银行卡或银行拒绝了付款，所以什么都没有更改，也没有扣费。可以用 /subscription 换一张卡。",
  "no-subscription": () => "你目前没有订阅。/buy 会显示现有的选择。",
  "subscription-not-active": () => "待付的款项完成后才能更改订阅：/subscription 会带你去付款。",
  "subscription-ends": () => "你的订阅将在本期结束时终止。要换成别的订阅，请先保留它：/subscription 即可。",
  "same-plan": () => "你现在就是这个订阅。没有任何更改。",
  "order-unknown": () => "你没有这样的已付款订单。/refund 会显示你的订单。",
  "order-refunded": ({ order }) => `订单 ${order} 的款项已全部退回，没有可退的了。`,
  "request-unknown": () => "这个申请已不存在。/admin refunds 会显示等待处理的申请。",
  "request-decided": () => "这个申请已有人处理。/admin refunds 会显示等待处理的申请。",
  "refund-too-large": ({ left }) => `这个订单最多可退 ${shownMoney(left)}，且金额必须大于零。`,
  "operators-only": () => "这是给 Easel 运营人员用的。/help 会显示我能为你做什么。",
} satisfies Partial<Messages["refusals"]>;
