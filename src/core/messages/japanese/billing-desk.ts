import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "確認待ちの注文があります",
  reviewText: (order, reasons) => `${order}：${list(reasons)}。できることは /admin orders で確認できます。`,
  requestTitle: "返金リクエストが届いています",
  requestText: (order) => `注文 ${order} についてです。/admin refunds で内容を見て、決定できます。`,

  reconciledTitle: "今朝の支払い照合で修復できなかったもの",
  reconciledText: "明日もう一度照合します。詳しくはログにあります。",
  ungranted: (count) => `支払い済みで未付与：${count}件`,
  disagreeing: (count) => `注文と台帳の不一致：${count}件`,
  orderless: (count) => `注文のない支払い済みページ：${count}件`,
  unlooked: (count) => `確認できなかったもの：${count}件`,
  unlookedText: "明日もう一度試します。",

  listTitle: "確認待ちの注文",
  none: "待っているものはありません。",
  listText: (shown, isAll) =>
    isAll
      ? `${shown}件の注文が待っています。古い順です。`
      : `古いものから${shown}件を表示しています。ほかにもあります。`,
  look: (order) => `${order} を見る`,
  why: "待っている理由",
  reasonLine: (reason, since) => `${day(since)}：${reason}`,
  account: "アカウント",
  payment: "支払い",
  paymentReturned: (payment, at) => `${payment} · ${day(at)} にここから返金あり`,
  left: "クレジット",
  unspent: (unspent, total) => `${credits(total)}のうち${unspent}が未使用`,
  held: "保留中です。お金は届いていて、決定までこれ以上のクレジットは渡しません。",
  heldReturned: "保留中で、お金は返されています。渡すべきクレジットはありません。",
  notHeld: "クレジットは通常どおり渡しました。あとは確認を待つだけです。",
  howToRefund: "お金を返すには、決済サービスのページで支払いを返金してください。クレジットは自動的に取り消されます。",
  release: "クレジットを渡す",
  releaseAsk: (amount, order) =>
    `注文 ${order} は保留されていました。${credits(amount)}をすぐにアカウントに渡します。あなたの名前は決定とともに記録されます。渡しますか？`,
  releaseYearAsk: (amount, order) =>
    `注文 ${order} は保留されていました。${credits(amount)}を、1年が終わるまで毎月アカウントに渡します。あなたの名前は決定とともに記録されます。渡しますか？`,
  releaseYes: "はい、渡す",
  released: (order) => `注文 ${order} の保留を解きました。購入者にクレジットを渡し、お知らせしました。`,
  stillHeld: (order, why) => `注文 ${order} はまだ保留中で、クレジットを渡せません。理由：${why}。`,
  close: "対応することはもうない",
  closeAsk: (order) =>
    `注文 ${order} をこの一覧から外します。ほかには何も変わりません。あなたの名前は決定とともに記録されます。外しますか？`,
  closeYes: "はい、外す",
  closed: (order) => `注文 ${order} を一覧から外しました。`,
  changed: "この注文に別の動きがあったため、何もしていません。現在の状態は次のとおりです。",
  back: "一覧に戻る",
};
