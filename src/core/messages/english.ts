import { termsInForce } from "../accounts/terms.ts";
import { after } from "./english/after.ts";
import { announcements } from "./english/announcements.ts";
import { appeals } from "./english/appeals.ts";
import { balance, expiryWarning } from "./english/balance.ts";
import { billing } from "./english/billing.ts";
import { billingDesk } from "./english/billing-desk.ts";
import { commands } from "./english/commands.ts";
import { conduct } from "./english/conduct.ts";
import { discord } from "./english/discord.ts";
import { history } from "./english/history.ts";
import { account, linking, unlinking } from "./english/linking.ts";
import { models } from "./english/models.ts";
import { paymentPages } from "./english/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./english/pictures.ts";
import { planNews } from "./english/plan-news.ts";
import { prices } from "./english/prices.ts";
import { pricing } from "./english/pricing.ts";
import { privacy } from "./english/privacy.ts";
import { refusals } from "./english/refusals.ts";
import { reports } from "./english/reports.ts";
import { sanctions } from "./english/sanctions.ts";
import { servers } from "./english/servers.ts";
import { settings, styles } from "./english/settings.ts";
import { support } from "./english/support.ts";
import { switches } from "./english/switches.ts";
import { telegram } from "./english/telegram.ts";
import { terms } from "./english/terms.ts";
import { termsVersions } from "./english/terms-versions.ts";
import { wording } from "./english/wording.ts";

/** All sentences in English: the pattern that every other language follows. */
export const english = {
  fault: (reference: string) =>
    `Something went wrong on our side. Please try again: what is in the works goes on, and nothing is charged twice. If it stays broken, write to ${termsInForce.contact} with the reference ${reference}.`,
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
