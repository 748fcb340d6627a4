import { encodeButton } from "../chat/button-token.ts";
import type { Button, Reply } from "../chat/reply.ts";
import { ticketsDesk as words } from "../messages/desk/tickets.ts";
import type { Ticket } from "./ticket.ts";
import { ticketNumber } from "./ticket.ts";
import type { SupportTools } from "./tools.ts";

/** Operators hear of new tickets at most so often, however many there are. */
const ALERT_MS = 10 * 60 * 1000;
/** More than these are not counted, and not named. */
const COUNTED_MAX = 500;
const NAMED_MAX = 20;
/** About safety, so many tickets are told one by one in that time: whoever floods us must not make our chats useless. */
const SAFETY_ALERTS_MAX = 10;

/** Takes the operators who hear of it to the queue; whoever is no operator gets no further. */
const toTheQueue: Button = { label: words.queue, token: encodeButton("admin", "tick-queue", "operator") };

/**
 * Tells operators of what became our turn: at once where somebody may be in danger, though of at most ten one by one; else by one
 * message for all within ten minutes.
 */
export async function tellOfUnheard(tools: SupportTools): Promise<void> {
  const unheard = await tools.store.unheard(COUNTED_MAX);
  await tellOfSafety(
    tools,
    unheard.filter(({ category }) => category === "safety"),
  );
  const others = unheard.filter(({ category }) => category !== "safety");
  if (others.length === 0) return;
  const { stretch, count } = stretchOf(tools);
  // Whoever counts first tells; the others' tickets are told with the next stretch.
  if ((await count("ticket-alert")) > 1) return;
  await tell(tools, `tickets-new:${stretch}`, others, { title: words.newTitle, text: words.newText(others.length) });
}

async function tellOfSafety(tools: SupportTools, urgent: readonly Ticket[]): Promise<void> {
  const { stretch, count } = stretchOf(tools);
  // A flood that waited is one message at once.
  const alone = urgent.length > SAFETY_ALERTS_MAX ? [] : urgent;
  const rest = new Set(urgent);
  for (const ticket of alone) {
    if ((await count("ticket-safety-alert")) > SAFETY_ALERTS_MAX) break;
    const number = ticketNumber(ticket.id);
    await tell(tools, `ticket-safety:${ticket.id}:${ticket.version}`, [ticket], {
      title: words.safetyTitle,
      text: words.safetyText(number),
    });
    rest.delete(ticket);
  }
  if (rest.size === 0 || (await count("ticket-safety-alert-rest")) > 1) return;
  const text = words.safetyMany(rest.size);
  await tell(tools, `tickets-safety:${stretch}`, [...rest], { title: words.safetyTitle, text });
}

function stretchOf({ attempts, clock }: Pick<SupportTools, "attempts" | "clock">) {
  const stretch = Math.floor(clock.now().getTime() / ALERT_MS);
  const keepUntil = new Date((stretch + 2) * ALERT_MS);
  return { stretch, count: (name: string) => attempts.count(`${name}:${stretch}`, "operators", keepUntil) };
}

/** Names each overdue ticket once a day, by number and age. */
export async function remindOfOverdue(tools: SupportTools): Promise<void> {
  const { store, clock, ids, tellOperators } = tools;
  const now = clock.now();
  const day = now.toISOString().slice(0, 10);
  for (;;) {
    const overdue = await store.overdue(now, day, NAMED_MAX);
    if (overdue.length === 0) return;
    // The same tickets are one message: whoever takes over from a process that died here repeats it without effect.
    const key = `tickets-overdue:${day}:${ids.derived(overdue.map(({ id }) => id).join(","))}`;
    const lines = overdue.map((ticket) => words.overdueLine(ticketNumber(ticket.id), late_hours(ticket, now)));
    const text = [words.overdueText, ...lines].join("\n");
    await tellOperators(key, () => ({ title: words.overdueTitle, text, buttons: [toTheQueue] }));
    const named = overdue.map(({ id }) => id);
    await store.reminded(named, day);
  }
}

/** How long an answer is late, in whole hours. */
export function late_hours({ dueAt }: Pick<Ticket, "dueAt">, at: Date): number {
  return dueAt === null ? 0 : Math.max(0, Math.floor((at.getTime() - dueAt.getTime()) / 3_600_000));
}

async function tell(tools: SupportTools, key: string, tickets: readonly Ticket[], reply: Reply): Promise<void> {
  await tools.tellOperators(key, () => ({ ...reply, buttons: [toTheQueue] }));
  const ids = tickets.map(({ id }) => id);
  await tools.store.heard(ids);
}
