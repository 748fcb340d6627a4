import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture:
    "初めての画像ができました！著作権で保護されるかどうかは、お住まいの国によって異なります（/terms のT12）。",

  reroll: (price) => `再生成 · ${credits(price)}`,
  vary: (price) => `バリエーション · ${credits(price)}`,
  upscale: (price) => `アップスケール · ${credits(price)}`,
  editPrompt: "プロンプトを編集",
  reference: "参照画像に使う",
  details: "詳細",
  original: () => "元のファイル",
  report: "報告",
  delete: (count) => (count === 1 ? "削除" : "すべて削除"),

  which: "どの画像ですか？",
  whichText: (action) => `${action}：画像を番号で選んでください。`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1 ? "画像を履歴と保存先から削除しました。" : `${count}枚すべての画像を履歴と保存先から削除しました。`,

  priceChanged: (before, now) =>
    `料金が${before}から${credits(now)}に変わりました。料金はかかっていません。新しい料金でよければボタンを押してください。`,

  referenceTitle: "この画像から新しく作る",
  referenceLabel: "どこを変えますか？",
  referenceWhich: "どの画像を使いますか？",
  referenceSubmit: (price, model) => `${model} で作る · ${credits(price)}`,
  referenceNumber: (number) => `画像${number}`,

  reportTitle: "この画像を報告",
  reportReason: "どんな問題がありますか？",
  reportNote: "ほかに知らせておきたいこと",
  reportSubmit: "報告を送る",
  reportReasonNames: {
    minors: "子どもや10代の若者に関する性的な内容",
    intimate: "実在の人物の私的または屈辱的な画像",
    sexual: "性的な内容",
    hateful: "憎悪、残虐さ、自傷",
    deceiving: "人をだますために作られた画像",
    rights: "自分の作品、名前、顔が使われている",
    other: "その他",
  },
  reportThanksTitle: "ありがとうございます",
  reportThanks: (reference) =>
    `担当者がこの画像を確認し、利用規約に反していれば取り下げます。誰が報告したかは、作った人には伝わりません。報告の番号は ${reference} です。`,
  reportRepeated: (reference) =>
    `この画像はすでに報告済みで、その報告（${reference}）は有効です。ほかに必要なことはありません。`,

  upscaled: (factor) => `アップスケール ×${factor}`,
  id: "画像ID",
  idHint: (id) => `${id}（/edit --from ${id} で使えます）`,
  madeFrom: "元の画像",
};
