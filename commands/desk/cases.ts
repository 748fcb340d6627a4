import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, ButtonInput, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { FormField, Reply } from "../../src/core/chat/reply.ts";
import { caseDesk as words } from "../../src/core/messages/desk/cases.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { plainWords } from "../../src/core/messages/plain-words.ts";
import type { Case, CaseDecision } from "../../src/core/moderation/case.ts";
import type { CaseOrder } from "../../src/core/moderation/case-store.ts";
import type { Services } from "../../src/core/services.ts";
import { backToCase, type CaseChoice, caseChoices, caseReply } from "./case-reply.ts";
import { showEvidence } from "./case-show.ts";
import { defineDesk } from "./desk.ts";
import { expectNotOwn } from "./own.ts";

const NOTE_LENGTH_MAX = 500;
const HOURS_MAX = 8760;
const WHOLE = /^\d{1,5}$/u;

/** `/admin cases`: what waits for a decision, one case after the other (T10). */
export const casesDesk = defineDesk({
  name: "cases",
  aliases: ["case", "reviews"],
  usage: ["/admin cases", "/admin cases <case>"],
  async run({ words: given, caller }, services) {
    const id = given.trim();
    if (id === "") return nextCase(0, caller, services);
    const one = await services.cases.find(id);
    if (one === null) throw deskRefusal(words.unknown(id.slice(0, 40)));
    return caseReply(one, 0, caller, services);
  },
  buttons: {
    "case-next": {
      pressedBy: "owner",
      run: async ({ args: [skipped = "0"], caller }, services) => ({
        ...(await nextCase(Number(skipped), caller, services)),
        replacesOrigin: true,
      }),
    },
    "case-look": {
      pressedBy: "owner",
      run: async ({ args: [id = ""], caller }, services) => ({
        ...(await caseReply(await found(id, services), 0, caller, services)),
        replacesOrigin: true,
      }),
    },
    "case-show": showEvidence,
    "case-form": askingForNote(),
    "case-decide": { pressedBy: "owner", run: decide },
  },
});

async function found(id: string, { cases }: Services): Promise<Case> {
  const one = await cases.find(id);
  if (one === null) throw deskRefusal(words.unknown(id));
  return one;
}

async function nextCase(skipped: number, caller: Caller, services: Services): Promise<Reply> {
  const behind = Number.isSafeInteger(skipped) && skipped > 0 ? skipped : 0;
  const [one] = await services.cases.after(behind, 1);
  if (one !== undefined) return caseReply(one, behind, caller, services);
  return { title: words.queueTitle, text: behind === 0 ? words.none : words.end };
}

function askingForNote(): ButtonHandler {
  return {
    pressedBy: "owner",
    opensForm: true,
    async run({ args: [given = "", id = "", seen = ""], caller }, services) {
      const choice = choiceOf(given);
      const one = await found(id, services);
      if (one.decision !== null || String(one.version) !== seen) return changed(one, caller, services);
      const isTold = one.kind === "appeal" || choice === "suspended" || choice === "reversed";
      const note: FormField = {
        ...{ kind: "text", name: "note", required: true, multiline: true, lengthMax: NOTE_LENGTH_MAX },
        label: words.noteLabel(isTold),
      };
      const hours: FormField = { kind: "text", name: "hours", lengthMax: 5, label: words.hoursLabel };
      return {
        form: {
          title: words.formTitle[choice],
          submit: words.formSubmit,
          token: encodeButton("admin", "case-decide", caller.account.id, given, id, seen),
          fields: choice === "suspended" ? [hours, note] : [note],
        },
      };
    },
  };
}

async function decide(
  { args: [given = "", id = "", seen = ""], values, caller, incoming }: ButtonInput,
  services: Services,
): Promise<Reply> {
  const choice = choiceOf(given);
  const note = plainWords(values["note"] ?? "", NOTE_LENGTH_MAX);
  if (note === "") throw deskRefusal(words.noteMissing);
  const one = await found(id, services);
  await expectNotOwn(one.account, caller, services);
  const order = choice === "suspended" ? await suspension(values["hours"] ?? "", one, services) : null;
  const outcome: CaseDecision["outcome"] = choice === "suspended" ? "acted" : choice;
  const by = identityKey(incoming.identity);
  const answer = await services.caseDecisions.decide({ id, seen: Number(seen), outcome, by, note, order });
  if (answer === "changed") return changed(await found(id, services), caller, services);
  return {
    ...{ tone: "good", title: words.title(one.kind), text: words.decided(one.kind, outcome), replacesOrigin: true },
    buttons: [
      backToCase(id, caller),
      { label: words.next, style: "primary", token: encodeButton("admin", "case-next", caller.account.id, "0") },
    ],
  };
}

async function suspension(given: string, { account }: Case, services: Services): Promise<CaseOrder> {
  const hours = given.trim();
  if (hours !== "" && !(WHOLE.test(hours) && Number(hours) >= 1 && Number(hours) <= HOURS_MAX)) {
    throw deskRefusal(words.hoursWrong(hours.slice(0, 20), HOURS_MAX));
  }
  const person = account === null ? null : await services.accounts.find(account);
  // Asked before it is decided: afterwards it would be refused, and the case be closed all the same.
  const isOperator = person?.identities.some((identity) => services.operators.has(identityKey(identity)));
  if (isOperator) throw deskRefusal(words.operatorSubject);
  return { suspend_hours: hours === "" ? null : Number(hours) };
}

async function changed(one: Case, caller: Caller, services: Services): Promise<Reply> {
  const now = await caseReply(one, 0, caller, services);
  return { ...now, text: [words.changed, now.text].join("\n\n"), replacesOrigin: true };
}

function choiceOf(given: string): CaseChoice {
  return caseChoices.find((choice) => choice === given) ?? "dismissed";
}
