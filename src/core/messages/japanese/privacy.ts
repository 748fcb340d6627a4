import type { Messages } from "../../messages.ts";
import { credits, minute } from "./wording.ts";

const days = (count: number) => `${count}日間`;
const hours = (count: number) => `${count}時間`;

export const privacy: Messages["privacy"] = {
  title: "あなたのデータ",
  text: "Easelがあなたについて保存しているものと、その期間です。モデルの学習に使うことも、学習のために渡すこともありません（T14）。あなたの履歴、サポート、不正利用の防止のためのものです（T15）。条項は /terms にあります。",
  kept: {
    pictures: "画像とプロンプト",
    references: "添付した画像",
    referencesFor: (count) => `${days(count)}（結果をもう一度作れるように）`,
    account: "名前、設定、同意の記録",
    accountFor: "アカウントがあるあいだ",
    notices: "私からあなたへのメッセージ",
    noticesFor: "アカウントがあるあいだ",
    buttons: "ボタンが覚えている内容",
    buttonsFor: (count) => `${days(count)}（検索の言葉、プロンプトの言葉）`,
    chats: "チャットがメッセージを見つけるための情報",
    chatsFor: (count, eventHours) =>
      `最長${days(count)}、名前は含みません。送られた内容は返答するまで、最長${hours(eventHours)}`,
    links: "チャット間の連携",
    linksFor: (count) => `成立しなかったものは${days(count)}、それ以外はアカウントがあるあいだ`,
    spending: "サーバーで使ったクレジット",
    spendingFor: days,
    reports: "あなたが送った報告",
    reportsFor: "必要になりうるあいだ。書かれた言葉はアカウントとともに消えます",
    tickets: "サポートへのお問い合わせ",
    ticketsFor: (words, pictures) =>
      `書かれた言葉は、お問い合わせの終了から${days(words)}で消えます。画像もそのとき一緒に、遅くとも届いてから${days(pictures)}で消えます`,
    money: "クレジット、注文、返金",
    moneyFor: "帳簿は残す必要があるため、無期限。アカウントを削除したあとは、名前、言葉、画像は含みません",
    exports: "依頼されたデータの控え",
    exportsFor: hours,
  },
  terms: "利用規約を読む",
  export: "データを書き出す",
  delete: "アカウントを削除",

  exportAsked:
    "保存しているあなたのデータを、すべての画像とともにまとめています。できあがりしだい、ZIPファイルであなただけにお送りします。画像が多いと数分かかります。",
  exportUnderWay: "まだまとめているところです。できあがりしだい、あなただけにお送りします。",
  exportTitle: "あなたのデータ",
  exportReady: (parts, until) =>
    `保存しているあなたのデータのすべてです（ZIPファイル${parts}個）。${minute(until)} まで受け取れます。このメッセージにファイルがないときは、/privacy export を送ってください。新しい控えは1日に1回受け取れます。`,
  exportMore: (from, to, parts) => (from === to ? `${parts}個中${from}個目。` : `${parts}個中${from}〜${to}個目。`),
  exportFailed:
    "データをまとめられませんでした。こちらの不具合です。担当者が調べています。明日もう一度 /privacy export を送るか、お急ぎの場合はご連絡ください（連絡先は /terms にあります）。",
  readme: (bytesMax) =>
    [
      "Easelが保存しているあなたのデータのすべてです。",
      "",
      ".jsonファイルには、種類ごとの記録が入っています。同じ種類の2つ目には、名前に2が付きます。時刻はUTCです。画像は",
      '"pictures"に、メッセージに添付されたものは"references"にあります。ファイル名は',
      '"generations.json"にある依頼のIDで始まり、0から数えた画像の番号で終わります。',
      "",
      `${bytesMax} を超える画像は、どのチャットでも送れるように分割してあります（.001、.002…）。元に戻すには、`,
      '7-Zipで.001を開くか、順につなげてください。LinuxとmacOSでは "cat NAME.png.0* > NAME.png"、',
      'Windowsでは "copy /b NAME.png.001+NAME.png.002 NAME.png" です。すぐに開ける縮小版も隣にあります。',
      "",
      "ほかの人にも関わる記録からは、その人の分を除いてあります。",
      "",
    ].join("\n"),

  confirmTitle: "アカウントを削除しますか？",
  confirm: (hoursLeft) =>
    `アカウントのすべてのチャットから、画像、プロンプト、添付画像、設定、名前がすべて消えます。実行は${hours(hoursLeft)}後で、それまでは取り消せます。残るのは、あなたが誰かを示すものを含まないクレジットと支払いの帳簿と、ウェルカムギフトを一度だけにするための鍵付きの照合用データです。チャットに投稿されたメッセージはそのまま残るため、ご自身で削除してください。`,
  lost: {
    credits: "失われるクレジット",
    creditsNow: (available) => `${credits(available)}（その時点で失効、払い戻しはありません）`,
    subscription: "プラン",
    subscriptionEnds:
      "その時点でただちに終了し、残りの期間の返金はありません。先に /subscription で通常どおり解約できます",
    chats: "チャット",
  },
  confirmYes: "はい、すべて削除する",
  keep: "アカウントを残す",
  planned: (at) =>
    `アカウントは ${minute(at)} に削除されます。それまではこれまでどおり使え、ボタンまたは /privacy keep で取り消せます。データの控えが必要なら、いま /privacy export を送ってください。`,
  plannedNotice: (at) =>
    `あなたのアカウントの誰かが、すべての画像とクレジットを含めて ${minute(at)} にアカウントを削除するよう頼みました。望まない場合は「アカウントを残す」を押すか、/privacy keep を送ってください。`,
  scheduled: (at) => `アカウントは ${minute(at)} に削除されます。/privacy keep で取り消せます。`,
  keptAgain: "何も削除されません。アカウントはそのままです。",
  keptNotice: "取り消されました。アカウントはそのままで、何も削除されません。",
  tooLate: "すでに削除中のため、もう取り消せません。",
  goodbye:
    "1日前の依頼のとおり、アカウントを削除しています。残るものから、あなたのことはもうわかりません。またメッセージをいただければ、新しく始めましょう。",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "アカウントはちょうど別のアカウントと連携中です。1分後にもう一度 /privacy delete を送り、含まれるものを /account で確認してください。",
} satisfies Partial<Messages["refusals"]>;
