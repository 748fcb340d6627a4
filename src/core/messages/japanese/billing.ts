import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const each = { month: "月額", year: "年額" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "クレジットが届きました",
  arrived: (amount, expiresAt, order) =>
    `注文 ${order} の${credits(amount)}が届きました。${day(expiresAt)}まで使えます。/imagine で何か作るか、/balance で残高を確認してください。`,
  returnedTitle: "返金の手続きをしました",
  returned: (money, order, taken) =>
    taken === 0
      ? `注文 ${order} の ${money} を、お支払いの方法にお返しします。銀行を経由する場合は5日から10日かかります。この注文のクレジットは残っていなかったため、残高は変わりません。`
      : `注文 ${order} の ${money} を、お支払いの方法にお返しします。銀行を経由する場合は5日から10日かかります。あわせて、未使用の${credits(taken)}を残高から取り消しました。`,
  undoneTitle: "クレジットが戻りました",
  undone: (money, order, restored) =>
    restored === 0
      ? `注文 ${order} の ${money} の返金は完了せず、お金は当方に戻ってきました。この注文のクレジットは減っていなかったため、残高は変わりません。返金をお待ちの場合は、/paysupport で連絡方法をご覧ください。`
      : `注文 ${order} の ${money} の返金は完了せず、お金は当方に戻ってきました。そのため、一緒に失われていた${credits(restored)}が再びあなたのものになりました。返金をお待ちの場合は、/paysupport で連絡方法をご覧ください。`,
  declinedTitle: "返金リクエストについて",
  declined: (order, answer) =>
    `注文 ${order} のリクエストを確認しましたが、このお金はお返しできません。理由：${answer}\n\nこの注文のクレジットはそのままお使いいただけます。誤りがあると思われる場合はご連絡ください。方法は /paysupport で確認できます。`,
  notPaidTitle: "お支払いが届きませんでした",
  notPaid: (money, order) =>
    `注文 ${order} の ${money} が銀行で承認されなかったため、何も購入されていません。/buy で新しい支払いリンクを受け取れます。別の支払い方法なら通るかもしれません。`,
  paymentFailedTitle: "お支払いが完了しませんでした",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `プランの ${money} をお引き落としできませんでした。お支払いが済みしだい、新しいクレジットが届きます。お持ちのクレジットはそのままです。/subscription からカードをご確認ください。`
      : `プランの ${money} をお引き落としできませんでした。${day(nextAttemptAt)}にもう一度試します。お支払いが済みしだい、新しいクレジットが届きます。お持ちのクレジットはそのままです。カードが変わった場合は /subscription から登録できます。`,
  payNow: "今すぐ支払う",
  cancelledTitle: "プランは今の期間で終了します",
  cancelled: (plan, endsAt) =>
    `${plan} は${day(endsAt)}に終了し、以後の請求はありません。お持ちのクレジットは期限まで使えます。気が変わったら、それまでに /subscription で取り消せます。`,
  endedTitle: "プランが終了しました",
  ended: (plan) =>
    `${plan} は終了し、以後の請求はありません。お持ちのクレジットは期限まで使えます。買えるものは /buy で確認できます。`,

  buyTitle: "クレジットを買う",
  buyText: "パックは一度だけのお支払いです。プランは毎月新しいクレジットが届き、いつでも解約できます。",
  buyPacksText: "パックは一度だけのお支払いで、解約の必要はありません。",
  packs: "パック",
  plansMonthly: "プラン（月払い）",
  plansYearly: "プラン（年払い）",
  packLine: (name, amount, days, price) =>
    `${name}：${credits(amount)}、${price}、有効期間${days === 365 ? "1年" : `${days}日`}`,
  planLine: (name, amount, price, interval) => `${name}：毎月${credits(amount)}、${each[interval]} ${price}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${each[interval]} ${price}`,
  showMonthly: "月払いのプラン",
  showYearly: "年払いのプラン",
  showIn: (currency) => `${currency.toUpperCase()} で表示`,
  noOffers: "ただいま、ここで買えるものはありません。またあとでご覧ください。",
  subscribed: "プランをお持ちです。確認と変更は /subscription でできます。",

  linkTitle: "お支払いリンク",
  link: (what, price, order, until) =>
    `${what} · ${price} · 注文 ${order}\n\nこのリンクはあなた専用で、${minute(until)} まで使えます。お支払いが済みしだいここでお知らせし、クレジットも使えるようになります。`,
  pay: (price) => `${price} を支払う`,
  linkSent: "お支払いリンクをダイレクトメッセージでお送りしました。",
  linkHere:
    "ダイレクトメッセージをお送りできないため、お支払いリンクをここに表示します。見えるのはあなただけです。クレジットが届いたことを知るには、ダイレクトメッセージを許可するか、/balance を送ってください。",
  openChat:
    "先にメッセージをいただかないと、こちらからはお送りできません。個人チャットを開いてください。お店はそちらにあり、お支払いリンクはほかの誰にも見えません。",
  openChatButton: "個人チャットを開く",
  underWay: (order) =>
    `注文 ${order} のお支払いは処理中です。数日かかる銀行もあります。クレジットが届きしだいお知らせします。ほかに必要なことはありません。`,
  paidAlready: (order) => `注文 ${order} はお支払い済みです。クレジットは /balance で確認できます。`,
  otherMethods: "ほかの支払い方法",
  method: { stripe: "カード", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}：${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}：毎月${credits(amount)}、月払い、解約するまで継続`
        : `${name}：毎月${credits(amount)}、年払い、解約するまで継続`,
  },

  noSubscriptionTitle: "プランはありません",
  noSubscription: "プランでは、毎月新しいクレジットが届きます。買えるものは /buy で確認できます。",
  subscriptionTitle: (plan) => `プラン：${plan}`,
  subscriptionsTitle: "あなたのプラン",
  subscriptionsText: "複数のプランがあり、それぞれ別々に支払われています。確認または解約するプランを選んでください。",
  unknownPlan: "以前のプラン",
  field: {
    plan: "プラン",
    state: "状態",
    renewal: "次回のお支払い",
    ends: "終了日",
    credits: "このプランのクレジット",
    change: "予定している変更",
    invoices: "請求書",
  },
  state: {
    active: "有効",
    "past-due": "前回のお支払いが失敗。もう一度試します",
    unpaid: "未払い",
    paused: "一時停止中",
    incomplete: "お支払い前",
    ended: "終了",
  },
  planValue: (amount, price, interval) => `毎月${credits(amount)}、${each[interval]} ${price}`,
  renewal: (date, money) => `${day(date)}、${money}`,
  endsOn: (date) => `${day(date)}（お持ちのクレジットは期限まで使えます）`,
  left: (amount) => `届いた分の残り：${credits(amount)}`,
  changeTo: (plan, at) => `${day(at)}から ${plan}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: { draft: "作成中", open: "お支払い待ち", paid: "支払い済み", void: "無効", uncollectible: "回収不能" },
  cancelButton: "プランを解約",
  resumeButton: "プランを継続",
  changeButton: "プランを変更",
  portalButton: "請求書とカード",
  cancelAsk: (plan, endsAt) =>
    `${plan} は${day(endsAt)}に終了します。それまでは何も変わらず、クレジットは期限まで使えます。解約しますか？`,
  cancelYes: "はい、解約する",
  cancelNo: "いいえ、続ける",
  resumed: "わかりました。プランは続きます。",
  changeTitle: "プランを変更",
  changeText:
    "上位のプランはすぐに始まります。クレジットは今すぐ届き、お支払い済みの期間の残りは差し引かれます。下位のプランは、今の期間が終わってから始まります。",
  changeButtonTo: (name, price, interval) => `${name} · ${each[interval]} ${price}`,
  changeKeep: (name) => `${name} のままにする`,
  changeAskNow: (name, amount, price, before) =>
    `${name} がすぐに始まります。今すぐ${credits(amount)}が届き、新しい期間の料金は ${price} から、お支払い済みの ${before} の期間の残りを差し引いた額です。カードにはすぐに請求されます。`,
  changeAskLater: (name, amount, price, at) =>
    `${day(at)}から ${name} になります。毎月${credits(amount)}、${price} です。それまでは何も変わりません。`,
  changeAskKeep: (name) => `予定している変更を取りやめ、${name} のままにします。`,
  changeYesNow: "はい、支払って変更する",
  changeYes: "はい、変更する",
  changeNo: "いいえ、このままにする",
  changedNow: (name) => `${name} へようこそ。お支払いが完了しだい、クレジットが届きます。`,
  changedLater: (name, at) => `${name} は${day(at)}に始まります。それまでは何も変わりません。`,
  changeTakenBack: (name) => `${name} のままです。`,
  portalTitle: "請求書とカード",
  portalText: "決済サービスのこのページで、請求書の確認、カードの変更、解約ができます。",
  portalOpen: "ページを開く",

  ordersTitle: "あなたの注文",
  ordersText: "どの注文についてですか？リクエストは、担当者が一件ずつ確認します。",
  noOrders: "返金できる注文は今のところありません。ご連絡の方法は /paysupport で確認できます。",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `返金 ${number}`,
  refundTitle: (number) => `注文 ${number} の返金`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `返金の上限は ${money} です。この注文のクレジットは残っていないため、残高は変わりません。`
      : `返金の上限は ${money} です。全額の場合、未使用の${credits(taken)}がなくなります。使用済みの分は使用済みのままです。`,
  refundAsk: "返金をリクエストする",
  refundReason: "返金を希望する理由を教えてください",
  refundReasonAllowed: "理由を短い言葉で",
  refundSubmit: "リクエストを送る",
  refundRequestedTitle: "リクエストを受け付けました",
  refundRequested: (number) =>
    `担当者が3営業日以内に注文 ${number} を確認し、決定します（T20）。結果はお知らせします。それまでクレジットはそのままです。`,
  refundRepeated: (number) =>
    `注文 ${number} については、すでにリクエストをいただいていて有効です。ほかに必要なことはありません。`,

  paysupportTitle: "お支払いのヘルプ",
  paysupport: (contact) =>
    `クレジットが届かない、二重に支払った、返金してほしいといった場合、ご注文は下にあります。返金は /refund でリクエストでき、担当者が決定します。そのほかは、ボタンから、または ${contact} に注文番号を添えてご連絡ください。3営業日以内にお返事します。ここでの購入については、TelegramもDiscordもお手伝いできません。`,
  yourOrders: "最近の注文",
  yourOrder: "注文",

  adminRefunds: "返金リクエスト",
  adminNoRefunds: "待っているものはありません。",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${credits(total)}のうち${unspent}が未使用 · ${day(since)} · 「${reason}」`,
  adminFailed: (code) => `決済サービスに断られました（${code}）。もう一度決定してください。`,
  adminAll: "全額を返す",
  adminPart: "一部を返す",
  adminDecline: "断る",
  adminPartLabel: (currency) => `金額（${currency.toUpperCase()}）`,
  adminDeclineLabel: "断る理由（ご本人が読みます）",
  adminSend: "決定する",
  adminNext: "次のリクエスト",
  adminUnderWay: "承認済み・未着",
  adminBeingSent: (number, money) => `${number} · ${money} · 決済サービスへの送信を待っています`,
  adminWithProvider: (number, money) => `${number} · ${money} · 決済サービスが返金中です`,
  adminMore: "さらに表示",
  adminDecided: {
    open: "まだ決定していません。",
    approved: "承認しました。返金を手続き中で、出金後にクレジットを取り消します。",
    declined: "断り、ご本人に知らせました。",
    done: "完了しました。お金は返金済みで、クレジットは取り消されています。",
    failed: "決済サービスに断られました。リクエストは一覧で待っています。",
  },
  amountAllowed: (most) => `金額（例：4.99）、最大 ${most}`,
  review: {
    "amount-differs": "支払われた金額または通貨が、約束と異なる",
    "paid-twice": "二重に支払われた",
    "second-plan": "2つのプランが同時に支払われた",
    "unknown-offer": "購入されたものは、もう販売していない",
    "account-gone": "アカウントがもうない",
    "account-closed": "アカウントが閉鎖された",
    disputed: "支払った人の銀行が支払いに異議を申し立てている",
    "fraud-warning": "支払った人の銀行が不正を疑っている",
    "return-differs": "支払いと異なる通貨で返金されたため、クレジットは回収されていない",
    "refund-undone": "返金が支払った人に届かなかった",
  },
};
