import type { Messages } from "../../messages.ts";
import { day, minute } from "./wording.ts";

export const support: Messages["support"] = {
  title: "サポート",
  category: {
    payment: "お支払い",
    picture: "画像",
    account: "自分のアカウント",
    safety: "安全",
    other: "その他",
  },
  state: { open: "こちらの返答待ち", answered: "返答済み", asked: "あなたの返答待ち", closed: "終了" },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `お問い合わせはまだありません。内容を書いていただくと、担当者が${days}営業日以内（土曜と日曜を除く）にお返事します。/support のあとに続けて書いても同じで、画像も添付できます。`,
  list: "あなたのお問い合わせ（新しい順）。",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null
      ? `${state} · ${day(openedAt)}から`
      : `${state} · ${day(openedAt)}から · 返答は ${minute(dueAt)} まで`,
  opened: (number, dueAt) =>
    `お問い合わせ番号は ${number} です。担当者が ${minute(dueAt)} までにお返事します。ここか、ほかのチャットでお知らせします。状況は /support で確認できます。`,
  openedAlready: (number) => `これはすでにお問い合わせ ${number} として届いています。ほかに必要なことはありません。`,
  added: (number, dueAt) => `お問い合わせ ${number} に追加しました。${minute(dueAt)} までにお返事します。`,
  addedAlready: (number) => `これはすでにお問い合わせ ${number} に入っています。ほかに必要なことはありません。`,
  withoutTerms:
    "現在の利用規約にはまだ同意されていませんが、ここでは必要ありません。お返事のために、このお問い合わせに書かれた言葉だけを保存します。",
  picturesLeft: (count) =>
    count === 1
      ? "画像は保存していません。画像は、/start で利用規約に同意したあとに送れます。"
      : `${count}枚の画像は保存していません。画像は、/start で利用規約に同意したあとに送れます。`,
  closedNow: (number) =>
    `お問い合わせ ${number} を終了しました。まだ何かあれば、書き足すか、もう一度開いてください。書かれた言葉は、終了から1年後に削除されます。`,
  reopenedNow: (number, dueAt) => `お問い合わせ ${number} をもう一度開きました。${minute(dueAt)} までにお返事します。`,
  status: "状態",
  statusDue: (state, dueAt) => `${state}、期限 ${minute(dueAt)}`,
  order: "注文",
  you: (at) => `あなた、${minute(at)}`,
  us: (at) => `Easel、${minute(at)}`,
  wordsGone: "ここでのやりとりは削除されました。終了から1年がたっています。",
  picture: (number) => `このお問い合わせの画像${number}`,
  howToAddPictures: (number) =>
    `画像を追加するには、次のように書いたメッセージに添付してください：/support --ticket ${number} とあなたの言葉。`,

  newTicket: "新しいお問い合わせ",
  writeMore: "書き足す",
  close: "終了する",
  reopen: "もう一度開く",
  earlier: "前のやりとり",
  all: "すべてのお問い合わせ",
  writeToUs: "問い合わせる",

  formTitle: "サポートに問い合わせる",
  formMoreTitle: (number) => `${number} に書き足す`,
  formCategory: "何についてですか？",
  formWords: "何が起きたか、どうなれば助かるか",
  formOrder: "どの注文ですか？",
  formNoOrder: "この中にはない",
  formSend: "送信",

  answerTitle: (number) => `${number} へのお返事`,
  answerAsked: (number) => `${number} についてお尋ねしたいことがあります`,
  answerThen: {
    answered: "まだ何かあれば、ボタンから返信してください。",
    asked: "ボタンまたは /support で返信してください。",
    closed: "これでお問い合わせは終了です。まだ何かあれば、返信すると、もう一度開きます。",
  },
  reply: "返信",
  closedTitle: (number) => `お問い合わせ ${number} は終了しました`,
  closedText: "すべて済んだと考えています。まだ何かあれば、返信すると、もう一度開きます。",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "お手伝いできるように、何があったかを少し書いてください。例：/support --category payment クレジットが届きません",
  "ticket-too-long": ({ length, lengthMax }) =>
    `${length}文字ありますが、1つのメッセージに入るのは${lengthMax}文字までです。短くするか、2つに分けて送ってください。`,
  "ticket-images": ({ given, max }) =>
    `画像が${given}枚ありますが、1つのメッセージに入るのは${max}枚までです。残りは次のメッセージで送ってください。`,
  "ticket-unknown": () => "そのようなお問い合わせはありません。あなたのお問い合わせは /support で確認できます。",
  "ticket-ended": () => "このお問い合わせには、もう書き足せません。/support で新しいお問い合わせを開いてください。",
  "tickets-too-many": ({ max }) =>
    `終了していないお問い合わせが${max}件あり、お一人の上限に達しています。どれかに書き足すか、1つ終了してください。一覧は /support で確認できます。`,
  "ticket-messages": ({ max, waitHours }) =>
    `今日はすでに${max}件のメッセージをいただいていて、次に受け付けられるのは明日です。${waitHours}時間後にもう一度書いてください。お送りいただいたものは届いています。`,
} satisfies Partial<Messages["refusals"]>;
