import { languageWished } from "../accounts/account.ts";
import { languageOf, messagesFor } from "../messages.ts";
import { answerNotice, closedNotice } from "./replies.ts";
import type { Ticket } from "./ticket.ts";
import type { SupportTools } from "./tools.ts";

/** Tells the person what was said and decided. Safe to repeat: a notice's key comes from what it tells. */
export async function tellPerson(
  ticket: Ticket,
  { store, accounts, notices }: Pick<SupportTools, "store" | "accounts" | "notices">,
): Promise<void> {
  const account = await accounts.find(ticket.account);
  if (account !== null) {
    const messages = messagesFor(languageOf(languageWished(account)));
    for (const mark of ticket.untold) {
      const message = ticket.messages.find(({ id }) => id === mark);
      const reply =
        message === undefined
          ? closedNotice(ticket, account, messages)
          : answerNotice(ticket, message, account, messages);
      await notices.post(account.id, `ticket:${ticket.id}:${mark}`, reply);
    }
  }
  await store.told(ticket);
}
