import type { Amounts, AmountsBySubject } from "./edition.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long before a raised price those who are subscribed have to know of it (T16). */
export const NOTICE_MS = 30 * DAY_MS;

/** An announcement: from a moment on, a subject costs something else. */
export interface PriceChange {
  /** `subject:number`, counted by subject: of two announcements at the same moment one is there. */
  readonly id: string;
  /** A model's id, the upscaler's, or the key of an offer. */
  readonly subject: string;
  readonly number: number;
  /** The new prices; those of the subject that are not named stay as they are. */
  readonly amounts: Amounts;
  readonly announcedAt: Date;
  readonly effectiveAt: Date;
  /** Identity of the operator, and why, for whoever asks later. */
  readonly announcedBy: string;
  readonly reason: string;
  readonly cancelledAt: Date | null;
  readonly cancelledBy: string | null;
  /** When those who are subscribed are to be told, or looked for once more; null: everybody was. */
  readonly tellAt: Date | null;
  /** How far that has come: the last subscription that was told; null: none was yet. */
  readonly toldThrough: string | null;
}

/** A subscription, as far as it protects its account from rises. */
export interface Standing {
  readonly subscription: string;
  readonly startedAt: Date;
  /** null: it goes on. */
  readonly endedAt: Date | null;
  /** By the id of a change: when the notice of it had reached the person; absent: it has not. */
  readonly reached: ReadonlyMap<string, Date>;
}

/** In the order in which they take effect. */
export function inOrder(changes: readonly PriceChange[]): PriceChange[] {
  return changes.toSorted((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime() || a.number - b.number);
}

/** The key of the notice of a change: of a subscription, which stays itself when accounts are joined. */
export function noticeKey(change: Pick<PriceChange, "id">, subscription: string): string {
  return `price:${change.id}:${subscription}`;
}

/**
 * When a rise holds for whoever has these subscriptions at that moment: at once for those who were not subscribed when it was
 * announced or are no longer, 30 days after the notice has reached the others; null: not before it has.
 */
export function riseHoldsFrom(change: PriceChange, standings: readonly Standing[], at: Date): Date | null {
  const protecting = standings.filter(
    ({ startedAt, endedAt }) => startedAt <= change.announcedAt && (endedAt === null || endedAt > at),
  );
  let from_ms = change.effectiveAt.getTime();
  for (const { reached } of protecting) {
    const reachedAt = reached.get(change.id);
    if (reachedAt === undefined) return null;
    from_ms = Math.max(from_ms, reachedAt.getTime() + NOTICE_MS);
  }
  return new Date(from_ms);
}

/**
 * What each thing costs at a moment for whoever has these subscriptions. Changes of one price are applied one after the other:
 * a cut to everybody, and never above what they pay already; a rise only once it holds for them, and then in full, since
 * whoever was told of the higher price was told enough.
 * @param changes of all subjects, in the order in which they take effect, without cancelled ones
 */
export function amountsAt(
  opening: AmountsBySubject,
  changes: readonly PriceChange[],
  standings: readonly Standing[],
  at: Date,
): AmountsBySubject {
  const everyones = new Map<string, Record<string, number>>();
  const own = new Map<string, Record<string, number>>();
  for (const [subject, amounts] of Object.entries(opening)) {
    everyones.set(subject, { ...amounts });
    own.set(subject, { ...amounts });
  }
  for (const change of changes) {
    if (change.effectiveAt > at) continue;
    const before = everyones.get(change.subject);
    const paid = own.get(change.subject);
    if (before === undefined || paid === undefined) continue;
    const from = riseHoldsFrom(change, standings, at);
    const holds = from !== null && from <= at;
    for (const [name, amount] of Object.entries(change.amounts)) {
      const known = before[name];
      const isRise = known !== undefined && amount > known;
      if (!isRise) paid[name] = Math.min(paid[name] ?? amount, amount);
      else if (holds) paid[name] = amount;
      before[name] = amount;
    }
  }
  return Object.fromEntries(own);
}

/** Whether anything becomes dearer by a change, measured at what everybody paid before it. */
export function isRise(opening: AmountsBySubject, changes: readonly PriceChange[], change: PriceChange): boolean {
  const before = amountsBefore(opening, changes, change);
  return Object.entries(change.amounts).some(([name, amount]) => amount > (before[name] ?? Number.POSITIVE_INFINITY));
}

/** What a change's subject cost everybody before it. */
export function amountsBefore(
  opening: AmountsBySubject,
  changes: readonly PriceChange[],
  change: Pick<PriceChange, "id" | "subject">,
): Amounts {
  const index = changes.findIndex(({ id }) => id === change.id);
  const earlier = (index === -1 ? changes : changes.slice(0, index)).filter(
    ({ subject }) => subject === change.subject,
  );
  return Object.assign({}, opening[change.subject], ...earlier.map(({ amounts }) => amounts));
}

/** Moments between two, the later one included, at which what such an account pays may become something else. */
export function turningPoints(
  changes: readonly PriceChange[],
  standings: readonly Standing[],
  after: Date,
  until: Date,
): Date[] {
  const moments = [
    ...changes.map(({ effectiveAt }) => effectiveAt.getTime()),
    ...standings.flatMap(({ endedAt, reached }) => [
      ...(endedAt === null ? [] : [endedAt.getTime()]),
      ...[...reached.values()].map((date) => date.getTime() + NOTICE_MS),
    ]),
  ];
  const within = moments.filter((moment) => moment > after.getTime() && moment <= until.getTime());
  return [...new Set(within)].toSorted((a, b) => b - a).map((moment) => new Date(moment));
}
