import type { Clock, Metrics } from "../services.ts";
import { advance, type Event, type Generation } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";

/** Another process, a webhook or the person changed the generation first: read it again. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

interface StepTools {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly store: GenerationStore;
}

/** Makes the write of one step: computed purely, written on the revision that it was computed from. */
export async function writeStep(tools: StepTools, generation: Generation, event: Event): Promise<Generation> {
  const next = advance(generation, event, tools.clock.now());
  if (!(await tools.store.update(next))) throw new Overtaken();
  tell(tools, generation, next);
  return next;
}

/**
 * Takes a step in memory only: the next one that is written carries it. For steps that a crash may undo, because whoever goes
 * on comes the same way again. The revision stays, so that the write to come still stands on the stored one.
 */
export function carryStep(tools: Omit<StepTools, "store">, generation: Generation, event: Event): Generation {
  const next = { ...advance(generation, event, tools.clock.now()), revision: generation.revision };
  tell(tools, generation, next);
  return next;
}

/** Writes what was carried so far, where the next step is long in coming. */
export async function writeCarried(tools: Omit<StepTools, "metrics">, generation: Generation): Promise<Generation> {
  const next = { ...generation, revision: generation.revision + 1, changedAt: tools.clock.now() };
  if (!(await tools.store.update(next))) throw new Overtaken();
  return next;
}

function tell({ metrics }: Pick<StepTools, "metrics">, before: Generation, { state, request }: Generation): void {
  if (state !== before.state) metrics.pictureState(state, request.model);
}
