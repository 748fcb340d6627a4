import { encodeButton } from "../chat/button-token.ts";
import type { Caller } from "../chat/command.ts";
import type { Reply } from "../chat/reply.ts";
import type { Terms } from "../terms/terms.ts";
import { changesIn } from "../terms/version.ts";
import { termsInForce, welcome } from "./terms.ts";

/** Of so many versions at once, the latest, it is said what they changed; `/terms` has the text. */
const CHANGES_MAX = 3;

/** Asks for age and terms (T3, T27); `command` is what the person was about to do, or null when they just arrived. */
export function consentReply(
  { account, messages, language }: Pick<Caller, "account" | "messages" | "language">,
  command: string | null,
  terms: Pick<Terms, "inForce" | "since">,
): Reply {
  const { consent, termsVersions: words } = messages;
  const { version, effectiveAt } = terms.inForce();
  const isNew = account.consents.length === 0;
  const greeting = isNew ? [consent.hello] : [];
  const changes = terms
    .since(account.consents)
    .slice(-CHANGES_MAX)
    .map((later) => `${words.new(later.version, later.effectiveAt)}\n${changesIn(language, later) ?? ""}`);
  return {
    title: isNew ? consent.title : consent.titleAgain,
    text: [
      ...(command === null ? greeting : [consent.before(command)]),
      ...changes,
      consent.ask(termsInForce.ageMin_years, effectiveAt),
      ...(isNew ? [consent.gift(welcome.credits, welcome.lifetime_days)] : []),
    ].join("\n\n"),
    buttons: [
      {
        label: consent.accept(termsInForce.ageMin_years),
        style: "primary",
        token: encodeButton("start", "accept", account.id, version),
      },
      { label: consent.read, token: encodeButton("terms", "page", account.id, "0") },
    ],
  };
}
