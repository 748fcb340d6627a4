import { z } from "zod";
import { models } from "../src/core/catalogue/models.ts";
import { upscaler } from "../src/core/catalogue/upscaler.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type ButtonInput, type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { endOf, readDay, readNumbers } from "../src/core/chat/written.ts";
import type { Generation } from "../src/core/generation/generation.ts";
import type { HistoryPosition } from "../src/core/generation/generation-store.ts";
import { imagesOf, resultReply } from "../src/core/generation/replies.ts";
import { soughtEntries } from "../src/core/generation/search-words.ts";
import { shortened } from "../src/core/messages/shortened.ts";
import { Refusal, refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";

const PICTURES_A_PAGE = 5;
const PAGE_MAX = 100;
const SEARCH_SHOWN_MAX = 60;
/** Stands for the first page in a token; no instant is written so. */
const NEWEST = "-";

const instant = z.coerce.date().nullable();
/** What is looked for; null everywhere: all pictures. */
const searchSchema = z.object({
  /** As typed, for the title. */
  text: z.string(),
  words: z.array(z.string()),
  model: z.string().nullable(),
  since: instant,
  before: instant,
});
type Search = z.infer<typeof searchSchema>;
const everything: Search = { text: "", words: [], model: null, since: null, before: null };
/** A page as it was shown, so that its numbers mean the same pictures later. */
const pageSchema = z.object({
  search: searchSchema,
  olderThan: z.object({ acceptedAt: z.coerce.date(), id: z.string() }).nullable(),
  skip: z.number(),
  ids: z.array(z.string()),
});
interface Start {
  readonly olderThan: HistoryPosition | null;
  readonly skip?: number;
}

export const history = defineCommand({
  name: "history",
  summary: "Your pictures: look through them, search them, delete some",
  audience: "caller",
  needsConsent: false,
  options: {
    words: { kind: "text", rest: true, lengthMax: 200, summary: "Words of the prompt, or their beginnings" },
    model: {
      kind: "choice",
      choices: [...models, { ...upscaler, aliases: ["upscale", "upscaled"] }].map(({ id, name, aliases }) => ({
        value: id,
        label: name,
        aliases,
      })),
      summary: "Only pictures by this model",
    },
    since: {
      kind: "text",
      lengthMax: 20,
      aliases: ["from", "after"],
      suggestions: ["today", "yesterday"],
      summary: "From this day on, such as 2026-11-01",
    },
    until: {
      kind: "text",
      lengthMax: 20,
      aliases: ["to", "before"],
      suggestions: ["today", "yesterday"],
      summary: "Up to this day",
    },
    page: { kind: "integer", min: 1, max: PAGE_MAX, summary: "Which page" },
  },
  example: "/history fox --model seedream --since 2026-11-01",
  async run({ options: { words = "", model, since, until, page: number = 1 }, caller }, services) {
    const asked = { since, until, now: services.clock.now() };
    const search: Search = {
      text: shortened(words, SEARCH_SHOWN_MAX),
      words: soughtEntries(words),
      model: model ?? null,
      ...readDays(asked, caller),
    };
    if (words !== "" && search.words.length === 0) return { tone: "refusal", text: caller.messages.history.noWords };
    return page(caller, search, { olderThan: null, skip: (number - 1) * PICTURES_A_PAGE }, services);
  },
  buttons: {
    page: {
      pressedBy: "owner",
      async run({ args: [from = "", key], caller }, services) {
        const known =
          key === undefined ? everything : searchSchema.parse(JSON.parse(await recall(key, caller, services)));
        return { ...(await page(caller, known, { olderThan: readPosition(from) }, services)), replacesOrigin: true };
      },
    },
    open: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller }, services) {
        const generation = await services.studio.own(id, caller.account);
        const prices = await services.pricing.for(caller.account.id);
        return resultReply(generation, { catalogue: services.catalogue, prices, isFirst: false });
      },
    },
    delete: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [key = ""], caller }, services) {
        const { ids } = await recallPage(key, caller, services);
        const { history: words } = caller.messages;
        return {
          form: {
            title: words.deleteTitle,
            submit: words.deleteSubmit,
            token: encodeButton("history", "deleted", caller.account.id, key),
            fields: [
              {
                kind: "text",
                name: "numbers",
                label: words.deleteLabel(ids.length),
                required: true,
                lengthMax: 40,
              },
            ],
          },
        };
      },
    },
    deleted: { pressedBy: "owner", run: deleteChosen },
  },
});

function readDays(
  { since, until, now }: { since: string | undefined; until: string | undefined; now: Date },
  { messages }: Caller,
): Pick<Search, "since" | "before"> {
  const read = (option: string, given: string | undefined) => {
    const day = given === undefined ? null : readDay(given, now);
    if (given !== undefined && day === null) {
      throw refuse("bad-option", { option, given, allowed: messages.history.aDay });
    }
    return day;
  };
  const [first, last] = [read("since", since), read("until", until)];
  if (first !== null && last !== null && first > last) {
    throw refuse("contradicting-options", { first: `--since ${since}`, second: `--until ${until}` });
  }
  return { since: first, before: last === null ? null : endOf(last) };
}

