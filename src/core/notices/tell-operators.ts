import { languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Reply } from "../chat/reply.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Log } from "../services.ts";
import type { Notices } from "./notices.ts";

/**
 * Tells each of the people who run Easel something once for the key, in their language, where they are named as operators. Never
 * rejects: what an operator is told of is also found where they look for it.
 */
export type TellOperators = (key: string, say: (messages: Messages) => Reply) => Promise<void>;

export function createTellOperators({
  operators,
  accounts,
  notices,
  log,
}: {
  /** Identity keys, such as `discord:123`. */
  readonly operators: readonly string[];
  readonly accounts: Pick<Accounts, "of">;
  readonly notices: Pick<Notices, "post">;
  readonly log: Log;
}): TellOperators {
  async function tell(operator: string, key: string, say: (messages: Messages) => Reply): Promise<void> {
    const at = operator.indexOf(":");
    // Who has never written yet has no name here; their first message brings it.
    const identity = { platform: operator.slice(0, at), user: operator.slice(at + 1), name: "" };
    const account = await accounts.of(identity);
    const reply = say(messagesFor(languageOf(languageWished(account))));
    await notices.post(account.id, `${key}:${operator}`, reply, "service", identity);
  }

  return async (key, say) => {
    await Promise.all(
      operators.map((operator) =>
        tell(operator, key, say).catch((error: unknown) => {
          log.warn({ error, key }, "an operator could not be told");
        }),
      ),
    );
  };
}
