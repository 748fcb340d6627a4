import type { DiscordServer } from "../servers/discord/server.ts";
import type { Channel, StoredInteraction } from "../servers/discord/world.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import { isWorking, seenMessage } from "../support/discord-sight.ts";

const PATIENCE_MS = 300_000;
const LOOK_MS = 100;

/** Waits of one crowd, in milliseconds, shortest first. */
export interface Waits {
  readonly p50_ms: number;
  readonly p99_ms: number;
}

export function waitsOf(interactions: readonly StoredInteraction[]): Waits {
  const sorted = interactions
    .map(({ acknowledgedAfter_ms }) => acknowledgedAfter_ms ?? Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a - b);
  const percentile = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { p50_ms: percentile(0.5), p99_ms: percentile(0.99) };
}

export type Asked = "balance" | "imagine";

/** All of them type at the same moment; resolves once every command is acknowledged. */
export async function askAtOnce(
  discord: DiscordServer,
  people: readonly DiscordPerson[],
  channel: Channel,
  command: Asked,
): Promise<readonly StoredInteraction[]> {
  const sent = people.map((person) => {
    const options = command === "imagine" ? { prompt: `fox of ${person.name}` } : {};
    return person.slash(command, options, { in: channel });
  });
  await until(discord, () => sent.every(({ acknowledgedAfter_ms }) => acknowledgedAfter_ms !== null));
  return sent;
}

/** One after the other, each once the one before is answered where `answers` says that there will be an answer. */
export async function askInTurn(
  discord: DiscordServer,
  people: readonly DiscordPerson[],
  channel: Channel,
  { answers }: { readonly answers: boolean },
): Promise<readonly StoredInteraction[]> {
  const sent: StoredInteraction[] = [];
  for (const person of people) {
    const asked = await askAtOnce(discord, [person], channel, "balance");
    if (answers) await allAnswered(discord, asked);
    sent.push(...asked);
  }
  return sent;
}

/** Resolves once nobody waits any more. Looks now and then: a watcher for each of a thousand would be the work that is measured. */
export async function allAnswered(discord: DiscordServer, sent: readonly StoredInteraction[]): Promise<void> {
  const began_ms = performance.now();
  for (let open = sent; open.length > 0; ) {
    if (performance.now() - began_ms > PATIENCE_MS) throw new Error(`${open.length} of ${sent.length} got no answer`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_MS, 5 * open.length)));
    open = open.filter(({ original }) => {
      return original === null || original.isLoading || isWorking(seenMessage(original, discord.cdn));
    });
  }
}

function until({ world }: DiscordServer, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => {
      stopWatching();
      reject(new Error("not all commands were acknowledged"));
    }, PATIENCE_MS);
    const look = () => {
      if (!isSo()) return;
      clearTimeout(timeout);
      stopWatching();
      resolve();
    };
    const stopWatching = world.watch(look);
    look();
  });
}
