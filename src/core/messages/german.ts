// Tone: “du”, in lower case; short sentences, no exclamation marks but for joy. Quotation marks are „ “.
// Words: credits = Credits · picture = Bild · prompt = Prompt · reference = Vorlage · style = Stil · history = Verlauf ·
// settings = Einstellungen · account = Konto · wallet, balance = Guthaben · pack = Paket · plan, subscription = Abo ·
// order = Bestellung · refund = Erstattung · on hold = ruhen · report = Meldung · strike = Strafpunkt · warning = Verwarnung ·
// suspension = Sperre · blocked = gesperrt · appeal = Einspruch · takedown = Entfernung · object = widersprechen · notice
// (of rights) = Mitteilung · sealed = unter Verschluss · kept (credits) = einbehalten · ticket = Ticket · button = Knopf ·
// terms = Bedingungen · charged = berechnet.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./german/after.ts";
import { announcements } from "./german/announcements.ts";
import { appeals } from "./german/appeals.ts";
import { balance, expiryWarning } from "./german/balance.ts";
import { billing } from "./german/billing.ts";
import { billingDesk } from "./german/billing-desk.ts";
import { commands } from "./german/commands.ts";
import { conduct } from "./german/conduct.ts";
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
import { reports } from "./german/reports.ts";
import { sanctions } from "./german/sanctions.ts";
import { servers } from "./german/servers.ts";
import { settings, styles } from "./german/settings.ts";
import { support } from "./german/support.ts";
import { switches } from "./german/switches.ts";
import { telegram } from "./german/telegram.ts";
import { terms } from "./german/terms.ts";
import { termsVersions } from "./german/terms-versions.ts";
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
