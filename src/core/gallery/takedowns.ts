import { type Account, isAccount } from "../accounts/account.ts";
import type { Generation } from "../generation/generation.ts";
import { plainWords } from "../messages/plain-words.ts";
import { refuse } from "../refusal.ts";
import {
  type Objection,
  TAKEDOWN_NOTE_LENGTH_MAX,
  type Takedown,
  type TakedownGround,
  takedownSteps,
} from "./takedown.ts";
import { createTakedownSteps, type TakedownParts } from "./takedown-steps.ts";

export interface TakedownOrder {
  readonly generation: Generation;
  readonly ground: TakedownGround;
  /** What the owner is told beside the ground. */
  readonly note: string | null;
  /** Identity key of the operator. */
  readonly by: string;
  /** Why, for the audit trail. */
  readonly reason: string | null;
}

/** Takes pictures out of the store and out of the chats, and gives them back where that was a mistake (T26). */
export interface Takedowns {
  /** Does what can be done at once; the rest is done by `carryOutDue`. A picture that is down stays as it is. */
  takeDown(order: TakedownOrder): Promise<Takedown>;
  find(id: string): Promise<Takedown | null>;
  /** The newest one of a picture. */
  ofGeneration(generation: string): Promise<Takedown | null>;
  latest(limit: number): Promise<readonly Takedown[]>;
  /** The person's takedown, by its own id or its picture's, or the beginning of one. */
  named(prefix: string, account: Account): Promise<Takedown | null>;
  /** A counter-notice. Refuses what is not theirs, what is too late, and a second one. */
  object(id: string, account: Account, objection: Omit<Objection, "at" | "case">): Promise<Takedown>;
  /** Gives the picture back; null: there is nothing to give back any more. */
  restore(id: string, order: { readonly by: string; readonly reason: string | null }): Promise<Takedown | null>;
  /** Whether its newest takedown stands for good: no objection is open, and none is possible any more. */
  isFinal(generation: string): Promise<boolean>;
  /** Pictures of the same person that were made from this one. */
  madeFrom(generation: Generation, limit: number): Promise<readonly Generation[]>;
  /** Goes on with what is due; answers how many. Safe at any time, from every process. */
  carryOutDue(limit: number): Promise<number>;
  /** Goes on with what is due from now on, in the chats that this process reaches, until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than the steps of one takedown take: after that, whoever did them has died. */
const STEPS_MS = 60_000;
const DECIDED_WITHIN_MS = 10 * DAY_MS;
/** So long after the last day of objecting operators may still give a picture back by themselves. */
const GIVEN_BACK_LATE_MS = DAY_MS;
/** So long after the last day an objection may wait for its decision. */
const OBJECTION_KEPT_MS = 60 * DAY_MS;
const DUE_EVERY_MS = 5_000;
const AT_ONCE = 20;

export function createTakedowns(parts: TakedownParts): Takedowns {
  const { store, evidence, cases, audit, numbers, clock, ids, log } = parts;
  const steps = createTakedownSteps(parts);
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  /** Writes what changes, on the newest version; null: it is gone. */
  async function write(id: string, change: (takedown: Takedown) => Partial<Takedown>): Promise<Takedown | null> {
    for (;;) {
      const before = await store.find(id);
      if (before === null) return null;
      const after = { ...before, ...change(before), version: before.version + 1 };
      if (await store.update(after)) return after;
    }
  }

  async function carryOut(id: string): Promise<Takedown> {
    let takedown = await existing(id);
    // Kept from others for a while: each step may be repeated, but the owner's screen need not flicker.
    takedown = (await write(id, () => ({ nextStepAt: new Date(clock.now().getTime() + STEPS_MS) }))) ?? takedown;
    if (takedown.restoring !== null) return finishRestoring(takedown);
    for (const step of takedownSteps) {
      if (takedown.done.includes(step)) continue;
      const changed = await steps.run(step, takedown);
      const written = await write(id, (now) => ({
        ...merged(now, { ...changed, done: step === "covered" ? (changed.done ?? []) : [step] }),
        ...(now.restoring === null ? {} : soon()),
      }));
      takedown = written ?? takedown;
      if (takedown.restoring !== null) break;
    }
    return takedown;
  }

  function soon(): Partial<Takedown> {
    return { nextStepAt: clock.now() };
  }

  async function finishRestoring(takedown: Takedown): Promise<Takedown> {
    await steps.restore(takedown);
    await closeObjection(takedown);
    const restoredAt = clock.now();
    return (await write(takedown.id, () => ({ restoredAt, nextStepAt: null }))) ?? takedown;
  }

  /** Given back before anybody decided about it: then there is nothing left to decide. */
  async function closeObjection({ objection, restoring }: Takedown): Promise<void> {
    for (;;) {
      const one = objection === null ? null : await cases.find(objection.case);
      if (one === null || one.decision !== null) return;
      const by = restoring?.by ?? "easel";
      await cases.decide(one.id, one.version, { outcome: "reversed", by, note: restoring?.reason ?? "given back" });
    }
  }

  async function existing(id: string): Promise<Takedown> {
    const takedown = await store.find(id);
    if (takedown === null) throw refuse("takedown-unknown", {});
    return takedown;
  }

  async function own(id: string, account: Account): Promise<Takedown> {
    const takedown = await existing(id);
    if (!isAccount(account, takedown.account)) throw refuse("takedown-unknown", {});
    return takedown;
  }

  async function due(limit: number): Promise<number> {
    let done = 0;
    for (const { id } of await store.due(clock.now(), limit)) {
      if (stopping.signal.aborted) break;
      try {
        await carryOut(id);
        done += 1;
      } catch (error) {
        log.error({ error, takedown: id }, "a step of a takedown failed and is tried again");
      }
    }
    return done + (await decidedObjections());
  }

  /** An objection is a case like others: what is decided there is done here. */
  async function decidedObjections(): Promise<number> {
    let done = 0;
    let after: string | null = null;
    // All of them: those that wait for a decision must not keep what is decided from being done.
    for (;;) {
      const page: readonly Takedown[] = await store.objected(after, AT_ONCE);
      for (const takedown of page) {
        if (stopping.signal.aborted) return done;
        try {
          if (await doDecided(takedown)) done += 1;
        } catch (error) {
          log.error({ error, takedown: takedown.id }, "what was decided about an objection is tried again");
        }
      }
      after = page.at(-1)?.id ?? null;
      if (page.length < AT_ONCE) return done;
    }
  }

  async function doDecided({ id, objection }: Takedown): Promise<boolean> {
    const decision = objection === null ? null : ((await cases.find(objection.case))?.decision ?? null);
    if (decision === null) return false;
    if (decision.outcome === "reversed") await restore(id, { by: decision.by, reason: decision.note });
    await write(id, () => ({ objectionDecidedAt: decision.at }));
    return true;
  }

  async function restore(
    id: string,
    order: { readonly by: string; readonly reason: string | null },
  ): Promise<Takedown | null> {
    const before = await store.find(id);
    if (before === null || before.restoredAt !== null) return null;
    // What is still sealed then is evidence, and nobody's picture any more.
    if (before.objection === null && clock.now() > before.objectUntil) return null;
    if (before.restoring === null) {
      // A copy that is kept longer is evidence by then, and not there to be given back.
      const { objection, objectUntil } = before;
      if (objection === null && clock.now().getTime() > objectUntil.getTime() + GIVEN_BACK_LATE_MS) return null;
      // Its owner has deleted it since: then there is nothing to give back.
      if ((await parts.generations.find(before.generation))?.deletedAt !== null) return null;
      const isKept = await Promise.all(before.sealed.map(({ evidence: key }) => evidence.open(key)));
      if (before.sealed.length === 0 || isKept.includes(null)) return null;
      await write(id, (now) => (now.restoring === null ? { restoring: order, ...soon() } : {}));
    }
    return carryOut(id);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(DUE_EVERY_MS, stopping.signal);
        await due(AT_ONCE);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "takedowns could not be looked at");
      }
    }
  }

  return {
    async takeDown({ generation, ground, note, by, reason }) {
      if (generation.closedAt === null) throw refuse("still-running", {});
      const last = await store.ofGeneration(generation.id);
      if (last !== null && last.restoredAt === null) return last.done.length > 0 ? last : carryOut(last.id);
      const round = await store.countOf(generation.id);
      const id = ids.derived(`takedown:${generation.id}:${round}`);
      const at = clock.now();
      await audit.record({
        ...{ cause: `takedown:${id}`, actor: by, action: "picture-taken-down", subject: generation.id, reason },
        ...{ before: generation.state, after: ground },
      });
      const taken = await store.insert({
        ...{ id, generation: generation.id, account: generation.account, ground, by, at },
        note: note === null ? null : plainWords(note, TAKEDOWN_NOTE_LENGTH_MAX),
        ...{ sealed: [], done: [], covered: [], lost: [], nextStepAt: at },
        objectUntil: new Date(at.getTime() + numbers.counterNotice_days * DAY_MS),
        ...{ objection: null, objectionDecidedAt: null, restoring: null, restoredAt: null, version: 1 },
      });
      return carryOut(taken.id);
    },

    find: (id) => store.find(id),
    ofGeneration: (generation) => store.ofGeneration(generation),
    latest: (limit) => store.latest(limit),

    async named(prefix, account) {
      const found = await Promise.all([account.id, ...account.joinedFrom].map((id) => store.ofAccount(id, prefix, 2)));
      const all = found.flat();
      return all.length === 1 ? (all[0] ?? null) : null;
    },

    async object(id, account, given) {
      const takedown = await own(id, account);
      if (takedown.objection !== null) throw refuse("objection-made", {});
      const at = clock.now();
      if (takedown.restoredAt !== null || at > takedown.objectUntil) throw refuse("objection-late", {});
      const opened = await cases.open({
        ...{ kind: "appeal", account: takedown.account, generation: takedown.generation, report: takedown.id },
        ...{ cause: `objection:${id}`, statement: given.statement },
        evidence: takedown.sealed.map(({ evidence: key }) => key),
        dueAt: new Date(at.getTime() + DECIDED_WITHIN_MS),
      });
      const objection = { ...given, at, case: opened.id };
      const written = await write(id, (now) => ({ objection: now.objection ?? objection }));
      await evidence.extend(
        takedown.sealed.map(({ evidence: key }) => key),
        new Date(takedown.objectUntil.getTime() + OBJECTION_KEPT_MS),
      );
      return written ?? takedown;
    },

    restore,

    async isFinal(generation) {
      const last = await store.ofGeneration(generation);
      if (last === null || last.restoredAt !== null || last.restoring !== null || last.nextStepAt !== null)
        return false;
      return last.objection === null ? clock.now() > last.objectUntil : last.objectionDecidedAt !== null;
    },

    madeFrom: ({ account, images }, limit) =>
      parts.generations.madeFrom(
        account,
        images.map(({ key }) => key),
        limit,
      ),

    carryOutDue: due,
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Two who do the same at the same time take nothing from each other. */
function merged(now: Takedown, changed: Partial<Takedown>): Partial<Takedown> {
  const { done = [], covered = [], lost = [], sealed = [] } = changed;
  const known = new Set(now.sealed.map(({ key }) => key));
  return {
    ...changed,
    done: union(now.done, done),
    covered: union(now.covered, covered),
    lost: union(now.lost, lost),
    sealed: [...now.sealed, ...sealed.filter(({ key }) => !known.has(key))],
  };
}

function union<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  return [...new Set([...first, ...second])];
}
