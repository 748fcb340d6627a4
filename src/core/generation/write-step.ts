import type { Clock, Metrics } from "../services.ts";
import { advance, type Event, type Generation } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";

/** Another process, a webhook or the person changed the generation first: read it again. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Makes the write of one step: computed purely, written on the revision that it was computed from. */
export async function writeStep(
  tools: { readonly clock: Clock; readonly metrics: Metrics; readonly store: GenerationStore },
  generation: Generation,
  event: Event,
): Promise<Generation> {
  const next = advance(generation, event, tools.clock.now());
  if (!(await tools.store.update(next))) throw new Overtaken();
  if (next.state !== generation.state) tools.metrics.pictureState(next.state, next.request.model);
  return next;
}
