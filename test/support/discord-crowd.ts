import type { DiscordServer } from "../servers/discord/server.ts";
import type { Channel, StoredInteraction } from "../servers/discord/world.ts";
import type { DiscordPerson } from "./discord-person.ts";
import { isWorking } from "./discord-sight.ts";

/** What became of one order, as its person sees it. */
export type CrowdOutcome = "picture" | "words" | "unanswered" | "not-acknowledged";

export interface CrowdOrder {
  readonly person: DiscordPerson;
  readonly prompt: string;
  readonly interaction: StoredInteraction;
}

/** Many people on Discord who ask for pictures at a steady rate, whatever becomes of them. */
export interface DiscordCrowd {
  readonly people: readonly DiscordPerson[];
  /** Everything that was asked for so far. */
  readonly orders: readonly CrowdOrder[];
  /** Asks for so many pictures, at a rate by the clock, one person after the other. `until`: no more once this says so. */
  ask(orders: { readonly count: number; readonly perSecond: number; readonly until?: () => boolean }): Promise<void>;
  /** How many orders wait for an answer, acknowledged or still on their way. */
  waiting(): number;
  outcomeOf(order: CrowdOrder): CrowdOutcome;
}

const JOINING_AT_ONCE = 8;

/** `size` people with the terms behind them, who meet in one channel. `name`: of the crowd, so that several do not mix. */
export async function discordCrowd(discord: DiscordServer, name: string, size: number): Promise<DiscordCrowd> {
  const channel: Channel = discord.channel(discord.guild());
  const people = Array.from({ length: size }, (_, number) => discord.person(`${name}-${number}`));
  for (let from = 0; from < size; from += JOINING_AT_ONCE) {
    await Promise.all(people.slice(from, from + JOINING_AT_ONCE).map(join));
  }
  const orders: CrowdOrder[] = [];
  /** Those that had no answer when they were looked at last: of the others nothing changes any more. */
  let open: CrowdOrder[] = [];

  function askOne(): void {
    const person = people[orders.length % people.length];
    if (person === undefined) throw new Error("there is nobody in the crowd");
    const prompt = `fox number ${orders.length} of the ${name}`;
    const order = { person, prompt, interaction: person.slash("imagine", { prompt }, { in: channel }) };
    orders.push(order);
    open.push(order);
  }

  function outcomeOf({ person, interaction }: CrowdOrder): CrowdOutcome {
    const final = person.answers(interaction).findLast((message) => !message.isLoading && !isWorking(message));
    if (final !== undefined) return final.images.length > 0 ? "picture" : "words";
    return interaction.acknowledgedAt === null ? "not-acknowledged" : "unanswered";
  }

  return {
    people,
    orders,
    async ask({ count, perSecond, until = () => false }) {
      const began_ms = performance.now();
      for (let asked = 0; asked < count && !until(); ) {
        // By the clock and not by the pause: a machine that is late catches up, as a crowd would.
        const due = ((performance.now() - began_ms) * perSecond) / 1_000;
        for (; asked < Math.min(count, due); asked++) askOne();
        await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
      }
    },
    waiting() {
      open = open.filter((order) => ["unanswered", "not-acknowledged"].includes(outcomeOf(order)));
      return open.filter((order) => outcomeOf(order) === "unanswered").length + discord.signer.pending();
    },
    outcomeOf,
  };
}

async function join(person: DiscordPerson): Promise<void> {
  await person.press(await person.answerTo("start"), "I am 13");
}
