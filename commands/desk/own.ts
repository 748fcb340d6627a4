import { isAccount } from "../../src/core/accounts/account.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { approvalWords as words } from "../../src/core/messages/desk/approvals.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import type { Services } from "../../src/core/services.ts";

/** Refuses whoever would decide about themselves, while the rule of two people holds and there is somebody else to decide. */
export async function expectNotOwn(subject: string | null, { account }: Caller, { desk }: Services): Promise<void> {
  if (subject === null || !desk.twoPeople || !isAccount(account, subject)) return;
  if (await desk.approvals.hasSomebodyElse(account.id)) throw deskRefusal(words.ownMatter);
}
