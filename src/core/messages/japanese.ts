// Tone: です・ます, without addressing the person where it can be helped; no exclamation marks but for joy. Quotation marks are
// 「 」, other marks are full-width; a space stands around what a person types and around names that vary, but not around numbers.
// Words: credits = クレジット · picture = 画像 · prompt = プロンプト · reference = 参照画像 · style = スタイル · history = 履歴 ·
// settings = 設定 · account = アカウント · wallet, balance = 残高 · pack = パック · plan, subscription = プラン · order = 注文 ·
// refund = 返金 · on hold = 一時停止中 · report = 報告 · button = ボタン · terms = 利用規約 · charged = 料金がかかる ·
// reroll = 再生成 · variation = バリエーション · upscale = アップスケール · to link = 連携する ·
// strike = 違反ポイント · suspended = 利用停止 · closed = 閉鎖 · appeal = 再審査 · taken down = 取り下げ · to object = 異議を申し立てる ·
// notice = 通知 · sealed = 封印 · ticket = お問い合わせ.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./japanese/after.ts";
import { announcements } from "./japanese/announcements.ts";
import { appeals } from "./japanese/appeals.ts";
import { balance, expiryWarning } from "./japanese/balance.ts";
import { billing } from "./japanese/billing.ts";
import { billingDesk } from "./japanese/billing-desk.ts";
import { commands } from "./japanese/commands.ts";
import { conduct } from "./japanese/conduct.ts";
import { discord } from "./japanese/discord.ts";
import { history } from "./japanese/history.ts";
import { account, linking, unlinking } from "./japanese/linking.ts";
import { models } from "./japanese/models.ts";
import { paymentPages } from "./japanese/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./japanese/pictures.ts";
import { planNews } from "./japanese/plan-news.ts";
import { prices } from "./japanese/prices.ts";
import { pricing } from "./japanese/pricing.ts";
import { privacy } from "./japanese/privacy.ts";
import { refusals } from "./japanese/refusals.ts";
import { reports } from "./japanese/reports.ts";
import { sanctions } from "./japanese/sanctions.ts";
import { servers } from "./japanese/servers.ts";
import { settings, styles } from "./japanese/settings.ts";
import { support } from "./japanese/support.ts";
import { switches } from "./japanese/switches.ts";
import { telegram } from "./japanese/telegram.ts";
import { terms } from "./japanese/terms.ts";
import { termsVersions } from "./japanese/terms-versions.ts";
import { wording } from "./japanese/wording.ts";

/** Everything in Japanese. */
export const japanese: Messages = {
  fault: (reference) =>
    `こちらで問題が発生しました。もう一度お試しください。作成中のものはそのまま続き、二重に料金がかかることはありません。直らないときは、番号 ${reference} を添えて ${termsInForce.contact} までご連絡ください。`,
  refusals,
  reports,
  start,
  consent,
  help,
  terms,
  termsVersions,
  switches,
  sanctions,
  imagine,
  picture,
  after,
  appeals,
  history,
  settings,
  servers,
  styles,
  models,
  pricing,
  balance,
  billing,
  billingDesk,
  announcements,
  account,
  linking,
  unlinking,
  expiryWarning,
  paymentPages,
  planNews,
  prices,
  support,
  privacy,
  commands,
  conduct,
  discord,
  telegram,
  wording,
};