async function deleteChosen({ args: [key = ""], values, caller }: ButtonInput, services: Services): Promise<Reply> {
  const { search, olderThan, skip, ids } = await recallPage(key, caller, services);
  const { history: words } = caller.messages;
  const given = values["numbers"] ?? "";
  const numbers = readNumbers(given, ids.length);
  if (numbers === null) {
    const allowed = words.deleteNumbers(ids.length);
    throw refuse("bad-option", { option: "numbers", given: shortened(given, 40), allowed });
  }
  let deleted = 0;
  for (const number of numbers) if (await deleteOne(ids[number - 1] ?? "", caller, services)) deleted += 1;
  const left = await page(caller, search, { olderThan, skip }, services);
  return { ...left, text: `${words.deleted(deleted)}\n\n${left.text ?? ""}`, replacesOrigin: true };
}

/** One that is gone already, by another press or another chat, does not keep the others. */
async function deleteOne(id: string, { account }: Caller, { studio }: Services): Promise<boolean> {
  try {
    await studio.delete(id, account);
    return true;
  } catch (error) {
    const gone =
      error instanceof Refusal && ["picture-gone", "picture-taken-down", "already-asked"].includes(error.refusal.code);
    if (gone) return false;
    throw error;
  }
}

async function page(
  { account, messages }: Caller,
  search: Search,
  { olderThan, skip = 0 }: Start,
  services: Services,
): Promise<Reply> {
  const { history: words } = messages;
  const { studio, catalogue } = services;
  const isSearch = search.words.length > 0 || search.model !== null || search.since !== null || search.before !== null;
  const isFirst = olderThan === null && skip === 0;
  // One more than is shown tells whether there is an older page.
  const found = await studio.history(account, { ...search, olderThan, skip }, PICTURES_A_PAGE + 1);
  const shown = found.slice(0, PICTURES_A_PAGE);
  const last = shown.at(-1);
  const hasOlder = found.length > shown.length;
  const searchKey =
    isSearch && (hasOlder || !isFirst) ? [await services.buttonMemory.keep(account.id, JSON.stringify(search))] : [];
  const turn = (from: string) => encodeButton("history", "page", account.id, from, ...searchKey);
  const newest: Button[] = isFirst ? [] : [{ label: words.newest, token: turn(NEWEST) }];
  const nameOf = (model: string) => catalogue.maker(model)?.name ?? model;
  const model = search.model === null ? null : nameOf(search.model);
  const title = words.title(words.searched(search.text, model, search.since, search.before));
  if (last === undefined) {
    const text = isFirst ? (isSearch ? words.nothingFound : words.empty) : words.end;
    return { title, text, buttons: newest };
  }
  const ids = shown.map(({ id }) => id);
  const pageKey = await services.buttonMemory.keep(account.id, JSON.stringify({ search, olderThan, skip, ids }));
  const each = (label: (number: number) => string, command: string, button: string) =>
    ids.map((id, index) => ({ label: label(index + 1), token: encodeButton(command, button, account.id, id) }));
  return {
    title,
    text: shown
      .map((generation, index) => lineOf(index + 1, generation, nameOf(generation.request.model), messages))
      .join("\n"),
    images: shown.flatMap(previewOf),
    buttons: [
      ...each(words.open, "history", "open"),
      ...newest,
      ...(hasOlder ? [{ label: words.older, token: turn(writePosition(last)) }] : []),
      ...each(words.original, "imagine", "originals").map((button) => ({ ...button, style: "quiet" as const })),
      { label: words.delete, style: "danger", token: encodeButton("history", "delete", account.id, pageKey) },
    ],
  };
}

function lineOf(number: number, generation: Generation, model: string, messages: Caller["messages"]): string {
  return generation.takenDownAt === null
    ? messages.history.line(number, generation, model)
    : messages.reports.historyLine(number, generation.acceptedAt, model);
}

function previewOf(generation: Generation) {
  return (generation.takenDownAt === null ? imagesOf(generation) : [])
    .slice(0, 1)
    .map((image) => ({ ...image, thumbnail: true }));
}

/** Where a page ended, so that the next one stays the same while new pictures come: moment and id in one word. */
function writePosition({ acceptedAt, id }: HistoryPosition): string {
  return `${acceptedAt.getTime().toString(36)}.${id}`;
}

/** null: the first page. */
function readPosition(written: string): HistoryPosition | null {
  const [, time = "", id = ""] = /^([0-9a-z]{1,9})\.([a-z2-7]{1,20})$/u.exec(written) ?? [];
  if (id === "") return null;
  return { acceptedAt: new Date(Number.parseInt(time, 36)), id };
}

function recall(key: string, { account }: Caller, { buttonMemory }: Services): Promise<string> {
  return buttonMemory.recall(account.id, key);
}

async function recallPage(key: string, caller: Caller, services: Services) {
  return pageSchema.parse(JSON.parse(await recall(key, caller, services)));
}
