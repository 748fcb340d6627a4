import type { Violation, ViolationStore } from "../../src/core/moderation/violation.ts";
import type { Wave, WaveStore } from "../../src/core/moderation/waves.ts";

/** Lets whatever else is going on come in between, as a database does. */
export type Pause = () => Promise<void>;
const shortly: Pause = () => new Promise((resolve) => setImmediate(resolve));

/** Violations in memory, under the contract of `test/contracts/conduct-stores.ts`. */
export function memoryViolations(pause: Pause = shortly): ViolationStore {
  const all = new Map<string, Violation>();
  const ofAccount = (account: string) => [...all.values()].filter((one) => one.account === account);
  const since = (account: string, at: Date) =>
    ofAccount(account).filter((one) => one.at > at && one.reversedAt === null);
  const change = (id: string, changed: Partial<Violation>) => {
    const known = all.get(id);
    if (known !== undefined) all.set(id, { ...known, ...changed });
  };

  return {
    async add(key, make) {
      for (;;) {
        await pause();
        const known = all.get(key.id);
        if (known !== undefined) return known;
        const number = ofAccount(key.account).length;
        const earlier = since(key.account, key.since);
        await pause();
        if (ofAccount(key.account).length !== number || all.has(key.id)) continue;
        const violation = make(earlier);
        all.set(key.id, violation);
        return violation;
      }
    },
    async find(id) {
      await pause();
      return all.get(id) ?? null;
    },
    ofGeneration: async (generation) => [...all.values()].filter((one) => one.generation === generation),
    latest: async (account, limit) => ofAccount(account).toReversed().slice(0, limit),
    async since(account, at) {
      await pause();
      return since(account, at).filter(({ strikes }) => strikes > 0);
    },
    async ofProvider(at, limit) {
      await pause();
      return [...all.values()]
        .filter((one) => one.at >= at && one.stage.startsWith("provider"))
        .toSorted((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, limit)
        .map(({ id, account, model, generation, rule, strikes, reversedAt }) => {
          return { id, account, model, generation, rule, strikes, reversedAt };
        });
    },
    async foundOf(categories, at, limit) {
      await pause();
      return [...all.values()]
        .filter((one) => one.at >= at && one.reversedAt === null && !one.stage.startsWith("provider"))
        .filter(({ category }) => categories.some((wanted) => wanted === category))
        .toSorted((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, limit);
    },
    async reverse(id, at) {
      const known = all.get(id);
      if (known === undefined || known.reversedAt !== null) return false;
      change(id, { reversedAt: at });
      return true;
    },
    async lighten(ids, rule) {
      await pause();
      for (const id of ids) change(id, { strikes: 0, rule });
    },
  };
}

/** Waves in memory, under the same contract. */
export function memoryWaves(pause: Pause = shortly): WaveStore {
  const latest = new Map<string, Wave & { closedAt: Date | null }>();
  const minutes: { readonly minute: Date; readonly model: string; readonly made: number }[] = [];
  const change = ({ scope, number }: Wave, changed: { closedAt?: Date; toldAt?: Date }): boolean => {
    const known = latest.get(scope);
    if (known === undefined || known.number !== number || known.closedAt !== null) return false;
    latest.set(scope, { ...known, ...changed });
    return true;
  };
  return {
    async open() {
      await pause();
      return [...latest.values()].filter(({ closedAt }) => closedAt === null).map(({ closedAt: _, ...wave }) => wave);
    },
    async begin(scope, since, at) {
      await pause();
      const known = latest.get(scope);
      if (known !== undefined && known.closedAt === null) return null;
      const wave = { scope, number: (known?.number ?? 0) + 1, since, openedAt: at, toldAt: null };
      latest.set(scope, { ...wave, closedAt: null });
      return wave;
    },
    async told(wave, at) {
      change(wave, { toldAt: at });
    },
    close: async (wave, at) => change(wave, { closedAt: at }),
    async addMade(minute, counts) {
      for (const [model, made] of counts) minutes.push({ minute, model, made });
    },
    async madeSince(since) {
      const made = new Map<string, number>();
      for (const one of minutes) {
        if (one.minute >= since) made.set(one.model, (made.get(one.model) ?? 0) + one.made);
      }
      return made;
    },
  };
}
