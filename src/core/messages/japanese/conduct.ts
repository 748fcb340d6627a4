import type { Messages } from "../../messages.ts";
import { credits, minute } from "./wording.ts";

/** 「違反ポイント0.5点」. */
const strikes = (count: number) => `違反ポイント${count}点`;

function strikesForEach(count: number): string {
  return count === 0 ? "違反ポイントは付きません。" : `1回につき${strikes(count)}が付きます。`;
}

const rows: Messages["conduct"]["rows"] = {
  "own-filter": () =>
    "当方の言葉のフィルターがプロンプトを止めた場合：何も差し引かれません。違反ポイントは内容によります。汚い言葉だけなら付きません。",
  "own-upload-check": () =>
    "当方の確認で、送られた画像を受け付けなかった場合：何も差し引かれません。違反ポイントは内容によります。",
  "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
    refusalsReturned === 0
      ? `モデルがその規約により、言葉または送られた画像を断った場合：クレジットは戻りません。${strikesForEach(strikesOfRefusal)}`
      : `モデルがその規約により、言葉または送られた画像を断った場合：${window_days}日間に${refusalsReturned}回まではクレジットが戻ります。それを超えると戻りませんが、初めてそうなる前にお知らせします。${strikesForEach(strikesOfRefusal)}`,
  "provider-flag": ({ strikesOfFlag }) =>
    `モデルの安全チェックが画像を隠した場合：その分のクレジットは必ず戻ります。${strikesForEach(strikesOfFlag)}`,
  wave: () =>
    "モデルが多くの人に対して一斉に、いつもよりはるかに多く断っている場合：これは障害です。クレジットは必ず戻り、違反ポイントは付きません。",
  "no-fault": () =>
    "画像が失敗した、時間がかかりすぎた、キャンセルされた、失われた場合：クレジットは必ず戻り、違反ポイントは付きません。",
  delivery: () =>
    "画像はできたが投稿できなかった場合：もう一度送るか、/history に置いてお知らせします。料金はかかり、違反ポイントは付きません。",
  gravest: () =>
    "未成年に関する性的な内容、または本人の同意のない実在の人物の私的な画像の場合：担当者が確認するまで、アカウントはただちに利用停止、クレジットは一時停止になります。",
};

export const conduct: Messages["conduct"] = {
  rows,
  tableTitle: "ブロックされたときのクレジット",
  counted: (count, window_days) =>
    `これで${strikes(count)}が付き、${window_days}日間有効です。こちらの誤りであれば、下のボタンを押すか /appeal を送ってください。担当者が確認します。`,
  warned:
    "これは警告です。さらに続くと、アカウントはしばらく利用停止になります。禁止されているものは /terms にあります。",
  suspendedUntil: (until) =>
    `アカウントは ${minute(until)} まで利用停止です。/balance、/support、/appeal は引き続き使えます。`,
  suspended:
    "アカウントは、担当者が確認するまで利用停止です。/balance、/support、/appeal は引き続き使え、再審査の申し立ては担当者が読みます。",
  lastReturned: (refusals, window_days) =>
    `ご注意ください。これは${window_days}日間で${refusals}回目の拒否で、クレジットが戻るのはこれが最後です。次からは、利用規約のとおり戻りません（T22）。別の言葉か別のモデルならうまくいくかもしれません。モデルの誤りであれば、/appeal を送ってください。`,
  kept: (amount, refusals, window_days) =>
    `開発元の規約で認められていないため、モデルが拒否しました。これは${window_days}日間で${refusals}回目の拒否のため、前にお知らせしたとおり、${credits(amount)}は戻りません（T22）。別の言葉か別のモデルならうまくいくかもしれません。モデルの誤りであれば、下のボタンを押すか /appeal を送ってください。取り消されれば、クレジットは戻ります。`,
  wave: "このモデルはいま、いつもよりはるかに多く拒否しているため、これはあなたの違反には数えません。しばらくしてからもう一度試すか、別のモデルを選んでください（/models）。",
  cameBack: (amount) =>
    `モデルがあなたの画像を拒否し、${credits(amount)}が戻っていませんでした。それは取り消され、クレジットは再びあなたのものになり、その拒否はもう数えられません。残高は /balance で確認できます。`,
  keptMovement: "モデルの規約により拒否",
  returnedMovement: "取り消された拒否",
};
