import { termsInForce } from "./accounts/terms.ts";
import { after } from "./messages/after.ts";
import { billing } from "./messages/billing.ts";
import { commands } from "./messages/command-texts.ts";
import { balance, expiryWarning } from "./messages/credits.ts";
import { discord } from "./messages/discord.ts";
import { history } from "./messages/history.ts";
import { account, linking, unlinking } from "./messages/linking.ts";
import { paymentPages } from "./messages/payment-pages.ts";
import { consent, help, imagine, picture, start, terms } from "./messages/pictures.ts";
import { refusals } from "./messages/refusals.ts";
import { servers } from "./messages/servers.ts";
import { settings, styles } from "./messages/settings.ts";
import { telegram } from "./messages/telegram.ts";
import type { RefusalOf } from "./refusal.ts";

const english = {
  fault: (reference: string) =>
    `Something went wrong on our side. Please try again: what is in the works goes on, and nothing is charged twice. If it stays broken, write to ${termsInForce.contact} with the reference ${reference}.`,
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
  balance,
  billing,
  account,
  linking,
  unlinking,
  expiryWarning,
  paymentPages,
  commands,
  discord,
  telegram,
};

/** Every sentence a person can read. A second language is a second object of this type. */
export type Messages = typeof english;

/** Languages that there are sentences in, by their codes. */
const languages: Readonly<Record<string, Messages>> = { en: english };

/** The code of the language, of those there are, that is nearest to what a platform or a person says; else English. */
export function languageOf(given: string | null | undefined): string {
  const asked = (given ?? "").toLowerCase().replaceAll("_", "-");
  return Object.keys(languages).find((code) => asked === code || asked.startsWith(`${code}-`)) ?? "en";
}

/** The sentences in a language, or in English where there is none. */
export function messagesFor(language: string): Messages {
  return languages[language] ?? english;
}

/** The sentence of a refusal. */
export function sentence(messages: Messages, refusal: RefusalOf): string {
  // Code and data belong together by the type; the compiler cannot follow that through the look-up.
  const say = messages.refusals[refusal.code] as (data: RefusalOf["data"]) => string;
  return say(refusal.data);
}
