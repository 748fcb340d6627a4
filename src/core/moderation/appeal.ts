import { type Account, languageWished } from "../accounts/account.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Button } from "../chat/reply.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Sanction } from "./sanction.ts";
import type { Violation } from "./violation.ts";

/** How long the words of an appeal may be, in characters. */
export const APPEAL_LENGTH_MAX = 1000;

/** What somebody can ask to have looked at again. */
export type Appealable =
  | { readonly kind: "violation"; readonly id: string; readonly at: Date; readonly violation: Violation }
  | { readonly kind: "sanction"; readonly id: string; readonly at: Date; readonly sanction: Sanction };

/**
 * The button under a block or a sanction that leads to its appeal; `id`: the violation's or the sanction's. Without
 * `messages` its label is in the language that the account wishes.
 */
export function appealButton(
  account: Pick<Account, "id" | "settings" | "language">,
  id: string,
  messages: Messages = messagesFor(languageOf(languageWished(account))),
): Button {
  return { label: messages.appeals.button, style: "quiet", token: encodeButton("appeal", "write", account.id, id) };
}
