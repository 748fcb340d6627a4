import type { Visitor } from "./visitors.ts";

/** A prompt with it ends in a fault of the model's. */
export const BREAKS = "that breaks";

/** Longer than any request may take: the time limits of those that were answered are timers until they are over. */
const SETTLE_MS = 40_000;

/** What was done so far. */
export interface Done {
  readonly pictures: number;
  readonly breaks: number;
  readonly questions: number;
  readonly purchases: number;
  /** What was never answered, in the words of who waited. */
  readonly unanswered: readonly string[];
  /** Moments at which everybody was still busy: the load is then lower than it should be. */
  readonly skipped: number;
}

export interface Load {
  done(): Done;
  /** Begins nothing while the work goes on, which starts once everybody is answered: then nothing is there by chance. */
  whileQuiet<T>(work: () => Promise<T>): Promise<T>;
  /** Begins nothing more, and resolves once everybody is answered. */
  stop(): Promise<void>;
}

const QUESTIONS = ["balance", "history", "models", "pricing", "help"];
/** Of a hundred things that are done; the rest are pictures. */
const SHARES = { breaks: 8, questions: 24, purchases: 3 };

/** So many things begin in a second, always by those who have waited longest, the chats in turn. */
export function startLoad(visitors: readonly Visitor[], perSecond: number): Load {
  const counts = { pictures: 0, breaks: 0, questions: 0, purchases: 0, skipped: 0 };
  const unanswered: string[] = [];
  const free = new Map(["playground", "discord", "telegram"].map((chat) => [chat, [] as Visitor[]]));
  for (const visitor of visitors) free.get(visitor.chat)?.push(visitor);
  const queues = [...free.values()];
  const running = new Set<Promise<void>>();
  let number = 0;
  let isQuiet = false;

  function begin(): void {
    if (isQuiet) return;
    number += 1;
    const queue = queues[number % queues.length];
    const visitor = queue?.shift();
    if (visitor === undefined) {
      counts.skipped += 1;
      return;
    }
    const work = act(visitor)
      .catch((error: unknown) => {
        unanswered.push(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        running.delete(work);
        queue?.push(visitor);
      });
    running.add(work);
  }

  async function act(visitor: Visitor): Promise<void> {
    // Not by chance, so that every run and every minute is the same mixture; 37 goes through all of a hundred.
    const place = (Math.floor(number / queues.length) * 37) % 100;
    if (place < SHARES.breaks) {
      await visitor.paints(`a fox ${BREAKS}, number ${number}`);
      counts.breaks += 1;
    } else if (place < SHARES.breaks + SHARES.questions) {
      await visitor.asks(QUESTIONS[number % QUESTIONS.length] ?? "balance");
      counts.questions += 1;
    } else if (place < SHARES.breaks + SHARES.questions + SHARES.purchases && visitor.buys !== null) {
      await visitor.buys();
      counts.purchases += 1;
    } else {
      await visitor.paints(`a fox, number ${number}`);
      counts.pictures += 1;
    }
  }

  const timer = setInterval(begin, 1_000 / perSecond);
  return {
    done: () => ({ ...counts, unanswered: [...unanswered] }),
    async whileQuiet(work) {
      isQuiet = true;
      await Promise.all(running);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      try {
        return await work();
      } finally {
        isQuiet = false;
      }
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
