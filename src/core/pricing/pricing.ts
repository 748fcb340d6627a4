import type { Accounts } from "../accounts/accounts.ts";
import type { SubscriptionStore } from "../billing/subscription.ts";
import type { Offers } from "../catalogue/offers.ts";
import type { Notices } from "../notices/notices.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Log } from "../services.ts";
import { type Amounts, type Edition, editionOf, openingAmounts } from "./edition.ts";
import {
  amountsAt,
  amountsBefore,
  isRise,
  noticeKey,
  type PriceChange,
  riseHoldsFrom,
  type Standing,
  turningPoints,
} from "./price-change.ts";
import type { PriceChangeStore } from "./price-change-store.ts";
import { createPriceMemory, type KnownPrices } from "./price-memory.ts";
import { cancelChange, type NewChange, preview, scheduleChange } from "./schedule.ts";
import { tellChanges } from "./tell-subscribers.ts";

/** A price that was shown is honoured for so long. */
export const QUOTE_MS = 15 * 60 * 1000;

/** What things cost, today and from announced dates on, for each account as it was told in time (T16). */
export interface Pricing {
  /** Writes down what is not in the price book yet: for the start, so that later edits of code and offers count for nothing. */
  open(): Promise<void>;
  /** What holds for this account now. */
  for(account: string): Promise<Edition>;
  /**
   * What held for this account at any moment of the last quarter of an hour: a price that it was shown then still counts. What
   * holds now comes first.
   */
  lately(account: string): Promise<readonly [Edition, ...Edition[]]>;
  /** What it would pay at a later moment, by all that is announced and in effect by then, or by an earlier moment. */
  expected(account: string, at: Date, by?: Date): Promise<Edition>;
  /** What it pays at a later moment, by what is in effect already and can no longer be taken back, or was at an earlier moment. */
  settled(account: string, at: Date, by?: Date): Promise<Edition>;
  /** Changes that this account does not pay by yet, the earliest first. */
  announced(account: string): Promise<readonly Announced[]>;

  /** Everything that has a price. */
  subjects(): Promise<readonly string[]>;
  /** What a subject costs everybody today, by the names of its prices; refuses what has none. */
  subject(subject: string): Promise<Amounts>;
  /** Changes that are not in effect yet, the earliest first. */
  pending(): Promise<readonly Upcoming[]>;
  /** What a change would do, before it is announced; refuses what is no price. */
  preview(change: NewChange): Promise<Upcoming>;
  /** Announces it. The same number of the same subject is announced once. */
  schedule(change: NewChange, by: string): Promise<PriceChange>;
  /** Takes back what is not in effect yet. */
  cancel(id: string, by: string): Promise<PriceChange>;
  /** Tells those who are subscribed of rises, and of those that were taken back, each once. Safe to repeat and to stop anywhere; answers how many were told now. */
  tellSubscribers(): Promise<number>;
}

/** A change with what its subject costs everybody until then. */
export interface Upcoming {
  readonly change: PriceChange;
  readonly before: Readonly<Record<string, number>>;
  readonly isRise: boolean;
}
export interface Announced extends Upcoming {
  /** From when on this account pays by it, unless it is told later than now; null: it was not told yet. */
  readonly holdsFrom: Date | null;
}

export interface PricingOptions {
  readonly store: PriceChangeStore;
  readonly subscriptions: Pick<SubscriptionStore, "ofAccount" | "current">;
  readonly accounts: Pick<Accounts, "current" | "find">;
  readonly notices: Pick<Notices, "post" | "reachedAt" | "isKnown">;
  readonly offers: Offers;
  readonly clock: Clock;
  readonly log: Log;
}

/** When notices reached people never changes, so it need not be asked for twice. */
const REACHED_KNOWN_MAX = 20_000;
/** That a notice has not reached somebody yet is asked again after so long: to pay the old price for as much longer harms nobody. */
const UNREACHED_FRESH_MS = 10_000;

