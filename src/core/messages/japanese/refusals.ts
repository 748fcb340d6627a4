import { termsInForce } from "../../accounts/terms.ts";
import { exampleOf } from "../../chat/command-example.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { allowed } from "./allowed.ts";
import { appealRefusals } from "./appeals.ts";
import { billingRefusals } from "./billing-refusals.ts";
import { commands } from "./commands.ts";
import { linkRefusals } from "./linking.ts";
import { priceRefusals } from "./prices.ts";
import { privacyRefusals } from "./privacy.ts";
import { reportRefusals } from "./reports.ts";
import { sanctionRefusals } from "./sanctions.ts";
import { serverRefusals } from "./servers.ts";
import { supportRefusals } from "./support.ts";
import { switchRefusals } from "./switches.ts";
import { credits, list } from "./wording.ts";

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sexual: "性的な内容",
    minors: "未成年に関する性的な内容",
    consent: "実在の人物の私的または屈辱的な画像",
    hate: "憎悪",
    violence: "残虐な暴力",
    selfharm: "自傷",
    illegal: "違法なもの",
    deception: "人をだますための画像",
    profanity: "汚い言葉",
  }),
);

export const refusals: Messages["refusals"] = {
  ...reportRefusals,
  ...serverRefusals,
  ...billingRefusals,
  ...appealRefusals,
  ...supportRefusals,
  ...switchRefusals,
  ...sanctionRefusals,
  ...priceRefusals,
  ...linkRefusals,
  ...privacyRefusals,
  "unknown-command": ({ given, nearest }) =>
    nearest === null
      ? `/${given} というコマンドはありません。/help を送ると、使えるコマンドがわかります。`
      : `/${given} というコマンドはありません。/${nearest} のことですか？/help を送ると、すべて表示します。`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} に ${given} というオプションはありません。`,
      nearest === null ? "" : `${nearest} のことですか？`,
      options.length === 0 ? "オプションなしで送ってください。" : `使えるのは ${list(options)} です。`,
    ].join(""),
  "missing-option": ({ command, option, example }) =>
    `/${command} に必要なものが足りません：${option}。例：${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `オプション ${option} のあとに値が必要です。使えるもの：${allowed(what)}。`
      : `「${given}」は ${option} に使えません。使えるもの：${allowed(what)}。`,
  "repeated-option": ({ option }) =>
    `オプション ${option} が2回あります。どちらかわかるように、1回だけにしてください。`,
  "contradicting-options": ({ first, second }) =>
    `${first} と ${second} は両立しません。どちらかを外すか、変えてください。`,
  "button-stale": () => "このボタンは古くなっていて、もう使えません。コマンドをもう一度送ってください。",
  "prompt-empty": () => "見たいものを教えてください。例：雪の中の赤いキツネ、朝の光",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `プロンプトは${length}文字ですが、${model} が読めるのは${lengthMax}文字までです。短くしてください。料金はかかっていません。`,
  "prompt-blocked": ({ category }) =>
    `これはお作りできません。次のものと読み取れるためです：${categories.get(category) ?? "利用規約で認められていないもの"}。料金はかかっていません。誤解であれば、別の言葉で書いてください。禁止されているものは /terms にあります。`,
  "prompt-gravest": ({ category }) =>
    `これはお作りしません。次のものと読み取れるためです：${categories.get(category) ?? "利用規約で認められていないもの"}。これは利用規約で最も重く禁じられているものの一つです（T7）。料金はかかっていません。`,
  unsupported({ model, option, given, supported }) {
    if (supported.kind === "nothing") {
      return `${model} は ${option} ${given} に対応していません。このオプションを外してください。料金はかかっていません。`;
    }
    if (supported.kind === "only-of") {
      return `${model} は ${option} ${given} に対応していません。対応しているのは ${list(supported.models)} だけです。料金はかかっていません。`;
    }
    return `${model} は ${option} ${given} に対応していません。使えるもの：${allowed(supported)}。料金はかかっていません。`;
  },
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} は参照画像に対応していません。対応しているモデルは /models で確認できます。`
      : `${model} に使える参照画像は${max}枚までで、いまは${given}枚あります。減らすか、別のモデルを選んでください（/models）。`,
  "references-needed": ({ model }) =>
    `${model} でこれを行うには、もとになる画像が必要です。メッセージに添付してください。`,
  "reference-link": () =>
    "リンクは開けません。画像そのものをメッセージに添付してください。そこから始められます。料金はかかっていません。",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `「${shortened(name, 40)}」は読み取れる画像ではありません。使えるのは${megapixelsMax}メガピクセルまでのPNG、JPEG、WebPです。料金はかかっていません。`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `「${shortened(name, 40)}」は大きすぎます。参照画像は${megabytesMax} MBまでです。小さくして送ってください。料金はかかっていません。`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `「${shortened(name, 40)}」は ${width} × ${height} ピクセルで、${model} には小さすぎるか細すぎます。長辺を2048にしたとき、短辺は${edgeMin}必要です。別の画像を送ってください。料金はかかっていません。`,
  "reference-deleted": ({ given }) =>
    `画像 ${given} は削除されているため、使えません。お持ちの画像は /history で確認できます。料金はかかっていません。`,
  "reference-unknown": ({ given }) =>
    `IDが「${shortened(given, 40)}」の画像はありません。IDは画像の下の「詳細」で確認でき、「last」は最新の画像を指します。料金はかかっていません。`,
  "edit-needs-picture": () =>
    "どの画像を編集しますか？メッセージに添付してください：/edit 冬の景色にして。ここで画像を作ったことがあれば、/edit は最新の画像を使います。別の画像は、--from と「詳細」に表示されるIDで選べます。料金はかかっていません。",
  "reference-unavailable": ({ name }) =>
    `「${shortened(name, 40)}」を読み取れませんでした。もう一度添付してください。料金はかかっていません。`,
  "credits-insufficient": ({ price, available }) =>
    `これには${credits(price)}かかりますが、残高は${available}です。サイズを小さくする、枚数を減らす、別のモデルにすると足りるかもしれません（/pricing）。料金はかかっていません。`,
  "wallet-frozen": () =>
    `アカウントを確認しているあいだクレジットは一時停止中のため、新しく始められません。お問い合わせ：${termsInForce.contact}。`,
  "too-many-running": ({ running, max }) =>
    `作成中の画像が${running}枚あり、同時に作れるのは${max}枚までです。どれかができあがったら、もう一度送ってください。料金はかかっていません。`,
  "too-fast": ({ waitSeconds, max }) =>
    `少し速すぎます。受け付けられるコマンドは1分に${max}回までです。${waitSeconds}秒後にもう一度お試しください。`,
  "already-asked": () => "すでに取りかかっていて、料金は一度しかかかりません。最初の画像をもう少しお待ちください。",
  "desk-says": ({ text }) => text,
  "not-yours": () => "これはほかの人のものです。/imagine を送って、ご自身の画像を作ってください。",
  "picture-gone": () => "この画像はもうありません。お持ちの画像は /history で確認できます。",
  "still-running": () => "この画像はまだできていません。できあがってからもう一度お試しください。",
  "model-off": ({ model }) =>
    `${model} は現在停止中です。別のモデルを選んでください（/models）。料金はかかっていません。`,
};
