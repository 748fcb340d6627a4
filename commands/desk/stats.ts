import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import type { Statistics } from "../../src/core/desk/statistics.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { statsWords as words } from "../../src/core/messages/desk/stats.ts";
import type { Services } from "../../src/core/services.ts";
import { defineDesk } from "./desk.ts";

const DAYS = [1, 7, 30] as const;
const DAYS_MAX = 90;
const DAY_MS = 24 * 60 * 60 * 1000;
const MODELS_SHOWN = 12;

/** `/admin stats`: what happened lately, in numbers. */
export const statsDesk = defineDesk({
  name: "stats",
  aliases: ["statistics"],
  usage: ["/admin stats", "/admin stats 7d"],
  run: ({ words: given, caller }, services) => statsReply(readDays(given), caller, services),
  buttons: {
    "stats-days": {
      pressedBy: "owner",
      run: async ({ args: [days = ""], caller }, services) => ({
        ...(await statsReply(readDays(days), caller, services)),
        replacesOrigin: true,
      }),
    },
  },
});

function readDays(text: string): number {
  const [, digits] = /^(\d{1,3})\s*(?:d|days?)?$/iu.exec(text.trim() || "1") ?? [];
  const days = Number(digits ?? 0);
  if (days < 1 || days > DAYS_MAX) throw deskRefusal(words.daysAllowed(DAYS_MAX));
  return days;
}

async function statsReply(days: number, caller: Caller, { desk, support, clock }: Services): Promise<Reply> {
  const since = new Date(clock.now().getTime() - days * DAY_MS);
  const [statistics, tickets] = await Promise.all([desk.statistics.since(since), support.counts()]);
  const buttons = DAYS.map(
    (some): Button => ({
      label: words.days(some),
      token: encodeButton("admin", "stats-days", caller.account.id, String(some)),
    }),
  );
  const title = words.title(days);
  if (statistics === null) return { title, text: words.tooSlow, buttons };
  const tended: Field = { name: words.tickets, value: words.ticketsLine(tickets.open, tickets.overdue) };
  return { title, text: words.since(since), fields: [...fieldsOf(statistics), tended], buttons };
}

function fieldsOf({ pictures, income, returned, violations, sanctions, people, underWay }: Statistics): Field[] {
  const byModel = new Map<string, { readonly state: string; readonly count: number }[]>();
  for (const { model, state, count } of pictures) byModel.set(model, [...(byModel.get(model) ?? []), { state, count }]);
  const refused = pictures.filter(({ state }) => state === "refused").reduce((total, { count }) => total + count, 0);
  const models = [...byModel].slice(0, MODELS_SHOWN).map(([model, states]) => words.modelLine(model, states));
  return [
    { name: words.pictures, value: models.length === 0 ? words.none : models.join("\n") },
    { name: words.queue, value: words.underWay(underWay) },
    { name: words.income, value: income.length === 0 ? words.none : income.map(words.incomeLine).join("\n") },
    { name: words.returned, value: returned.length === 0 ? words.none : returned.map(words.returnedLine).join("\n") },
    {
      name: words.conduct,
      value: [
        words.refused(refused),
        ...violations.map(words.violationLine),
        ...sanctions.map(({ kind, count }) => words.sanctionLine(kind, count)),
      ].join("\n"),
    },
    { name: words.people, value: words.peopleLine(people.joined, people.active) },
  ];
}
