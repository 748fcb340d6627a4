import type { Money } from "../billing/money.ts";

/** What happened in a time, for the people who run Easel. Bounded in time: whoever asks waits seconds at most. */
export interface Statistics {
  readonly since: Date;
  readonly pictures: readonly { readonly model: string; readonly state: string; readonly count: number }[];
  /** By currency, in its smallest unit. */
  readonly income: readonly (Money & { readonly orders: number })[];
  /** Money that went back in that time, whenever it came. */
  readonly returned: readonly (Money & { readonly returns: number })[];
  /** What was found, by stage; strikes are what of it counts. */
  readonly violations: readonly { readonly stage: string; readonly count: number; readonly strikes: number }[];
  readonly sanctions: readonly { readonly kind: string; readonly count: number }[];
  readonly people: { readonly joined: number; readonly active: number };
  /** Pictures that are under way now. */
  readonly underWay: number;
}

export interface StatisticsStore {
  /** null: it would have taken too long. */
  since(since: Date): Promise<Statistics | null>;
}
