import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { overviewWords as words } from "../../src/core/messages/desk/overview.ts";
import type { Services } from "../../src/core/services.ts";
import type { Desk } from "./desk.ts";

/** Counted no further: who has more than that waiting needs no exact number. */
const COUNTED_MAX = 100;
/** Behind `/admin`, and behind its button. */
export const HELP = "help";

/** `/admin` alone: what waits. */
export async function overviewReply(desks: readonly Desk[], caller: Caller, services: Services): Promise<Reply> {
  const { billing, cases, support, desk, switches, clock } = services;
  const [open, tickets, refunds, orders, approvals, announcements] = await Promise.all([
    cases.waiting(COUNTED_MAX),
    support.counts(),
    billing.refundRequests(COUNTED_MAX),
    billing.reviews(COUNTED_MAX),
    desk.approvals.waiting(COUNTED_MAX),
    desk.announcements.latest(COUNTED_MAX),
  ]);
  const now = clock.now();
  const overdue = open.filter(({ dueAt }) => dueAt !== null && dueAt <= now).length;
  const sending = announcements.filter(({ state }) => state === "sending").length;
  const off = switches.all().filter(({ isOff }) => isOff).length;
  const lines = [
    words.cases(count(open.length), overdue),
    words.tickets(tickets.open, tickets.overdue),
    words.refunds(count(refunds.length)),
    words.orders(count(orders.length)),
    words.approvals(count(approvals.length)),
    ...(sending === 0 ? [] : [words.sending(sending)]),
    ...(off === 0 ? [] : [words.switchedOff(off)]),
  ];
  const token = (name: string) => encodeButton("admin", "desk-open", caller.account.id, name);
  const buttons = words.areas.flatMap((name): Button[] =>
    desks.some((one) => one.name === name) ? [{ label: name, token: token(name) }] : [],
  );
  buttons.push({ label: words.help, style: "quiet", token: token(HELP) });
  return { title: words.title, text: lines.join("\n"), buttons };
}

/** `/admin help`: what can be typed. */
export function helpReply(desks: readonly Desk[]): Reply {
  return { title: words.helpTitle, fields: desks.map(({ name, usage }) => ({ name, value: usage.join("\n") })) };
}

/** Opens an area as if its name had been typed. */
export function overviewButtons(desks: readonly Desk[]): Readonly<Record<string, ButtonHandler>> {
  return {
    "desk-open": {
      pressedBy: "owner",
      async run({ args: [area = ""], caller, incoming }, services) {
        if (area === HELP) return helpReply(desks);
        const desk = desks.find(({ name }) => name === area);
        if (desk === undefined) return overviewReply(desks, caller, services);
        const nothing = { words: "", from: undefined, until: undefined, reason: undefined };
        const operator = `${incoming.identity.platform}:${incoming.identity.user}`;
        return desk.run({ ...nothing, area, caller, incoming, operator }, services);
      },
    },
  };
}

function count(found: number): string {
  return found >= COUNTED_MAX ? `${COUNTED_MAX} or more` : String(found);
}
