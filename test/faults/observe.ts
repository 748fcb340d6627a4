import sharp from "sharp";
import { type Order, orderNumber } from "../../src/core/billing/order.ts";
import type { Entry } from "../../src/core/credits/wallet.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { unanswered } from "./answers.ts";
import { type Sight, wordIn } from "./members/member.ts";
import type { Observation, OrderSeen, PersonSeen, PictureSeen, RequestSeen } from "./observation.ts";
import type { People } from "./people.ts";
import type { Records } from "./records.ts";
import { unspentOf } from "./unspent.ts";
import type { World } from "./world.ts";

const PACK_CREDITS = 500;
const TOLD_PATIENCE_MS = 15_000;

/** Looks at everything once all has come to its end, or patience has: what people see, what vendors know, what is written. */
export async function observe(
  world: World,
  people: People,
  records: Records,
  unfinished: readonly string[],
): Promise<Observation> {
  const identities = await records.accounts();
  const accountOf = (identity: string) => identities.get(identity) ?? "";
  const personOf = new Map(people.members.map(({ identity }) => [accountOf(identity), identity]));
  const accounts = [...personOf.keys()];
  const balances = await people.balances();
  await allAreTold(people, await records.orders(accounts));
  // Before anybody looks into a history, which would show what was never answered.
  const waiting = new Set(unanswered(people));
  const asks = people.asks.map((ask) => ({
    ...{ person: ask.person, what: ask.what, word: ask.word, isTaken: ask.asked.isTaken() },
    isAnswered: !waiting.has(ask),
  }));
  const generations = await records.generations(accounts);
  const entries = new Map<string, readonly Entry[]>();
  const held = new Map<string, number>();
  for (const account of accounts) {
    const wallet = await records.wallet(account);
    entries.set(account, wallet.entries);
    held.set(
      account,
      wallet.holds.reduce((total, { amount }) => total + amount, 0),
    );
  }

  const pictures: PictureSeen[] = [];
  for (const generation of generations) {
    const person = personOf.get(generation.account) ?? "";
    const own = entries.get(generation.account) ?? [];
    pictures.push(await pictureOf(generation, person, own, generations, people));
  }
  const all = world.tree.processes;
  const orders = await ordersOf(people, records, accountOf, entries);
  return {
    asks,
    pictures,
    requests: requestsOf(world, people.asks),
    orders,
    people: people.members.map(({ identity }): PersonSeen => {
      const own = entries.get(accountOf(identity)) ?? [];
      return {
        person: identity,
        gifts: own.flatMap((entry) => (entry.kind === "grant" && entry.reason === "welcome" ? [entry.amount] : [])),
        shown_credits: balances.get(identity) ?? null,
        held_credits: held.get(accountOf(identity)) ?? 0,
        strangeEntries: own.filter(isStrange).map(({ kind, reason, amount }) => `${kind} ${reason} ${amount}`),
      };
    }),
    audit: await records.audit(),
    unfinished,
    afterwards: people.afterwards.map(({ person, what, sign }) => ({
      ...{ person, what },
      isDone:
        what === "picture"
          ? showsPicture(people, person, sign)
          : orders.some((one) => one.session === sign && one.isTold),
    })),
    crashes: all
      .filter((one) => one.crashes() > 0)
      .map((one) => `${one.name} ended ${one.crashes()} times by itself: ${one.errors().slice(-1_500)}`),
  };
}

