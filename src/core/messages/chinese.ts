// Simplified characters. Tone: “你”; short sentences, no exclamation marks but for joy. Quotation marks are “ ”, other marks are
// full-width; a space stands between Chinese and Latin words or numbers, and around what a person types, but not within dates.
// Words: credits = 积分 · picture = 图片 · prompt = 提示词 · reference = 参考图 · style = 风格 · history = 历史记录 ·
// settings = 设置 · account = 账号 · wallet, balance = 余额 · pack = 积分包 · plan, subscription = 订阅 · order = 订单 ·
// refund = 退款 · on hold = 冻结 · report = 举报 · button = 按钮 · terms = 条款 · charged = 扣费 · reroll = 重新生成 ·
// variation = 变体 · upscale = 放大 · to link = 关联 · strike = 违规点 · suspended = 停用 · closed = 关闭 · appeal = 申诉 ·
// taken down = 撤下 · to object = 提出异议 · notice = 通知 · sealed = 封存 · ticket = 工单.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./chinese/after.ts";
import { announcements } from "./chinese/announcements.ts";
import { appeals } from "./chinese/appeals.ts";
import { balance, expiryWarning } from "./chinese/balance.ts";
import { billing } from "./chinese/billing.ts";
import { billingDesk } from "./chinese/billing-desk.ts";
import { commands } from "./chinese/commands.ts";
import { conduct } from "./chinese/conduct.ts";
import { discord } from "./chinese/discord.ts";
import { history } from "./chinese/history.ts";
import { account, linking, unlinking } from "./chinese/linking.ts";
import { models } from "./chinese/models.ts";
import { paymentPages } from "./chinese/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./chinese/pictures.ts";
import { planNews } from "./chinese/plan-news.ts";
import { prices } from "./chinese/prices.ts";
import { pricing } from "./chinese/pricing.ts";
import { privacy } from "./chinese/privacy.ts";
import { refusals } from "./chinese/refusals.ts";
import { reports } from "./chinese/reports.ts";
import { sanctions } from "./chinese/sanctions.ts";
import { servers } from "./chinese/servers.ts";
import { settings, styles } from "./chinese/settings.ts";
import { support } from "./chinese/support.ts";
import { switches } from "./chinese/switches.ts";
import { telegram } from "./chinese/telegram.ts";
import { terms } from "./chinese/terms.ts";
import { termsVersions } from "./chinese/terms-versions.ts";
import { wording } from "./chinese/wording.ts";

/** Everything in Chinese. */
export const chinese: Messages = {
  fault: (reference) =>
    `我们这边出了点问题。请再试一次：正在进行的会继续，也不会重复扣费。如果一直不行，请写信至 ${termsInForce.contact}，并注明编号 ${reference}。`,
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
