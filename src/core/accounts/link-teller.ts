import type { Reply } from "../chat/reply.ts";
import type { Ledger } from "../credits/ledger.ts";
import { available } from "../credits/wallet.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock } from "../services.ts";
import { type Account, isAccount, languageWished } from "./account.ts";
import type { AccountStore } from "./accounts.ts";
import type { Link, LinkRefusal, LinkSide } from "./link.ts";
import { joinedReply, questionFor } from "./link-replies.ts";

/** Tells the side that is not here how their link goes on. */
export interface LinkTeller {
  asksIssuer(link: Link): Promise<void>;
  /** `by`: who reads it as the answer to their own press, as the account they had then. */
  joined(link: Link, by: Account | null): Promise<void>;
  refused(link: Link, reason: LinkRefusal, by: Account | null): Promise<void>;
}

export function createLinkTeller({
  accounts,
  notices,
  ledger,
  clock,
}: {
  readonly accounts: Pick<AccountStore, "find">;
  readonly notices: Pick<Notices, "tell">;
  readonly ledger: Pick<Ledger, "wallet">;
  readonly clock: Clock;
}): LinkTeller {
  /** To the chat that takes part in the link, not to just any that the person has. */
  async function tell(
    side: LinkSide,
    key: string,
    reply: (messages: Messages) => Reply | Promise<Reply>,
  ): Promise<void> {
    const account = await accounts.find(side.account);
    if (account === null) return;
    const said = await reply(messagesFor(languageOf(languageWished(account))));
    await notices.tell(account.id, key, said, "service", side.identity);
  }

  return {
    async asksIssuer(link) {
      await tell(link.issuer, `link:${link.id}:asks`, (messages) => questionFor(link, messages));
    },
    async joined(link, by) {
      for (const [side, other] of sidesBut(by, link)) {
        await tell(side, `link:${link.id}:joined:${side.identity.platform}`, async (messages) =>
          joinedReply(other.identity, available(await ledger.wallet(side.account), clock.now()), messages),
        );
      }
    },
    async refused(link, reason, by) {
      for (const [side] of sidesBut(by, link)) {
        await tell(side, `link:${link.id}:refused:${side.identity.platform}`, ({ linking }) => ({
          text: linking.refused(reason),
        }));
      }
    },
  };
}

/** Each side with the other one, without the side that knows already. */
function sidesBut(by: Account | null, { issuer, redeemer }: Link): (readonly [LinkSide, LinkSide])[] {
  if (redeemer === null) return [];
  const sides = [[issuer, redeemer] as const, [redeemer, issuer] as const];
  return sides.filter(([side]) => by === null || !isAccount(by, side.account));
}
