import type { Ticket } from "../../src/core/support/ticket.ts";
import type { TicketStore } from "../../src/core/support/ticket-store.ts";

/** Tickets in memory, which keep what `ticketStoreContract` asks for. */
export function memoryTickets(): TicketStore {
  const tickets = new Map<string, Ticket>();
  const all = () => [...tickets.values()];
  const dueOf = ({ dueAt }: Pick<Ticket, "dueAt">) => dueAt?.getTime() ?? 0;
  const soonest = (found: readonly Ticket[]) => found.toSorted((a, b) => dueOf(a) - dueOf(b) || (a.id < b.id ? -1 : 1));
  const change = (id: string, changes: Partial<Ticket>) => {
    const ticket = tickets.get(id);
    if (ticket !== undefined) tickets.set(id, { ...ticket, ...changes });
  };
  const waiting = () => all().filter(({ state }) => state === "open");
  const find = (id: string) => tickets.get(id) ?? null;
  const isBehind = (one: Ticket, other: Pick<Ticket, "id" | "dueAt">) =>
    dueOf(one) > dueOf(other) || (dueOf(one) === dueOf(other) && one.id > other.id);

  return {
    async insert(ticket) {
      if (tickets.has(ticket.id)) return false;
      tickets.set(ticket.id, ticket);
      return true;
    },
    find: async (id) => find(id),
    findByStart: async (start, accounts) =>
      all().find(({ id, account }) => id.startsWith(start) && (accounts?.includes(account) ?? true)) ?? null,
    async write(before, after) {
      const stored = find(before.id);
      if (stored?.version !== before.version) return null;
      const known = new Map<string, unknown>(Object.entries(before));
      const changes = Object.fromEntries(Object.entries(after).filter(([field, value]) => known.get(field) !== value));
      const written: Ticket = { ...stored, ...changes, version: before.version + 1 };
      tickets.set(before.id, written);
      return written;
    },
    ofAccount: async (account, limit) =>
      all()
        .filter((ticket) => ticket.account === account)
        .toSorted((a, b) => b.openedAt.getTime() - a.openedAt.getTime())
        .slice(0, limit),
    unfinished: async (account) =>
      all().filter((ticket) => ticket.account === account && ticket.state !== "closed").length,
    waiting: async (behind, limit) =>
      soonest(waiting().filter((one) => behind === null || isBehind(one, behind))).slice(0, limit),
    counts: async (at) => ({
      open: waiting().length,
      overdue: waiting().filter((one) => dueOf(one) < at.getTime()).length,
    }),
    unheard: async (limit) => soonest(all().filter(({ isUnheard }) => isUnheard)).slice(0, limit),
    async heard(ids) {
      for (const id of ids) change(id, { isUnheard: false });
    },
    overdue: async (at, day, limit) =>
      soonest(waiting().filter((one) => dueOf(one) < at.getTime() && one.remindedOn !== day)).slice(0, limit),
    async reminded(ids, day) {
      for (const id of ids) change(id, { remindedOn: day });
    },
    untold: async (limit) =>
      all()
        .filter(({ untold }) => untold.length > 0)
        .slice(0, limit),
    async told({ id, version }) {
      if (find(id)?.version === version) change(id, { untold: [] });
    },
    toPurge: async (at, limit) =>
      all()
        .filter(({ purgeAt }) => purgeAt !== null && purgeAt <= at)
        .slice(0, limit),
    async moveAccount(from, into) {
      for (const { id, account, version } of all()) {
        if (account === from) change(id, { account: into, version: version + 1 });
      }
    },
  };
}
