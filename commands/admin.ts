import { defineCommand } from "../src/core/chat/command.ts";
import { nearest } from "../src/core/chat/nearest.ts";
import { overviewWords } from "../src/core/messages/desk/overview.ts";
import { deskRefusal } from "../src/core/messages/desk/say.ts";
import { shortened } from "../src/core/messages/shortened.ts";
import { confirmButtons } from "./desk/confirm.ts";
import { forOperators, requireOperator } from "./desk/desk.ts";
import { desks } from "./desk/index.ts";
import { HELP, helpReply, overviewButtons, overviewReply } from "./desk/overview.ts";

const areas = desks.map(({ name }) => name);
const words = desks.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
const suggested = [...areas, HELP];
const byWord = new Map(desks.flatMap((desk) => [desk.name, ...(desk.aliases ?? [])].map((word) => [word, desk])));

export const admin = defineCommand({
  name: "admin",
  summary: "For the people who run Easel",
  for: "operators",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {
    what: {
      kind: "text",
      rest: true,
      summary: "What to look at: an area such as refunds, and what it needs to know",
      lengthMax: 1000,
      suggestions: suggested,
    },
    from: { kind: "text", lengthMax: 20, summary: "For a price: the day it changes, such as 2027-01-31" },
    until: {
      kind: "text",
      list: true,
      lengthMax: 20,
      summary: "When it ends by itself: 2h, 3d, or a day and a time (UTC)",
    },
    reason: { kind: "text", list: true, lengthMax: 300, summary: "Why, kept with what is decided" },
  },
  example: "/admin person discord:123",
  async run({ options: { what, from, until, reason }, caller, incoming }, services) {
    const operator = await requireOperator(incoming, services);
    const [written = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/u.exec(what ?? "")?.slice(1) ?? [];
    const area = written.toLowerCase();
    if (area === "") return overviewReply(desks, caller, services);
    if (area === HELP) return helpReply(desks);
    const desk = byWord.get(area);
    if (desk === undefined)
      throw deskRefusal(overviewWords.unknown(shortened(written, 40), nearest(area, words), areas));
    return desk.run({ area, words: rest, from, until, reason, caller, incoming, operator }, services);
  },
  buttons: Object.fromEntries(
    [...desks, { buttons: { ...confirmButtons, ...overviewButtons(desks) } }].flatMap(({ buttons = {} }) =>
      Object.entries(buttons).map(([name, handler]) => [name, forOperators(handler)] as const),
    ),
  ),
});
