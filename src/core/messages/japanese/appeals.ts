import type { Messages } from "../../messages.ts";
import { minute } from "./wording.ts";

export const appeals: Messages["appeals"] = {
  button: "再審査を求める",
  title: "再審査",
  text: (count) =>
    count === 1
      ? "これについて再審査を求められます。ボタンを押すと、担当者がもう一度確認します。"
      : "次のものについて再審査を求められます（新しい順）。1つ選ぶと、担当者がもう一度確認します。",
  allSent: "あなたに不利な記録については、すべて再審査の申し立てが済んでいます。",
  again: "表示を更新",
  more: (count) => `これらが決まると、さらに古い${count}件が表示されます。`,
  none: "あなたに不利な記録はないため、再審査を求めるものはありません。ほかに問題があれば、/support でご連絡ください。",
  line: (what, at) => `${what}、${minute(at)}`,
  state: { waiting: "申し立て済み：担当者が確認しています", upheld: "決定済み：そのまま維持されます" },
  kind: {
    prompt: "ブロックされたプロンプト",
    upload: "ブロックされた画像の送信",
    "provider-input": "モデルの提供元に拒否された依頼",
    "provider-output": "モデルの提供元に隠された画像",
    warning: "警告",
    suspension: "アカウントの利用停止",
    termination: "アカウントの閉鎖",
  },
  formTitle: "再審査の申し立て",
  formSubmit: "送信",
  formLabel: "もう一度確認すべき理由",
  filed: "申し立てを受け付けました。担当者が確認し、決定をお知らせします。それまでは何も変わりません。",
  waiting: "これについてはすでに申し立てがあり、担当者が確認しています。決定はお知らせします。",
  decided: "これについてはすでに申し立てがあり、決定済みです。新しい事情があれば、/support でご連絡ください。",
  outcomeTitle: "再審査の結果",
  granted:
    "担当者が確認しました。あなたのおっしゃるとおりでした。この件はもう数えられず、それにともなう措置も解除されました。申し訳ありませんでした。",
  objectionGranted: "担当者が確認しました。あなたのおっしゃるとおりでした。取り下げられたものは元に戻ります。",
  reversed:
    "担当者が、あなたに不利な記録を確認し、取り消しました。この件はもう数えられず、それにともなう措置も解除されました。",
  upheld: "担当者が確認しましたが、決定は変わりません。",
  acted: "担当者が確認し、対応しました。",
  evidence: "ブロックされたもの",
  evidenceFor: (count) =>
    `${count}日間、封印して保管します。担当者が開くのは、再審査、確認、または当局の求めがあるときだけです。そのいずれかが続いているあいだは、さらに長く保管します`,
  note: (note) => `担当者のコメント：${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () =>
    "見つからないか、あなたのものではありません。/appeal を送ると、再審査を求められるものを表示します。",
  "appeal-settled": () => "これはすでに取り消され、もう数えられていません。再審査を求めるものは残っていません。",
  "appeal-limit": ({ max, again }) =>
    `再審査の申し立ては1日に${max}件までです。次は ${minute(again)} から送れます。送信済みのものは確認しています。`,
} satisfies Partial<Messages["refusals"]>;
