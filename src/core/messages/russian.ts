// Tone: «вы», in lower case; short sentences, no exclamation marks but for joy. Quotation marks are « ». The gender of the person
// is never said; Easel's own is avoided where it can be. Hyphens are no dashes.
// Words: credits = кредиты · picture = картинка · prompt = промпт · reference = образец · style = стиль · history = история ·
// settings = настройки · account = аккаунт · wallet, balance = баланс · pack = пакет · plan, subscription = подписка ·
// order = заказ · refund = возврат · on hold = заморожены · report = жалоба · button = кнопка · terms = условия ·
// charged = списано · reroll = перерисовать · variation = вариация · upscale = увеличить · to link = связать, a chat: привязать ·
// strike = штрафной балл · suspended = заблокирован · closed = закрыт · appeal = апелляция, to appeal = обжаловать ·
// taken down = убрано · to object = возразить · notice = заявление · ticket = обращение.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./russian/after.ts";
import { announcements } from "./russian/announcements.ts";
import { appeals } from "./russian/appeals.ts";
import { balance, expiryWarning } from "./russian/balance.ts";
import { billing } from "./russian/billing.ts";
import { billingDesk } from "./russian/billing-desk.ts";
import { commands } from "./russian/commands.ts";
import { conduct } from "./russian/conduct.ts";
import { discord } from "./russian/discord.ts";
import { history } from "./russian/history.ts";
import { account, linking, unlinking } from "./russian/linking.ts";
import { models } from "./russian/models.ts";
import { paymentPages } from "./russian/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./russian/pictures.ts";
import { planNews } from "./russian/plan-news.ts";
import { prices } from "./russian/prices.ts";
import { pricing } from "./russian/pricing.ts";
import { privacy } from "./russian/privacy.ts";
import { refusals } from "./russian/refusals.ts";
import { reports } from "./russian/reports.ts";
import { sanctions } from "./russian/sanctions.ts";
import { servers } from "./russian/servers.ts";
import { settings, styles } from "./russian/settings.ts";
import { support } from "./russian/support.ts";
import { switches } from "./russian/switches.ts";
import { telegram } from "./russian/telegram.ts";
import { terms } from "./russian/terms.ts";
import { termsVersions } from "./russian/terms-versions.ts";
import { wording } from "./russian/wording.ts";

/** Everything in Russian. */
export const russian: Messages = {
  fault: (reference) =>
    `На нашей стороне что-то пошло не так. Попробуйте, пожалуйста, ещё раз: то, что уже в работе, продолжается, и дважды ничего не списывается. Если не поможет, напишите на ${termsInForce.contact} и укажите номер ${reference}.`,
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
