import { termsInForce } from "./accounts/terms.ts";
import { after } from "./messages/after.ts";
import { balance, expiryWarning } from "./messages/credits.ts";
import { history } from "./messages/history.ts";
import { consent, help, imagine, picture, start, terms } from "./messages/pictures.ts";
import { refusals } from "./messages/refusals.ts";
import { settings, styles } from "./messages/settings.ts";
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
  styles,
  balance,
  expiryWarning,
};

/** Every sentence a person can read. A second language is a second object of this type. */
export type Messages = typeof english;

/** The sentences in a language, or in English where there is none. */
export function messagesFor(_language: string): Messages {
  return english;
}

/** The sentence of a refusal. */
export function sentence(messages: Messages, refusal: RefusalOf): string {
  // Code and data belong together by the type; the compiler cannot follow that through the look-up.
  const say = messages.refusals[refusal.code] as (data: RefusalOf["data"]) => string;
  return say(refusal.data);
}