/** News is sent again and again, and waits for the next contact where nothing could be sent: which the balance was. */
async function allAreTold(people: People, orders: readonly Order[]): Promise<void> {
  const end = performance.now() + TOLD_PATIENCE_MS;
  const isTold = ({ person, session }: People["payments"][number]) => {
    const order = orders.find(({ checkout }) => checkout?.id === session);
    return order === undefined || order.grants.length === 0 || isToldOfCredits(order.id, person, people);
  };
  while (!people.payments.every(isTold) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What neither a gift, an order, a picture nor money that went back accounts for. */
function isStrange({ kind, reason }: Entry): boolean {
  const known: Readonly<Record<string, readonly string[] | null>> = {
    grant: ["welcome", "pack"],
    hold: null,
    capture: null,
    release: null,
    reclaim: ["refund"],
  };
  const reasons = known[kind];
  return reasons === undefined || (reasons !== null && !reasons.includes(reason));
}

async function pictureOf(
  generation: Generation,
  person: string,
  entries: readonly Entry[],
  all: readonly Generation[],
  people: People,
): Promise<PictureSeen> {
  const { id, state, closedAt, submissions, images, price, settlement, request } = generation;
  const word = wordIn(request.prompt);
  const charges = entries.flatMap((entry) => (entry.kind === "capture" && entry.hold === id ? [entry.amount] : []));
  return {
    ...{ id, person, word, state, charges },
    isClosed: closedAt !== null,
    sent: submissions.filter(({ sentAt }) => sentAt !== null).length,
    images: images.length,
    perImage_credits: price.perImage_credits,
    isKeptRefusal: settlement?.rule === "refused-by-provider-kept",
    isReachable: charges.length === 0 || word === null || (await isReachable(person, word, all, people)),
  };
}

/** Pictures of one word are as many as there are messages with them, or else all in the history. */
async function isReachable(person: string, word: string, all: readonly Generation[], people: People): Promise<boolean> {
  const made = all.filter(({ request, images }) => wordIn(request.prompt) === word && images.length > 0);
  const member = people.members.find(({ identity }) => identity === person);
  const shown = member?.sights().filter(({ images, text }) => images > 0 && wordIn(text) === word) ?? [];
  const whole = await Promise.all(shown.map(isWhole));
  if (whole.filter(Boolean).length >= made.length) return true;
  const found = await people.historyOf(person, word);
  return found !== null && found.images > 0 && (await isWhole(found));
}

/** A link is no picture: its file has to be there, and to be one. */
async function isWhole(sight: Sight): Promise<boolean> {
  try {
    const files = await sight.fetchImages();
    await Promise.all(files.map((bytes) => sharp(bytes).stats()));
    return files.length === sight.images;
  } catch {
    return false;
  }
}

function showsPicture({ members }: People, person: string, word: string): boolean {
  const sights = members.find(({ identity }) => identity === person)?.sights() ?? [];
  return sights.some(({ images, text }) => images > 0 && wordIn(text) === word);
}

/** Whether the person was told that the credits of this order are theirs. */
export function isToldOfCredits(order: string, person: string, people: Pick<People, "members">): boolean {
  const sights = people.members.find(({ identity }) => identity === person)?.sights() ?? [];
  return sights.some(({ text }) => text.includes("credits are here") && text.includes(orderNumber(order)));
}

function requestsOf({ fal }: World, asks: People["asks"]): RequestSeen[] {
  const words = new Set(asks.map(({ word }) => word));
  return fal.requests().flatMap(({ requestId, webhook, input }) => {
    const word = wordIn(String(input["prompt"]));
    if (requestId === null || !words.has(word)) return [];
    const [generation = "", submission = ""] =
      new URL(webhook ?? "http://none").searchParams.get("tag")?.split(".") ?? [];
    return [{ generation, submission, word }];
  });
}

async function ordersOf(
  people: People,
  records: Records,
  accountOf: (identity: string) => string,
  entries: ReadonlyMap<string, readonly Entry[]>,
): Promise<OrderSeen[]> {
  const orders = await records.orders([...entries.keys()]);
  return people.payments.map(({ person, session, isReturned }) => {
    const order = orders.find(({ checkout }) => checkout?.id === session);
    const own = entries.get(accountOf(person)) ?? [];
    const amounts = (kind: "grant" | "reclaim") =>
      own.flatMap((entry) =>
        entry.kind === kind && entry.order === order?.id && order !== undefined ? [entry.amount] : [],
      );
    return {
      ...{ person, session, isReturned, credits: PACK_CREDITS },
      grants: amounts("grant"),
      unspent_credits: order === undefined ? 0 : unspentOf(order.id, own),
      reclaims: amounts("reclaim"),
      isTold: order !== undefined && isToldOfCredits(order.id, person, people),
    };
  });
}
