// Tone: “du”, in lower case; short sentences, no exclamation marks but for joy. Quotation marks are „ “.
// Words: credits = Credits · picture = Bild · prompt = Prompt · reference = Vorlage · style = Stil · history = Verlauf ·
// settings = Einstellungen · account = Konto · wallet, balance = Guthaben · pack = Paket · plan, subscription = Abo ·
// order = Bestellung · refund = Erstattung · on hold = ruhen · report = Meldung · strike = Verwarnung · button = Knopf ·
// terms = Bedingungen · charged = berechnet.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { announcements } from "./english/announcements.ts";
import { appeals } from "./english/appeals.ts";
import { support } from "./english/support.ts";
import { switches } from "./english/switches.ts";
import { termsVersions } from "./english/terms-versions.ts";
import { after } from "./german/after.ts";
import { balance, expiryWarning } from "./german/balance.ts";
import { billing } from "./german/billing.ts";
import { billingDesk } from "./german/billing-desk.ts";
import { commands } from "./german/commands.ts";
import { conduct } from "./english/conduct.ts";
import { discord } from "./german/discord.ts";
import { history } from "./german/history.ts";
import { account, linking, unlinking } from "./german/linking.ts";
import { models } from "./german/models.ts";
import { paymentPages } from "./german/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./german/pictures.ts";
import { planNews } from "./german/plan-news.ts";
import { prices } from "./german/prices.ts";
import { pricing } from "./german/pricing.ts";
import { privacy } from "./german/privacy.ts";
import { refusals } from "./german/refusals.ts";
import { reports } from "./english/reports.ts";
import { servers } from "./german/servers.ts";
import { sanctions } from "./english/sanctions.ts";
import { settings, styles } from "./german/settings.ts";
import { telegram } from "./german/telegram.ts";
import { terms } from "./german/terms.ts";
import { wording } from "./german/wording.ts";

/** Everything in German. */
export const german: Messages = {
  fault: (reference) =>
    `Bei uns ist etwas schiefgegangen. Versuch es bitte noch einmal: Was in Arbeit ist, geht weiter, und nichts wird doppelt berechnet. Bleibt es so, schreib an ${termsInForce.contact} und nenne ${reference}.`,
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
