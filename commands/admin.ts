import { defineCommand } from "../src/core/chat/command.ts";
import { refuse } from "../src/core/refusal.ts";
import { forOperators, requireOperator } from "./desk/desk.ts";
import { desks } from "./desk/index.ts";

const areas = desks.map(({ name }) => name);
const byWord = new Map(desks.flatMap((desk) => [desk.name, ...(desk.aliases ?? [])].map((word) => [word, desk])));

export const admin = defineCommand({
  name: "admin",
  summary: "For the people who run Easel",
  for: "operators",
  audience: "caller",
  needsConsent: false,
  options: {
    what: {
      kind: "text",
      rest: true,
      summary: "What to look at: an area such as refunds, and what it needs to know",
      required: true,
      lengthMax: 1000,
      suggestions: areas,
    },
    from: { kind: "text", lengthMax: 20, summary: "For a price: the day it changes, such as 2027-01-31" },
    reason: { kind: "text", list: true, lengthMax: 300, summary: "Why, kept with what is decided" },
  },
  example: "/admin refunds",
  async run({ options: { what, from, reason }, caller, incoming }, services) {
    const operator = requireOperator(incoming, services);
    const [area = "", words = ""] = /^(\S+)\s*([\s\S]*)$/u.exec(what)?.slice(1) ?? [];
    const desk = byWord.get(area.toLowerCase());
    if (desk === undefined) {
      throw refuse("bad-option", { option: "what", given: area, allowed: { kind: "values", values: areas } });
    }
    return desk.run({ words, from, reason, caller, incoming, operator }, services);
  },
  buttons: Object.fromEntries(
    desks.flatMap(({ buttons = {} }) =>
      Object.entries(buttons).map(([name, handler]) => [name, forOperators(handler)] as const),
    ),
  ),
});
