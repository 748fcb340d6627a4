import { z } from "zod";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
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
  readonly olderThan: AuditPosition | null;
}

/** `/admin audit`: who of ours did what, to whom, and why. */
export const auditDesk = defineDesk({
  name: "audit",
  aliases: ["trail"],
  usage: ["/admin audit", "/admin audit discord:123", "/admin audit model:seedream"],
  async run({ words: given, caller }, services) {
    const subject = shortened(given, SUBJECT_LENGTH_MAX);
    const subjects = subject === "" ? null : await subjectsOf(subject, services);
    return pageReply({ subjects, olderThan: null }, caller, services);
  },
  buttons: {
    "audit-of": {
      pressedBy: "owner",
      run: async ({ args: [id = ""], caller }, services) =>
        pageReply({ subjects: await subjectsOf(id, services), olderThan: null }, caller, services),
    },
    "audit-page": {
      pressedBy: "owner",
      async run({ args: [key = ""], caller }, services) {
        const read = keptPage.safeParse(parsed(await services.buttonMemory.recall(caller.account.id, key)));
        if (!read.success) throw refuse("button-stale", {});
        const { subjects, at_ms, id } = read.data;
        const page = { subjects, olderThan: { at: new Date(at_ms), id } };
        return { ...(await pageReply(page, caller, services)), replacesOrigin: true };
      },
    },
  },
});

/** What stands behind the button of the next page: the token has no room for it. */
const keptPage = z.object({ subjects: z.array(z.string()).nullable(), at_ms: z.number(), id: z.string() });

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

async function pageReply({ subjects, olderThan }: Page, caller: Caller, services: Services): Promise<Reply> {
  const found = await services.audit.latest(subjects, PAGE_SIZE + 1, olderThan);
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const buttons: Button[] = [];
  if (found.length > PAGE_SIZE && last !== undefined) {
    const kept = { subjects: subjects && [...subjects], at_ms: last.at.getTime(), id: last.id } satisfies z.infer<
      typeof keptPage
    >;
    const key = await services.buttonMemory.keep(caller.account.id, JSON.stringify(kept));
    buttons.push({ label: words.older, token: encodeButton("admin", "audit-page", caller.account.id, key) });
  }
  const title = subjects === null ? words.title : words.titleOf(subjects[0] ?? "");
  if (shown.length === 0) return { title, text: olderThan === null ? words.none : words.noMore };
  return { title, text: shown.map(words.entry).join("\n\n"), buttons };
}
