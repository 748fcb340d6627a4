import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonInput, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { evidenceDesk as words } from "../../src/core/messages/desk/evidence.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { plainWords } from "../../src/core/messages/plain-words.ts";
import type { DossierSubject } from "../../src/core/moderation/evidence-dossiers.ts";
import type { Services } from "../../src/core/services.ts";
import { type DeskInput, defineDesk } from "./desk.ts";

const SHOWN_MAX = 40;
const REASON_LENGTH_MAX = 300;
const VERIFY = /^verify(?:\s+(\S+))?(?:\s+(\S+))?\s*$/iu;
/** `discord:123`: whoever it belongs to is meant. */
const IDENTITY = /^[a-z]{2,32}:\S+$/iu;
const SHA256 = /^[0-9a-f]{64}$/iu;

/** `/admin evidence`: one sealed file for authorities, and whether such a file is genuine (T7). */
export const evidenceDeskArea = defineDesk({
  name: "evidence",
  usage: ["/admin evidence <case or account> --reason why", "/admin evidence verify <sha-256> <seal>"],
  async run(input, services) {
    const given = input.words.trim();
    if (given === "") return { title: words.title, text: words.usage };
    const verifying = VERIFY.exec(given);
    return verifying === null ? preview(given, input, services) : verified(verifying, services);
  },
  buttons: { "ev-export": { pressedBy: "owner", run: exported } },
});

async function subjectOf(given: string, { dossiers, desk }: Services): Promise<DossierSubject> {
  const id = IDENTITY.test(given) ? (await desk.lookup.person(given)).account.id : given;
  const subject = await dossiers.subject(id);
  if (subject === null) throw deskRefusal(words.unknown(given.slice(0, SHOWN_MAX)));
  return subject;
}

async function preview(id: string, { reason, caller }: DeskInput, services: Services): Promise<Reply> {
  const subject = await subjectOf(id, services);
  const why = plainWords(reason ?? "", REASON_LENGTH_MAX);
  if (why === "") throw deskRefusal(words.reasonMissing);
  const key = await services.buttonMemory.keep(caller.account.id, JSON.stringify([subject.id, why]));
  return {
    title: words.title,
    text: words.preview(subject.kind, subject.id),
    fields: [
      { name: words.account, value: accountLine(subject) },
      { name: words.items, value: words.itemsLine(subject.evidence.length) },
      { name: words.cases, value: String(subject.cases.length) },
      { name: words.reason, value: why },
    ],
    buttons: [{ label: words.yes, style: "danger", token: encodeButton("admin", "ev-export", caller.account.id, key) }],
  };
}

function accountLine({ account, accountId }: DossierSubject): string {
  if (account === null) return accountId === null ? "–" : `${accountId}\n${words.noAccount}`;
  return [account.id, ...account.identities.map(identityKey)].join("\n");
}

async function exported({ args: [key = ""], caller, incoming }: ButtonInput, services: Services): Promise<Reply> {
  const [id, reason] = await remembered(key, caller, services);
  const dossier = await services.dossiers.export({
    ...{ subject: await subjectOf(id, services), by: identityKey(incoming.identity), owner: caller.account.id, reason },
    ...{ termsVersion: services.terms.inForce().version, cause: incoming.id },
  });
  if (dossier === "too-large") return { tone: "refusal", text: words.tooLarge };
  const { sha256, items, missing, files } = dossier;
  return {
    ...{ tone: "good", title: words.title, text: words.done(items, missing, files.length), onlyCaller: true },
    fields: [{ name: words.sha256, value: sha256 }],
    files,
  };
}

async function remembered(key: string, { account }: Caller, { buttonMemory }: Services): Promise<[string, string]> {
  // Written by `preview` alone.
  return JSON.parse(await buttonMemory.recall(account.id, key)) as [string, string];
}

async function verified([, sha256 = "", seal = ""]: RegExpExecArray, { dossiers }: Services): Promise<Reply> {
  if (!SHA256.test(sha256) || seal === "") throw deskRefusal(words.verifyUsage);
  const isGenuine = await dossiers.verify(sha256, seal);
  return isGenuine
    ? { tone: "good", title: words.title, text: words.genuine }
    : { tone: "refusal", title: words.title, text: words.notGenuine };
}
