import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "ウェルカムギフト"],
  ["easel", "Easelの運営からのプレゼント"],
]);

const kinds = { promotional: "プレゼント", subscription: "プラン", bought: "購入" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `残高は${credits(available)}です`,
  held: (amount) => `作成中の画像のために${credits(amount)}を確保しています。`,
  frozen: `アカウントを確認しているあいだ、クレジットは一時停止中です。お問い合わせ：${termsInForce.contact}。`,
  closed:
    "アカウントは閉鎖されているため、クレジットは使えません。クレジットがどうなったかは、閉鎖のお知らせにあります。誤りであれば、/appeal で担当者に再審査を申し立てられます。",
  onHold: (amount) =>
    `下記のうち${credits(amount)}は、銀行がお支払いを確認しているあいだ一時停止中です。ご連絡の方法は /paysupport で確認できます。`,
  empty: "使えるクレジットがまだありません。/start を送ると、ウェルカムクレジットを受け取れます。",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "無期限" : `${day(expiresAt)}まで`}`,
  lots: "内訳と有効期限",
  movements: "最近の動き",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "画像",
  expired: "期限切れ",
  released: (amount) => `確保していた${credits(amount)}が戻りました`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "Easelの運営による取り消し"
      : reason === "welcome-again"
        ? "連携したアカウントの、2つ目のウェルカムギフト"
        : "注文の返金にともなう取り消し",
  forfeited: "失効",
  joined: "もう一方のアカウントから",
  left: "もう一方のアカウントへ移動",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  `${credits(amount)}が${day(expiresAt)}に期限切れになります。/imagine を送って何か作るか、/balance で残高を確認してください。`;
