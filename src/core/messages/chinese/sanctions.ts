import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { minute } from "./wording.ts";

const reasons: Messages["sanctions"]["reason"] = {
  pattern: "你最近有多个请求违反了条款（T8、T10）。",
  gravest: "你的一个请求看起来属于条款禁止的最严重的一类（T7）。",
  rights: "你的图片侵犯了他人的权利（T26）。",
  fraud: "你的一笔付款，或账号的使用方式，看起来像欺诈（T18）。",
  security: "你的账号的使用方式给他人或 Easel 带来了风险（T18）。",
  "false-information": "关于这个账号，我们得到的某些信息不真实（T5）。",
  terms: "你的账号的使用违反了条款（T5）。",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `我们补充：${words}`,

  warnedTitle: "警告",
  warned:
    "没有从你这里拿走任何东西，你可以继续使用。请看看不允许的内容（/terms 中的 T8）：如果继续这样，你的账号会被停用一段时间。如果我们弄错了，请发送 /appeal，由我们的工作人员来看。",

  suspendedTitle: "你的账号已停用",
  suspended: (until) =>
    until === null
      ? "在我们的工作人员看过之前，不能生成或购买新的内容。正在处理的会完成，你的积分会保留。"
      : `在 ${minute(until)} 之前，不能生成或购买新的内容；之后停用会自动结束。正在处理的会完成，你的积分会保留。`,
  frozen: "在我们查看期间，你的积分暂时冻结。",
  subscriptionGoesOn: "订阅在此期间继续：/subscription cancel 可以让它在本期结束时终止。",
  whatIsLeft:
    "你仍可使用 /terms、/balance、/privacy 和 /support。如果我们弄错了，请发送 /appeal，由我们的工作人员来看。",

  backTitle: "欢迎回来",
  back: "停用已结束，一切恢复正常。不允许的内容见 /terms（T8）。",
  liftedTitle: "已撤销",
  warningLifted: "这次警告已撤销：它不再计入。",
  suspensionLifted: "对你账号的停用已撤销，一切恢复正常。给你添麻烦了，很抱歉。",
  terminationLifted:
    "关闭你账号的决定已撤销，你可以重新使用 Easel。随之终止的内容（例如订阅）不会自动恢复：请用 /support 写信给我们，我们会处理好。",

  announcedTitle: "你的账号将被关闭",
  announced: (at) =>
    `账号将于 ${minute(at)} 关闭。在此之前照常使用，但不能购买。你的积分在此之前都可以用，订阅会在那一天取消。如果想要一份数据副本，请现在领取：/privacy export。`,
  announcedForfeit: "到那一天还剩的积分将被没收，因为违反了条款（T23）。",
  announcedNoForfeit:
    "到那一天还剩的积分将不能再使用。如果是你付款购买的，请用 /paysupport 申请退款：由我们的工作人员决定（T20）。",
  announcedAppeal: "如果你认为这不对，请发送 /appeal，由我们的工作人员来看。",

  closedTitle: "你的账号已关闭",
  closed: (erasedAt) =>
    `这个账号不能再使用 Easel，订阅已取消。你的图片和提示词将于 ${minute(erasedAt)} 删除。在此之前，你可以领取一份数据副本（/privacy export），也可以说明为什么这不对（/appeal）。这些聊天里不能再开新账号。`,
  closedForfeit: "剩余的积分已被没收，因为违反了条款（T23）。",
  closedNoForfeit: "剩余的积分不能再使用。如果是你付款购买的，请用 /paysupport 申请退款：由我们的工作人员决定（T20）。",
  erased:
    "如之前告知的那样，你已关闭账号的数据现在正在删除。留下的内容不再透露任何关于你的信息，只有一个用密钥生成的聊天指纹，用来防止再用这些聊天开新账号。",

  erasureWaits:
    "你的账号暂时不能删除，因为其中还有需要我们查看的内容。你不需要做什么：一有决定就会删除。如有疑问，请写信给我们：/support。",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `你的账号已停用，直到我们的工作人员看过。${reasons[reason]}没有扣费。如果我们弄错了，请发送 /appeal；其他事情请用 /support。`
      : `你的账号已停用，到 ${minute(until)} 为止。${reasons[reason]}没有扣费。如果我们弄错了，请发送 /appeal；其他事情请用 /support。`,
  terminated: ({ reason }) =>
    `你的账号已关闭。${reasons[reason]}你仍可领取一份数据副本（/privacy export），也可以说明为什么这不对（/appeal）。`,
  "account-barred": () =>
    `在这里用过的一个账号已被停用或关闭，所以不能开新账号。如果你认为这不对，请写信至 ${termsInForce.contact}。`,
} satisfies Partial<Messages["refusals"]>;
