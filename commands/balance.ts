import { defineCommand } from "../src/core/chat/command.ts";
import type { Field } from "../src/core/chat/reply.ts";
import { available, type Entry, hasExpired, isFrozen, sum, type Wallet } from "../src/core/credits/wallet.ts";
import type { Messages } from "../src/core/messages.ts";
import { REFUSAL_RETURNED, REFUSED_BY_PROVIDER } from "../src/core/moderation/money-table.ts";
import { standingOf } from "../src/core/moderation/sanction.ts";

const MOVEMENTS_SHOWN = 8;
/** Holds come and go with every picture; what stays of them is the entry of their end. */
const ENTRIES_READ = 40;

export const balance = defineCommand({
  name: "balance",
  summary: "Your credits: how many, until when, and what happened to them",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  duringMaintenance: true,
  options: {},
  example: "/balance",
  async run({ caller }, { ledger, clock }) {
    const { account, messages } = caller;
    const words = messages.balance;
    const now = clock.now();
    const [wallet, entries] = await Promise.all([
      ledger.wallet(account.id),
      ledger.movements(account.id, { limit: ENTRIES_READ }),
    ]);
    const isClosed = standingOf(account.sanctions, now).state === "terminated";
    if (wallet.seq === 0) return { title: words.title(0), text: words.empty };
    const held = sum(wallet.holds.map((hold) => hold.amount));
    const onHold = isFrozen(wallet) ? 0 : unexpired(wallet, now) - available(wallet, now);
    const notes = [
      ...(held > 0 ? [words.held(held)] : []),
      ...(isClosed ? [words.closed] : isFrozen(wallet) ? [words.frozen] : []),
      ...(onHold > 0 ? [words.onHold(onHold)] : []),
    ];
    const movements = entries.flatMap((entry) => movementOf(entry, messages)).slice(0, MOVEMENTS_SHOWN);
    const fields: Field[] = [];
    const lots = lotsOf(wallet, now, messages);
    if (lots.length > 0) fields.push({ name: words.lots, value: lots.join("\n") });
    if (movements.length > 0) fields.push({ name: words.movements, value: movements.join("\n") });
    const text = notes.length === 0 ? {} : { text: notes.join("\n") };
    return { title: words.title(available(wallet, now)), ...text, fields };
  },
});

/** What the lots hold, also of orders whose payment is disputed. */
function unexpired({ lots }: Wallet, now: Date): number {
  return sum(lots.filter((lot) => !hasExpired(lot, now)).map((lot) => lot.available));
}

function lotsOf(wallet: Wallet, now: Date, { balance: words }: Messages): string[] {
  const far = Number.POSITIVE_INFINITY;
  return wallet.lots
    .filter((lot) => lot.available > 0 && !hasExpired(lot, now))
    .toSorted((a, b) => (a.expiresAt?.getTime() ?? far) - (b.expiresAt?.getTime() ?? far))
    .map((lot) => words.lot(lot.available, lot.kind, lot.expiresAt));
}

/** One line for each entry that a person would call a movement. */
function movementOf(entry: Entry, { balance: words, conduct: { keptMovement, returnedMovement } }: Messages): string[] {
  const line = (sign: string, amount: number, what: string) => [words.movement(entry.at, sign, amount, what)];
  switch (entry.kind) {
    case "grant":
      return line(
        "+",
        entry.amount,
        entry.reason === REFUSAL_RETURNED ? returnedMovement : words.granted(entry.reason),
      );
    case "capture":
      return line("−", entry.amount, entry.reason === REFUSED_BY_PROVIDER ? keptMovement : words.captured);
    case "expire":
      return line("−", entry.amount, words.expired);
    case "reclaim":
      return line("−", entry.amount, words.reclaimed(entry.reason));
    case "forfeit":
      return line("−", entry.amount, words.forfeited);
    case "join-in":
      return line("+", entry.amount, words.joined);
    case "join-out":
      return line("−", entry.amount, words.left);
    case "release":
      return line("±", 0, words.released(entry.amount));
    case "hold":
    case "freeze":
    case "thaw":
      return [];
  }
}
