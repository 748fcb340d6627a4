import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use once everything that nobody holds is gone. */
export async function heldBytes(): Promise<number> {
  for (let round = 0; round < 2; round++) {
    collect();
    // What waits for the collection to have been, such as listeners of what is gone, has its turn.
    await pause(1);
  }
  collect();
  return process.memoryUsage().heapUsed;
}

/**
 * How much more is held after a second crowd of the same size: nothing to speak of, where what the first one left behind is
 * bounded. `meet` is called with each of 2 × `people` numbers.
 */
export async function heldOfSecondCrowd(people: number, meet: (person: number) => unknown): Promise<number> {
  for (let person = 0; person < people; person++) await meet(person);
  const first = await heldBytes();
  for (let person = people; person < 2 * people; person++) await meet(person);
  return (await heldBytes()) - first;
}

/** What a leak holds of each person at the very least: a short key, and its place in a set. */
export const LEAK_BYTES = 48;
