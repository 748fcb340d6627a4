import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join("、");
  return ids.length > CHANNELS_NAMED ? `${named}、ほか${ids.length - CHANNELS_NAMED}件` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "ここでのEaselの設定" : `${name} でのEaselの設定`),
  hint: "ここにいる全員に適用されます。ボタンやオプションで変更できます：/server --channels here --cap 50",
  hintForMembers: "ここにいる全員に適用されます。サーバーの管理者が変更できます。",
  changed: "保存しました。",
  wasReset: "すべて最初の状態に戻しました。",
  name: {
    channels: "画像を作れる場所",
    models: "モデル",
    private: "結果を本人だけに表示",
    cap: "メンバー1人の1日の上限",
  },
  channels: (ids) => (ids === null ? "すべてのチャンネル" : channels(ids)),
  models: (names) => (names === null ? "すべて" : names.join("、")),
  private: (on) =>
    on ? "オン：--public を付けないかぎり、頼んだ本人だけに見えます" : "オフ：画像は頼んだ場所に表示されます",
  cap: (cap, left) =>
    cap === null || left === null ? "上限なし" : `${credits(cap)}分まで（あなたの今日の残り：${left}）`,
  change: "変更",
  here: "このチャンネルだけ",
  everywhere: "すべてのチャンネル",
  turnPrivate: (on) => (on ? "本人だけに表示：オンにする" : "本人だけに表示：オフにする"),
  reset: "すべてリセット",
  formTitle: "ここでのEaselの設定",
  formChannels: "画像用チャンネル：ID、here、all",
  formModels: "モデル（カンマ区切り）、または all",
  formPrivate: "結果を本人だけに表示",
  formCap: "メンバー1人の1日のクレジット、または off",
  save: "保存",
  yes: "はい",
  no: "いいえ",
  banTitle: (key) => `サーバー ${key}`,
  banned: (since, reason, operator) =>
    `${day(since)}から利用禁止（決定：${operator}）。理由：${reason}\n\nそこでの依頼は、どのチャンネルでもすべてお断りします。それより前の依頼は、作成してお届けします。`,
  unbanned: (reason, operator) => `利用禁止は解除されています（決定：${operator}）。理由：${reason}`,
  neverBanned: "利用禁止ではありません。",
  allowedBan: "ban または unban、サーバーのキー、理由（例：ban discord:613425648685547541 全チャンネルでのスパム）",
  allowedChannels: "チャンネルのメンションまたはID（カンマ区切り）、here、all",
  allowedModels: (ids) => `${ids.join("、")}（カンマ区切り）、または all`,
  allowedCap: (max) => `1から${max}までの整数、または off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server はサーバーやグループ用です。どこで、どのモデルで、1日いくらまで画像を作れるかを決めます。サーバーかグループの中で送ってください。",
  "server-banned": () =>
    `このサーバーでは、もうご利用いただけません。Easelの運営がここでの利用を停止しました。クレジットと画像はすべて残っていて、私へのダイレクトメッセージはこれまでどおり使えます。料金はかかっていません。お問い合わせ：${termsInForce.contact}。`,
  "server-not-yours": () =>
    "ここでの設定を変更できるのは、このサーバーの管理者だけです。管理者に頼んでください。現在の設定は /server で確認できます。",
  "server-channel": ({ channels: ids }) =>
    `このチャンネルでは画像を作れません。サーバーの管理者が選んだ場所は ${channels(ids)} です。そちらで送ってください。料金はかかっていません。`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) {
      return `このサーバーでは ${model} を使えず、ほかに使えるモデルもありません。料金はかかっていません。`;
    }
    const names = allowed.map(({ name }) => name).join("、");
    return `このサーバーでは ${model} を使えません。使えるのは ${names} です。たとえば --model ${first.id} を付けてください。料金はかかっていません。`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `これには${credits(price)}かかりますが、メンバー1人がここで1日に使える${cap}のうち、残りは${left}です。${minute(resetsAt)} からまた使えます。私へのダイレクトメッセージにはこの上限がありません。料金はかかっていません。`,
} satisfies Partial<Messages["refusals"]>;
