// Tone: “du”, in lower case; short sentences, no exclamation marks but for joy. Quotation marks are „ “.
// Words: credits = Credits · picture = Bild · prompt = Prompt · reference = Vorlage · style = Stil · history = Verlauf ·
// settings = Einstellungen · account = Konto · wallet, balance = Guthaben · pack = Paket · plan, subscription = Abo ·
// order = Bestellung · refund = Erstattung · on hold = ruhen · report = Meldung · strike = Verwarnung · button = Knopf ·
// terms = Bedingungen · charged = berechnet.

import { termsInForce } from "../accounts/terms.ts";
import type { Messages } from "../messages.ts";
import { after } from "./german/after.ts";
import { balance, expiryWarning } from "./german/balance.ts";
import { billing } from "./german/billing.ts";
import { billingDesk } from "./german/billing-desk.ts";
import { commands } from "./german/commands.ts";
import { discord } from "./german/discord.ts";
import { history } from "./german/history.ts";
import { account, linking, unlinking } from "./german/linking.ts";
import { models } from "./german/models.ts";
import { paymentPages } from "./german/payment-pages.ts";
import { consent, help, imagine, picture, start } from "./german/pictures.ts";
import { prices } from "./german/prices.ts";
import { pricing } from "./german/pricing.ts";
import { privacy } from "./german/privacy.ts";
import { refusals } from "./german/refusals.ts";
import { servers } from "./german/servers.ts";
import { settings, styles } from "./german/settings.ts";
import { telegram } from "./german/telegram.ts";
import { terms } from "./german/terms.ts";
import { wording } from "./german/wording.ts";

/** Everything in German. */
export const german: Messages = {
  fault: (reference) =>
    `Bei uns ist etwas schiefgegangen. Versuch es bitte noch einmal: Was in Arbeit ist, geht weiter, und nichts wird doppelt berechnet. Bleibt es so, schreib an ${termsInForce.contact} und nenne ${reference}.`,
  refusals,
  start,
  consent,
  help,
  terms,
  imagine,
  picture,
  after,
  history,
  settings,
  servers,
  styles,
  models,
  pricing,
  balance,
  billing,
  billingDesk,
  account,
  linking,
  unlinking,
  expiryWarning,
  paymentPages,
  prices,
  privacy,
  commands,
  discord,
  telegram,
  wording,
};
