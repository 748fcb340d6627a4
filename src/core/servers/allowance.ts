import { type Identity, identityKey, type ServerContext } from "../chat/incoming.ts";
import type { Generation } from "../generation/generation.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Ids } from "../services.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long after its day a sum is still kept: far longer than any picture is in the works. */
export const SPENDING_KEPT_DAYS = 3;

/** What one member's pictures of one day cost, a sum with the parts that it is made of. */
export interface SpendingStore {
  /**
   * Adds a generation's credits, unless the sum would pass `max` with them: then it answers what the sum is. A generation
   * that is among the parts, also with 0, is not added again. One step that no other writer can get between.
   */
  add(day: SpendingDay, generation: string, credits: number, max: number | null): Promise<"added" | { sum: number }>;
  /** Sets what a generation costs in the end; one that was never added is a part from then on, so that it cannot be later. */
  set(day: SpendingDay, generation: string, credits: number): Promise<void>;
  sum(day: SpendingDay): Promise<number>;
}
export interface SpendingDay {
  /** Made of server, member and day; tells none of them. */
  readonly key: string;
  readonly keepUntil: Date;
}

/** What a picture counts towards: its server's limit as it was when it was asked for. */
export interface Allowance {
  /** A first look, before anything is stored; `take` decides under concurrency. */
  hasRoom(order: CountedOrder, price_credits: number): Promise<boolean>;
  /** Credits that this member may still spend there on that day; null: without a limit. */
  left(order: CountedOrder): Promise<number | null>;
  /** Tells what is left of the limit, and until when. */
  refusal(order: CountedOrder, price_credits: number): Promise<Refusal>;
  /** Counts the whole price; false when that would pass the limit. Safe to repeat. */
  take(generation: CountedGeneration): Promise<boolean>;
  /** Counts what it really cost, 0 when nothing. Safe to repeat, and to come before a `take` that is on its way. */
  settle(generation: CountedGeneration, cost_credits: number): Promise<void>;
}
export interface CountedOrder {
  readonly account: string;
  readonly server: GenerationServer | null;
  readonly acceptedAt: Date;
}
export type CountedGeneration = CountedOrder & Pick<Generation, "id" | "price">;

/** Where a picture was asked for. */
export interface GenerationServer {
  /** `ServerContext.key`. */
  readonly key: ServerContext["key"];
  /**
   * Stands for the identity that asked, and names nobody: what it has spent there stays spent when accounts are linked or
   * unlinked. Absent: what was asked for before this was kept; then its account stands for it.
   */
  readonly member?: string;
  readonly dailyCap_credits: number | null;
}

/** `GenerationServer.member` of who asks there: in each server another one. */
export function memberOf(
  server: Pick<ServerContext, "key">,
  identity: Pick<Identity, "platform" | "user">,
  ids: Pick<Ids, "derived">,
): string {
  return ids.derived(`member:${server.key}:${identityKey(identity)}`);
}

export function createAllowance({ store, ids }: { store: SpendingStore; ids: Pick<Ids, "derived"> }): Allowance {
  function dayOf({ account, acceptedAt }: CountedOrder, server: GenerationServer): SpendingDay {
    const begin = beginOfDay(acceptedAt);
    const key = ids.derived(`spending:${server.key}:${server.member ?? account}:${begin}`);
    return { key, keepUntil: new Date(begin + SPENDING_KEPT_DAYS * DAY_MS) };
  }

  async function left(order: CountedOrder): Promise<number | null> {
    const { server } = order;
    if (server === null || server.dailyCap_credits === null) return null;
    // More than the limit was spent where the limit came later.
    return Math.max(0, server.dailyCap_credits - (await store.sum(dayOf(order, server))));
  }

  return {
    left,
    hasRoom: async (order, price) => ((await left(order)) ?? price) >= price,
    async refusal(order, price) {
      const cap = order.server?.dailyCap_credits ?? 0;
      const resetsAt = new Date(beginOfDay(order.acceptedAt) + DAY_MS);
      return refuse("server-cap", { price, cap, left: (await left(order)) ?? 0, resetsAt });
    },
    async take(generation) {
      const { server, price } = generation;
      if (server === null) return true;
      const day = dayOf(generation, server);
      return (await store.add(day, generation.id, price.total_credits, server.dailyCap_credits)) === "added";
    },
    async settle(generation, cost_credits) {
      const { server } = generation;
      if (server !== null) await store.set(dayOf(generation, server), generation.id, cost_credits);
    },
  };
}

/** The first millisecond of its day in UTC. */
function beginOfDay(at: Date): number {
  return at.getTime() - (((at.getTime() % DAY_MS) + DAY_MS) % DAY_MS);
}
