import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "每张图片", area: "每百万像素" },
  inCredits: credits,
  line: (of, before, after) => `${of}：${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}，按月付款` : `${name}，按年付款`),

  noticeTitle: "价格即将上调",
  notice: (subject, lines, from) =>
    `从${day(from)}起，${subject} 对所有人涨价：\n${lines}\n\n因为你有订阅，从现在起至少 30 天内，你仍享有今天的价格（T16）。/pricing 会显示你现在付多少、何时变化。`,
  noticePlan: (subject, lines, from) =>
    `从${day(from)}起，${subject} 对所有人涨价：\n${lines}\n\n因为你有订阅，从现在起至少 30 天内，对你没有变化（T16）；如果这正是你的订阅，新价格从那之后的第一次续订开始。/subscription 会显示你付多少，你也可以在那里随时取消。`,

  announcedTitle: "已公布的变动",
  announced: (subject, lines, from) => `${subject}，从${day(from)}起：\n${lines}`,
  announcedForOthers: (subject, lines, from, own) => `${subject}，从${day(from)}起，对你不早于${day(own)}：\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}，从${day(from)}起，对你不早于我们发出通知后的 30 天：\n${lines}`,
  changed: (before, now) => `价格刚刚有变化：从 ${before} 变为 ${now}。没有扣费。如果接受新价格，请按按钮。`,
  payWithStars: "用 Telegram Stars 付款",
  payByCard: (currency) => `刷卡付款（${currency.toUpperCase()}）`,
  starsWhat: (amount, days) => `${credits(amount)}，可用来生成图片，有效期 ${days === 365 ? "1 年" : `${days} 天`}。`,
  starsClosed: "这张账单已不能付款。发送 /buy 获取新的。没有扣费。",
  starsLater: "抱歉，现在处理得太慢了。请一分钟后再试。没有扣费。",
  offersTitle: "积分包与订阅",
  offersText: "/buy 会显示它们包含什么。",

  adminTitle: "价格",
  adminHow:
    "公布变动：/admin price 项目 价格 --from 2027-01-31 --reason 原因。不写日期则一分钟后开始。上调在通知发出 30 天后才对有订阅的人生效。",
  adminSubjects: (subjects) => `有价格的项目：${list(subjects)}。`,
  adminNone: "没有已公布的变动。",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}，从 ${minute(from)} 起：\n${lines}\n由 ${by} 公布：${shortened(reason, 200)}`,
  adminPreviewTitle: "要公布吗？",
  adminRise: "这是上调。有订阅的人现在会收到通知，最早在收到通知 30 天后才按新价付款；其他人从指定日期开始。",
  adminCut: "这是下调。从指定日期起对所有人有效。",
  adminAnnounce: "公布",
  adminCancel: (subject) => `撤回：${subject}`,
  adminAnnounced: (subject, from) => `已公布：${subject}，从 ${minute(from)} 起。`,
  adminCancelled: (subject) => `已撤回：${subject} 价格不变。`,
  reasonAllowed: "简短说明原因，会与变动一起保存",
  dateAllowed: "日期，例如 2027-01-31，也可带时间：2027-01-31T12:00，UTC 时间",
  amountAllowed: (names, example) => `价格及其名称（${list(names)}），例如 ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `没有名为“${shortened(given, 40)}”的价格。有价格的项目：${list(subjects)}。`,
  "price-date": () => "价格最早从下一分钟、最晚从两年后开始变动。请换一个日期。",
  "price-same": () => "现在就是这个价格。没有公布任何变动。",
  "price-in-between": ({ from }) =>
    `这项价格在 ${minute(from)} 还有一次更晚的变动，以这一次为基础。请先撤回那一次：/admin price 会显示它。`,
  "price-in-effect": () => "这个价格已经生效，或将在一分钟内生效，无法再撤回。请改为公布另一次变动。",
  "price-overtaken": () => "刚刚有人公布了这项价格的另一次变动。/admin price 会显示现在公布的内容。",
} satisfies Partial<Messages["refusals"]>;
