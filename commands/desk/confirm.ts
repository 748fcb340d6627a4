import { isAccount } from "../../src/core/accounts/account.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { type Incoming, identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { type Act, type Intent, intentSchema } from "../../src/core/desk/act.ts";
import type { Done } from "../../src/core/desk/act-rule.ts";
import { actWords } from "../../src/core/messages/desk/acts.ts";
import { approvalWords } from "../../src/core/messages/desk/approvals.ts";
import { confirmWords as words } from "../../src/core/messages/desk/confirm.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { plainWords, withoutTurns } from "../../src/core/messages/plain-words.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";

export const REASON_LENGTH_MAX = 300;
/** What was shown is not what is there any more after so long. */
const SHOWN_MS_MAX = 15 * 60 * 1000;

/** Who decides what, and by which event: the same event asks for the same thing. */
export interface Asking {
  readonly caller: Caller;
  readonly incoming: Incoming;
}

/** Why somebody decides: kept with the act, so it must not be missing. */
export function readReason(text: string | undefined): string {
  const reason = withoutTurns(text ?? "")
    .replace(/\s+/gu, " ")
    .trim();
  if (reason === "") throw deskRefusal(words.reasonMissing);
  if (reason.length > REASON_LENGTH_MAX) throw deskRefusal(words.reasonTooLong(REASON_LENGTH_MAX));
  return reason;
}

/** Shows what an act would change, before and after, with the button that does it. */
export async function confirmReply(given: Act, reason: string, asking: Asking, services: Services): Promise<Reply> {
  const { caller, incoming } = asking;
  const act = await onCurrent(given, services);
  const { clock, ids, desk } = services;
  const intent: Intent = {
    cause: ids.derived(`desk:${incoming.id}`),
    ...{ by: identityKey(incoming.identity), byAccount: caller.account.id },
    ...{ reason, at_ms: clock.now().getTime(), act },
  };
  const { summary, before, after } = await desk.acts.preview(intent);
  const needsSecondPerson = desk.acts.needsSecondPerson(intent);
  if (needsSecondPerson) await desk.approvals.expectSomebodyElse(caller.account.id);
  const key = await services.buttonMemory.keep(caller.account.id, JSON.stringify(intent));
  const button = needsSecondPerson ? words.askSecond : words.doIt;
  return {
    title: actWords.title[act.kind],
    text: [summary, needsSecondPerson ? words.needsSecond : words.asksFirst].join("\n"),
    fields: [
      { name: words.before, value: before },
      { name: words.after, value: after },
      { name: words.why, value: reason },
    ],
    buttons: [
      { label: button, style: "primary", token: encodeButton("admin", "desk-do", caller.account.id, key) },
      { label: words.forget, style: "quiet", token: encodeButton("admin", "desk-forget", caller.account.id) },
    ],
  };
}

/** The buttons under what `confirmReply` shows and under what came of it. */
export const confirmButtons: Readonly<Record<string, ButtonHandler>> = {
  "desk-do": {
    pressedBy: "owner",
    async run({ args: [key = ""], caller }, services) {
      const intent = await recalled(key, caller, services);
      if (services.clock.now().getTime() - intent.at_ms > SHOWN_MS_MAX) throw deskRefusal(words.tooOld);
      const { acts, approvals } = services.desk;
      if (acts.needsSecondPerson(intent)) {
        const { expiresAt } = await approvals.ask(intent);
        return { tone: "good", text: approvalWords.asked(expiresAt), replacesOrigin: true };
      }
      // Not looked at once more: what a first press has changed must not refuse the second one, which changes nothing.
      return doneReply(await acts.carryOut(intent), intent, caller, services);
    },
  },
  "desk-undo": {
    pressedBy: "owner",
    async run({ args: [key = ""], caller }, services) {
      const intent = await recalled(key, caller, services);
      const { text } = await services.desk.acts.carryOut(intent);
      // Whoever wants it once more asks for it: forth and back and forth is how mistakes are made.
      return doneReply({ text, undo: null }, intent, caller, services);
    },
  },
  "desk-forget": {
    pressedBy: "owner",
    run: async () => ({ text: words.forgotten, replacesOrigin: true }),
  },
};

/** What stands behind a button; refuses, as an old button, what is no act that the caller was shown. */
export async function recalled(key: string, { account }: Caller, services: Services): Promise<Intent> {
  const read = intentSchema.safeParse(parsed(await services.buttonMemory.recall(account.id, key)));
  // The memory also keeps what people type elsewhere: words that look like somebody else's act are none.
  const isOwn =
    read.success &&
    isAccount(account, read.data.byAccount) &&
    account.identities.some((identity) => identityKey(identity) === read.data.by);
  if (!isOwn) throw refuse("button-stale", {});
  return { ...read.data, byAccount: account.id, act: await onCurrent(read.data.act, services) };
}

/** On the account that stands for it now: a card may be older than a link, and what one does to oneself needs a second person. */
async function onCurrent(act: Act, { accounts }: Pick<Services, "accounts">): Promise<Act> {
  return "account" in act ? { ...act, account: await accounts.current(act.account) } : act;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What came of an act, with the button that takes it back where there is one. */
async function doneReply({ text, undo }: Done, intent: Intent, caller: Caller, services: Services): Promise<Reply> {
  const buttons: Button[] = [];
  if (undo !== null) {
    const back = { ...intent, cause: services.ids.derived(`undo:${intent.cause}`), act: undo };
    const reason = plainWords(actWords.undone(intent.reason), REASON_LENGTH_MAX);
    const key = await services.buttonMemory.keep(caller.account.id, JSON.stringify({ ...back, reason }));
    buttons.push({ label: words.undo, token: encodeButton("admin", "desk-undo", caller.account.id, key) });
  }
  if ("account" in intent.act) {
    const token = encodeButton("admin", "person-show", caller.account.id, intent.act.account);
    buttons.push({ label: words.person, style: "quiet", token });
  }
  return { tone: "good", title: actWords.title[intent.act.kind], text, buttons, replacesOrigin: true };
}