export function createPricing(options: PricingOptions): Pricing {
  const { store, subscriptions, accounts, notices, offers, clock, log } = options;
  const memory = createPriceMemory({ store, clock, log, opening: openingAmounts(offers.all) });
  const reachedKnown = new Map<string, Date>();
  const unreachedUntil_ms = new Map<string, number>();

  async function reachedAt(key: string): Promise<Date | null> {
    const known = reachedKnown.get(key);
    if (known !== undefined) return known;
    const now_ms = clock.now().getTime();
    if (now_ms < (unreachedUntil_ms.get(key) ?? 0)) return null;
    const reached = await notices.reachedAt(key);
    if (reached === null) remember(unreachedUntil_ms, key, now_ms + UNREACHED_FRESH_MS);
    else remember(reachedKnown, key, reached);
    return reached;
  }

  /** Asks nothing while no price was ever raised, which is most of the time, and nothing about what ended before today's prices. */
  async function standingsOf(account: string, { opening, changes }: KnownPrices): Promise<Standing[]> {
    const rises = changes.filter((change) => isRise(opening, changes, change));
    if (rises.length === 0) return [];
    const all = await subscriptions.ofAccount(await accounts.current(account));
    const lately_ms = clock.now().getTime() - QUOTE_MS;
    return Promise.all(
      all
        .filter(({ state, endedAt }) => state !== "incomplete" && (endedAt === null || endedAt.getTime() > lately_ms))
        .map(async ({ id, startedAt, endedAt }) => {
          const mine = rises.filter(({ announcedAt }) => startedAt <= announcedAt);
          const reached = await Promise.all(
            mine.map(async (rise) => [rise.id, await reachedAt(noticeKey(rise, id))] as const),
          );
          const known = reached.flatMap(([rise, date]) => (date === null ? [] : [[rise, date] as const]));
          return { subscription: id, startedAt, endedAt, reached: new Map(known) };
        }),
    );
  }

  function upcoming(change: PriceChange, { opening, changes }: KnownPrices): Upcoming {
    return {
      change,
      before: amountsBefore(opening, changes, change),
      isRise: isRise(opening, changes, change),
    };
  }

  async function editionAt(account: string, at: Date, announcedUntil: Date): Promise<Edition> {
    const known = await memory.read();
    const counted = known.changes.filter(({ effectiveAt }) => effectiveAt <= announcedUntil);
    const standings = await standingsOf(account, known);
    return editionOf(amountsAt(known.opening, counted, standings, at));
  }

  return {
    open: async () => void (await memory.read()),
    for(account) {
      const now = clock.now();
      return editionAt(account, now, now);
    },
    expected: (account, at, by = at) => editionAt(account, at, by),
    settled(account, at, by) {
      const now = clock.now();
      return editionAt(account, at, by !== undefined && by < now ? by : now);
    },

    async lately(account) {
      const known = await memory.read();
      const now = clock.now();
      const since = new Date(now.getTime() - QUOTE_MS);
      const standings = await standingsOf(account, known);
      const at = (moment: Date) => editionOf(amountsAt(known.opening, known.changes, standings, moment));
      const turns = turningPoints(known.changes, standings, since, now);
      return [at(now), ...(turns.length === 0 ? [] : [...turns, since].map(at))];
    },

    async announced(account) {
      const known = await memory.read();
      const now = clock.now();
      const standings = await standingsOf(account, known);
      return known.changes.flatMap((change) => {
        const of = upcoming(change, known);
        const holdsFrom = of.isRise ? riseHoldsFrom(change, standings, now) : change.effectiveAt;
        return holdsFrom !== null && holdsFrom <= now ? [] : [{ ...of, holdsFrom }];
      });
    },

    subjects: async () => Object.keys((await memory.read()).opening),
    async subject(subject) {
      const { opening, changes } = await memory.read();
      const amounts = amountsAt(opening, changes, [], clock.now())[subject];
      if (amounts === undefined) throw refuse("price-subject", { given: subject, subjects: Object.keys(opening) });
      return amounts;
    },

    async pending() {
      const known = await memory.read();
      const now = clock.now();
      return known.changes.filter(({ effectiveAt }) => effectiveAt > now).map((change) => upcoming(change, known));
    },
    preview: (change) => preview({ memory, store, clock }, change),
    async schedule(change, by) {
      const scheduled = await scheduleChange({ memory, store, clock, log }, change, by);
      memory.forget();
      return scheduled;
    },
    async cancel(id, by) {
      const cancelled = await cancelChange({ memory, store, clock, log }, id, by);
      memory.forget();
      return cancelled;
    },
    tellSubscribers: () => tellChanges({ ...options, memory }),
  };
}

/** The oldest are forgotten. */
function remember<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  if (known.size > REACHED_KNOWN_MAX) known.delete(known.keys().next().value ?? "");
}
