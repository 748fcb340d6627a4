import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "画像1枚", area: "1メガピクセル" },
  inCredits: credits,
  line: (of, before, after) => `${of}：${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}、月払い` : `${name}、年払い`),

  noticeTitle: "値上げのお知らせ",
  notice: (subject, lines, from) =>
    `${subject}：${day(from)}から、すべての方の料金が上がります。\n${lines}\n\nプランをお持ちなので、いまから少なくとも30日間は現在の料金のままです（T16）。お支払いの料金と変わる時期は /pricing で確認できます。`,
  noticePlan: (subject, lines, from) =>
    `${subject}：${day(from)}から、すべての方の料金が上がります。\n${lines}\n\nプランをお持ちなので、いまから少なくとも30日間は何も変わりません（T16）。これがお使いのプランの場合、新しい料金はその後の最初の更新から始まります。お支払いの料金は /subscription で確認でき、いつでも解約できます。`,

  announcedTitle: "予定されている変更",
  announced: (subject, lines, from) => `${subject}、${day(from)}から：\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}、${day(from)}から（あなたには${day(own)}以降）：\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}、${day(from)}から（あなたには、お知らせから30日以上たってから）：\n${lines}`,
  changed: (before, now) =>
    `料金が ${before} から ${now} に変わりました。料金はかかっていません。新しい料金でよければボタンを押してください。`,
  payWithStars: "Telegram Starsで支払う",
  payByCard: (currency) => `カードで支払う（${currency.toUpperCase()}）`,
  starsWhat: (amount, days) => `画像に使える${credits(amount)}、有効期間は${days === 365 ? "1年" : `${days}日`}です。`,
  starsClosed: "この請求はもう支払えません。/buy を送って新しい請求を受け取ってください。料金はかかっていません。",
  starsLater:
    "申し訳ありません。ただいま時間がかかりすぎています。1分後にもう一度お試しください。料金はかかっていません。",
  offersTitle: "パックとプラン",
  offersText: "内容は /buy で確認できます。",

  adminTitle: "料金",
  adminHow:
    "変更の予告：/admin price 対象 料金 --from 2027-01-31 --reason 理由。日付がなければ1分後に始まります。プランのある人への値上げは、お知らせから30日後です。",
  adminSubjects: (subjects) => `料金のあるもの：${list(subjects)}。`,
  adminNone: "予告されている変更はありません。",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}、${minute(from)} から：\n${lines}\n${by} による予告：${shortened(reason, 200)}`,
  adminPreviewTitle: "予告しますか？",
  adminRise:
    "これは値上げです。プランのある人にはいまお知らせし、新しい料金になるのは早くてもその30日後です。ほかの人には指定した日から適用されます。",
  adminCut: "これは値下げです。指定した日から、すべての人に適用されます。",
  adminAnnounce: "予告する",
  adminCancel: (subject) => `取り消す：${subject}`,
  adminAnnounced: (subject, from) => `予告しました：${subject}、${minute(from)} から。`,
  adminCancelled: (subject) => `取り消しました：${subject} の料金は変わりません。`,
  reasonAllowed: "理由を短く（変更とともに記録されます）",
  dateAllowed: "日付（例：2027-01-31）、または時刻付き（例：2027-01-31T12:00）、UTC",
  amountAllowed: (names, example) => `料金とその名前（${list(names)}）、例：${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `「${shortened(given, 40)}」という料金はありません。料金があるのは ${list(subjects)} です。`,
  "price-date": () => "料金を変更できるのは、次の1分から2年先までです。別の日を指定してください。",
  "price-same": () => "すでにその料金です。何も予告していません。",
  "price-in-between": ({ from }) =>
    `この料金には ${minute(from)} からの後の変更があり、この変更を前提にしています。先に後の変更を取り消してください。/admin price で確認できます。`,
  "price-in-effect": () =>
    "この料金はすでに有効か、1分以内に有効になるため、もう取り消せません。代わりに別の変更を予告してください。",
  "price-overtaken": () =>
    "そのあいだに、誰かがこの料金の別の変更を予告しました。いまの予告は /admin price で確認できます。",
} satisfies Partial<Messages["refusals"]>;
