import { z } from "zod";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { AuditPosition } from "../../src/core/desk/audit.ts";
import { auditWords as words } from "../../src/core/messages/desk/audit.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { Refusal, refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { parsed } from "./confirm.ts";
import { defineDesk } from "./desk.ts";

const PAGE_SIZE = 8;
const SUBJECT_LENGTH_MAX = 100;

interface Page {
  /** null: of everything. */
  readonly subjects: readonly string[] | null;
  /** What they did, in place of what was done to them. */
  readonly by: boolean;
  readonly olderThan: AuditPosition | null;
}

/** `/admin audit`: who of ours did what, to whom, and why. */
export const auditDesk = defineDesk({
  name: "audit",
  aliases: ["trail"],
  usage: ["/admin audit", "/admin audit discord:123", "/admin audit by discord:123", "/admin audit model:seedream"],
  async run({ words: given, caller }, services) {
    const subject = shortened(given, SUBJECT_LENGTH_MAX);
    const actor = /^by\s+(\S.*)$/iu.exec(subject)?.[1];
    if (actor !== undefined) {
      return pageReply({ subjects: await actorsOf(actor, services), by: true, olderThan: null }, caller, services);
    }
    const subjects = subject === "" ? null : await subjectsOf(subject, services);
    return pageReply({ subjects, by: false, olderThan: null }, caller, services);
  },
  buttons: {
    "audit-of": {
      pressedBy: "owner",
      run: async ({ args: [id = ""], caller }, services) =>
        pageReply({ subjects: await subjectsOf(id, services), by: false, olderThan: null }, caller, services),
    },
    "audit-page": {
      pressedBy: "owner",
      async run({ args: [key = ""], caller }, services) {
        const read = keptPage.safeParse(parsed(await services.buttonMemory.recall(caller.account.id, key)));
        if (!read.success) throw refuse("button-stale", {});
        const { subjects, by, at_ms, id } = read.data;
        const page = { subjects, by, olderThan: { at: new Date(at_ms), id } };
        return { ...(await pageReply(page, caller, services)), replacesOrigin: true };
      },
    },
  },
});

/** What stands behind the button of the next page: the token has no room for it. */
const keptPage = z.object({
  subjects: z.array(z.string()).nullable(),
  by: z.boolean(),
  at_ms: z.number(),
  id: z.string(),
});

/** A person's accounts, those that were joined into theirs included; of what leads to nobody, the words themselves. */
async function subjectsOf(text: string, { desk }: Services): Promise<readonly string[]> {
  try {
    const { account } = await desk.lookup.person(text);
    return [...new Set([account.id, ...account.joinedFrom, text])];
  } catch (error) {
    // A switch, a server, an announcement: the trail has more than people.
    if (error instanceof Refusal) return [text];
    throw error;
  }
}

/** All identities of an operator: they decide from any of their chats, and are kept by the one that they did it from. */
async function actorsOf(text: string, { desk }: Services): Promise<readonly string[]> {
  try {
    const { account } = await desk.lookup.person(text);
    return [...new Set([text, ...account.identities.map(identityKey)])];
  } catch (error) {
    // Easel itself, or whose account is erased.
    if (error instanceof Refusal) return [text];
    throw error;
  }
}

async function pageReply({ subjects, by, olderThan }: Page, caller: Caller, services: Services): Promise<Reply> {
  const { audit } = services;
  const found = await (by && subjects !== null
    ? audit.by(subjects, PAGE_SIZE + 1, olderThan)
    : audit.latest(subjects, PAGE_SIZE + 1, olderThan));
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const buttons: Button[] = [];
  if (found.length > PAGE_SIZE && last !== undefined) {
    const kept = { subjects: subjects && [...subjects], by, at_ms: last.at.getTime(), id: last.id } satisfies z.infer<
      typeof keptPage
    >;
    const key = await services.buttonMemory.keep(caller.account.id, JSON.stringify(kept));
    buttons.push({ label: words.older, token: encodeButton("admin", "audit-page", caller.account.id, key) });
  }
  const titleOf = by ? words.titleBy : words.titleOf;
  const title = subjects === null ? words.title : titleOf(subjects[0] ?? "");
  if (shown.length === 0) return { title, text: olderThan === null ? words.none : words.noMore };
  return { title, text: shown.map(words.entry).join("\n\n"), buttons };
}
