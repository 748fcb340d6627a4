import { burnOrder } from "../../../src/core/credits/lots.ts";
import { apply } from "../../../src/core/credits/operations.ts";
import {
  available,
  type Belongings,
  emptyWallet,
  type Lot,
  type LotKind,
  type Operation,
  type Wallet,
} from "../../../src/core/credits/wallet.ts";
import { HOUR_MS, START } from "../../support/credits.ts";

/**
 * Plays acts written one a line as `act -> answer`, and returns the same lines with the answers that the rules gave: a test
 * compares the two texts.
 *
 *     hour 5                              moves the clock
 *     wallet other                        turns to another account's wallet
 *     grant lot bought 10 order=o until=24
 *     hold h 4 max=2 · capture h 3 · release h · expire
 *     reclaim o · reclaim o max=3 · freeze f order=o · thaw f · forfeit · join-out other · join-in first
 *     available · lots · holds
 */
export function play(script: string): string {
  const table = new Table();
  const lines = script
    .trim()
    .split("\n")
    .map((line) => line.trim());
  return lines.map((line) => table.answer(line.split("->")[0]?.trim() ?? "")).join("\n");
}

/** The script as `play` would write it, for the comparison. */
export function text(script: string): string {
  return script
    .trim()
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .join("\n");
}

class Table {
  readonly #wallets = new Map<string, Wallet>();
  readonly #left = new Map<string, Belongings>();
  #account = "first";
  #hour = 0;
  #acts = 0;

  answer(act: string): string {
    const line = act.replaceAll(/\s+/g, " ");
    const answer = this.#answer(...this.#read(line));
    return answer === null ? line : `${line} -> ${answer}`;
  }

  get #wallet(): Wallet {
    return this.#wallets.get(this.#account) ?? emptyWallet(this.#account);
  }

  #read(line: string): [act: string, words: string[], named: ReadonlyMap<string, string>] {
    const [act = "", ...words] = line.split(" ");
    const named = new Map(
      words.filter((word) => word.includes("=")).map((word) => word.split("=") as [string, string]),
    );
    return [act, words.filter((word) => !word.includes("=")), named];
  }

  #answer(act: string, words: string[], named: ReadonlyMap<string, string>): string | null {
    const [first = "", second = "", third = ""] = words;
    switch (act) {
      case "hour":
        this.#hour = Number(first);
        return null;
      case "wallet":
        this.#account = first;
        return null;
      case "available":
        return String(available(this.#wallet, at(this.#hour)));
      case "lots":
        return this.#wallet.lots.toSorted(burnOrder).map(shown).join(", ") || "none";
      case "holds":
        return (
          this.#wallet.holds.map(({ id, parts }) => `${id} of ${parts.map(partShown).join(" + ")}`).join(", ") || "none"
        );
      default:
        return this.#applied(operation(act, [first, second, third], named, `act:${++this.#acts}`, this.#left));
    }
  }

  #applied(wanted: Operation): string {
    const answer = apply(this.#wallet, wanted, at(this.#hour));
    if (answer.outcome !== "applied") {
      const { outcome, ...data } = answer;
      return [outcome, ...Object.entries(data).map(([name, value]) => `${name}=${value}`)].join(" ");
    }
    this.#wallets.set(this.#account, answer.wallet);
    const { amount, moved, held, left } = answer.entry;
    if (left) this.#left.set(this.#account, left);
    const moves = moved.map((one) => `${one.lot} ${one.amount > 0 ? "+" : ""}${one.amount}`).join(", ");
    return `${amount}: ${moves || "nothing moved"}; ${answer.entry.available} available, ${held} held`;
  }
}

function at(hour: number): Date {
  return new Date(START.getTime() + hour * HOUR_MS);
}

function operation(
  act: string,
  [first, second, third]: readonly [string, string, string],
  named: ReadonlyMap<string, string>,
  cause: string,
  left: ReadonlyMap<string, Belongings>,
): Operation {
  const order = named.get("order") ?? null;
  const reason = "test";
  switch (act) {
    case "grant": {
      const until = named.get("until");
      const expiresAt = until === undefined ? null : at(Number(until));
      return {
        kind: "grant",
        cause: first,
        reason,
        amount: Number(third),
        lotKind: second as LotKind,
        order,
        expiresAt,
      };
    }
    case "hold": {
      const max = named.get("max");
      const limit = max === undefined ? {} : { holdsMax: Number(max) };
      return { kind: "hold", cause: first, reason, amount: Number(second), ...limit };
    }
    case "capture":
      return { kind: "capture", cause, reason, hold: first, amount: Number(second) };
    case "release":
      return { kind: "release", cause, reason, hold: first };
    case "expire":
    case "forfeit":
      return { kind: act, cause, reason };
    case "reclaim": {
      const max = named.get("max");
      return { kind: "reclaim", cause, reason, order: first, ...(max === undefined ? {} : { amountMax: Number(max) }) };
    }
    case "freeze":
      return { kind: "freeze", cause: first, reason, order };
    case "thaw":
      return { kind: "thaw", cause, reason, freeze: first };
    case "join-out":
      return { kind: "join-out", cause, reason, into: first };
    case "join-in":
      return {
        kind: "join-in",
        cause,
        reason,
        from: first,
        ...(left.get(first) ?? { lots: [], holds: [], freezes: [] }),
      };
    default:
      throw new Error(`no such act: ${act}`);
  }
}

function shown({ id, available: left, expiresAt }: Lot): string {
  const until = expiresAt === null ? "" : ` until ${(expiresAt.getTime() - START.getTime()) / HOUR_MS}`;
  return `${id} ${left}${until}`;
}

function partShown({
  lot,
  amount,
  voided,
}: {
  readonly lot: string;
  readonly amount: number;
  readonly voided?: true;
}): string {
  return `${lot} ${amount}${voided ? " voided" : ""}`;
}
