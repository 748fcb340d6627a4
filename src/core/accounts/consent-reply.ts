import { encodeButton } from "../chat/button-token.ts";
import type { Reply } from "../chat/reply.ts";
import type { Messages } from "../messages.ts";
import type { Account } from "./account.ts";
import { termsInForce, welcome } from "./terms.ts";

/** Asks for age and terms (T3, T27); `command` is what the person was about to do, or null when they just arrived. */
export function consentReply(account: Account, { consent }: Messages, command: string | null): Reply {
  const accept = encodeButton("start", "accept", account.id, termsInForce.version);
  const isNew = account.consents.length === 0;
  const greeting = isNew ? [consent.hello] : [];
  return {
    title: isNew ? consent.title : consent.titleAgain,
    text: [
      ...(command === null ? greeting : [consent.before(command)]),
      consent.ask(termsInForce.ageMin_years, termsInForce.updatedAt),
      ...(isNew ? [consent.gift(welcome.credits, welcome.lifetime_days)] : []),
    ].join("\n\n"),
    buttons: [
      { label: consent.accept(termsInForce.ageMin_years), style: "primary", token: accept },
      { label: consent.read, token: encodeButton("terms", "page", account.id, "0") },
    ],
  };
}
