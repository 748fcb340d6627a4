import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate:
    "あなただけにお見せしたい返答があります。私との個人チャットを開いて「開始」を押し、もう一度送ってください。",
  openPrivateButton: "個人チャットを開く",
  photosNotAllowed:
    "このグループには画像を投稿できないため、個人チャットにお送りしました。管理者がグループの権限で許可できます。",
  anonymous:
    "グループやチャンネルとして投稿されると、どなたなのかわかりません。どのクレジットを使うかわかるように、ご自身として送ってください。",
  nowItSays: "現在の内容（押すとコピーできます）：",
  replyToAnswer: "このメッセージに返信して答えてください。",
  replyOrPress: "このメッセージに返信するか、ボタンを押して省略してください。",
  pickOne: "選んでください：",
  back: "戻る",
  optionValue: (label, value) => `${label}：${value}`,
  answerTooLong: (length, lengthMax) =>
    `${length}文字あり、ここに入るのは${lengthMax}文字までです。もう少し短く返信してください。`,
  answerIsNoText: "ここには文字で答えてください。",
  latePart: "画像の1枚が届くのが遅かったため、使いませんでした。すべて使うには、まとめてもう一度送ってください。",
};
