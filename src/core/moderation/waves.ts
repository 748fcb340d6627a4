import type { ModerationNumbers } from "./numbers.ts";

/** A wave is of one model, or of the provider as a whole. No model has this id. */
export const PROVIDER = "provider";

/** Unusually many refusals at once, of many people: an outage, and nobody's fault. One is open per scope at most. */
export interface Wave {
  /** A model's id, or `PROVIDER`. */
  readonly scope: string;
  /** Counts the waves of the scope. */
  readonly number: number;
  /** What was refused from then on belongs to it. */
  readonly since: Date;
  readonly openedAt: Date;
  /** When people of ours had been told; null: somebody still has to. */
  readonly toldAt: Date | null;
}

export interface WaveStore {
  /** Those that are not closed. */
  open(): Promise<Wave[]>;
  /** null: one of this scope is open already. */
  begin(scope: string, since: Date, at: Date): Promise<Wave | null>;
  told(wave: Wave, at: Date): Promise<void>;
  /** false when it was closed before. */
  close(wave: Wave, at: Date): Promise<boolean>;
  /** Adds requests that brought pictures, by model, to a minute. */
  addMade(minute: Date, counts: ReadonlyMap<string, number>): Promise<void>;
  /** How many requests brought pictures since then, by model. */
  madeSince(since: Date): Promise<ReadonlyMap<string, number>>;
}

export interface Refused {
  readonly model: string | null;
  readonly account: string;
}

/** The requests of a while. */
export interface Traffic {
  readonly refused: readonly Refused[];
  /** By model. */
  readonly made: ReadonlyMap<string, number>;
}

/** Whether a refusal of this model belongs to the wave. */
export function covers(scope: string, model: string | null): boolean {
  return scope === PROVIDER || scope === model;
}

/**
 * The scope of a wave that begins with this traffic, beside those that are open; null: none does. Two models at once are the
 * provider as a whole, so that an outage of everything is one wave and not one for each model.
 */
export function waveBeginning(
  traffic: Traffic,
  open: ReadonlySet<string>,
  { wave }: Pick<ModerationNumbers, "wave">,
): string | null {
  if (open.has(PROVIDER)) return null;
  const models = new Set(traffic.refused.flatMap(({ model }) => model ?? []));
  const unusual = [...models].filter((model) => !open.has(model) && isUnusual(trafficOf(traffic, model), wave));
  if (unusual.length > 0) return unusual.length + open.size > 1 ? PROVIDER : (unusual[0] ?? null);
  // One person who tries another model makes no outage of the provider.
  const others = [...models].filter((model) => !open.has(model) && accountsIn(trafficOf(traffic, model)) > 1);
  if (others.length < 2) return null;
  const rest: Traffic = {
    refused: traffic.refused.filter(({ model }) => model === null || !open.has(model)),
    made: new Map([...traffic.made].filter(([model]) => !open.has(model))),
  };
  return isUnusual(rest, wave) ? PROVIDER : null;
}

/** Whether a wave of this scope goes on: its refusals are still as many, and as large a share. */
export function goesOn(traffic: Traffic, scope: string, { wave }: Pick<ModerationNumbers, "wave">): boolean {
  return isUnusual(trafficOf(traffic, scope), wave);
}

/** What of the traffic is of this scope. */
export function trafficOf({ refused, made }: Traffic, scope: string): Traffic {
  return {
    refused: refused.filter(({ model }) => covers(scope, model)),
    made: new Map([...made].filter(([model]) => covers(scope, model))),
  };
}

export function madeIn({ made }: Traffic): number {
  return [...made.values()].reduce((total, count) => total + count, 0);
}

export function accountsIn({ refused }: Traffic): number {
  return new Set(refused.map(({ account }) => account)).size;
}

function isUnusual(traffic: Traffic, { refusalsMin, accountsMin, shareMin }: ModerationNumbers["wave"]): boolean {
  const refusals = traffic.refused.length;
  if (refusals < refusalsMin || accountsIn(traffic) < accountsMin) return false;
  return refusals >= shareMin * (refusals + madeIn(traffic));
}
