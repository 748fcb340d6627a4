import { setTimeout as sleep } from "node:timers/promises";
import type { Document } from "mongodb";
import { identityOf, type Stage } from "./stage.ts";

/** People and pictures in numbers: copies of documents that the product itself has written once. */
export interface Population {
  /** So many accounts, each with an identity and a wallet, and as many pictures, of which every other one is the collector's. */
  fill(size: number): Promise<void>;
  /** So many more accounts whose credits have expired without their wallets saying so. */
  addExpired(count: number): Promise<void>;
  /** Somebody who was not asked for before, and whom no process remembers. */
  next(): string;
  /** Half of all pictures are theirs. */
  readonly collector: string;
}

const MODEL = "model";
const COLLECTOR = "collector";
const BATCH = 500;
const SECOND_MS = 1_000;
const LOOK_AGAIN_MS = 20;
/** Longer than the welcome gift lasts. */
const EXPIRED_SINCE_MS = 40 * 86_400_000;
/** Walks through all sizes without meeting anybody twice. */
const STRIDE = 7_919;

const collections = ["accounts", "identities", "wallets", "generations"] as const;
type Copies = Readonly<Record<(typeof collections)[number], Document>>;
/** What is different in this copy: words by the words of the original, and how much later everything was. */
interface Difference {
  readonly words: Readonly<Record<string, string>>;
  readonly shift_ms: number;
}
type Copy<Value = unknown> = (difference: Difference) => Value;

export async function createPopulation(stage: Stage): Promise<Population> {
  const { connection } = stage.mongo;
  await stage.join(COLLECTOR);
  const { id: collector } = await stage.services.accounts.of(identityOf(COLLECTOR));
  const copies = await originals(stage);
  let accounts = 0;
  let expired = 0;
  let asked = 0;

  async function insert(count: number, make: (index: number) => Copies): Promise<void> {
    for (let from = 0; from < count; from += BATCH) {
      const made = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => make(from + index));
      const into = (name: (typeof collections)[number]) =>
        connection.collection(name).insertMany(
          made.map((one) => one[name]),
          { ordered: false },
        );
      await Promise.all(collections.map(into));
    }
  }

  return {
    collector: COLLECTOR,
    async fill(size) {
      await insert(size, (index) => {
        // Some time apart, so that a history has an order.
        const made = copies(`person-${index}`, -(index + 1) * SECOND_MS);
        if (index % 2 === 1) made.generations["account"] = collector;
        return made;
      });
      accounts = size;
    },
    async addExpired(count) {
      const first = expired;
      expired += count;
      await insert(count, (index) => copies(`expired-${first + index}`, -EXPIRED_SINCE_MS));
    },
    next() {
      asked += 1;
      return `person-${(asked * STRIDE) % accounts}`;
    },
  };
}

/** Makes one person and one picture as the product does; answers how anybody's documents are made from theirs. */
async function originals({ services, mongo, join, say }: Stage): Promise<(user: string, shift_ms: number) => Copies> {
  await join(MODEL);
  await say(MODEL, "/imagine a red fox in the snow");
  const { id } = await services.accounts.of(identityOf(MODEL));
  const find = async (name: string, filter: Document) => {
    const found = await mongo.connection.collection(name).findOne(filter);
    if (found === null) throw new Error(`there is no original in ${name}`);
    return found as Document;
  };
  // It is shown before that is written down; copies of an open one would all be gone on with.
  while ((await find("generations", { account: id }))["open"] !== false) await sleep(LOOK_AGAIN_MS);
  const picture = await find("generations", { account: id });
  const [generation, place] = [String(picture["_id"]), String(picture["place"])];
  const identity = `bench:${MODEL}`;
  const marks = [identity, id, generation, place];
  const compiled = async (name: string, filter: Document) => copyOf(await find(name, filter), marks) as Copy<Document>;
  const account = await compiled("accounts", { _id: id });
  const identities = await compiled("identities", { account: id });
  const wallets = await compiled("wallets", { _id: id });
  const generations = copyOf(picture, marks) as Copy<Document>;
  return (user, shift_ms) => {
    const words = {
      [identity]: `bench:${user}`,
      [id]: `a${letters(user)}`,
      [generation]: `g${letters(user)}`,
      [place]: `bench/of-${user}`,
    };
    const difference = { words, shift_ms };
    return {
      accounts: { ...account(difference), identities: [identityOf(user)] },
      identities: identities(difference),
      wallets: wallets(difference),
      generations: generations(difference),
    };
  };
}

/** With one letter in front as long as every id. */
function letters(user: string): string {
  const spelled = user.replace("-", "x").replaceAll(/\d/gu, (digit) => "abcdefghij"[Number(digit)] ?? "");
  return spelled.padEnd(19, "z");
}

/** Finds out once what has to be made anew for each copy: everything else is shared. */
function copyOf(value: unknown, marks: readonly string[]): Copy {
  if (typeof value === "string") {
    const found = marks.filter((mark) => value.includes(mark));
    if (found.length === 0) return () => value;
    return ({ words }) => found.reduce((text, mark) => text.replaceAll(mark, words[mark] ?? ""), value);
  }
  if (value instanceof Date) return ({ shift_ms }) => new Date(value.getTime() + shift_ms);
  if (typeof value !== "object" || value === null) return () => value;
  if (Array.isArray(value)) {
    const parts = value.map((one) => copyOf(one, marks));
    return (difference) => parts.map((part) => part(difference));
  }
  const parts = Object.entries(value).map(([name, one]) => [name, copyOf(one, marks)] as const);
  return (difference) => Object.fromEntries(parts.map(([name, part]) => [name, part(difference)]));
}
