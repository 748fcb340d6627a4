import { unanswered } from "./answers.ts";
import { type People, paymentOf } from "./people.ts";
import type { Records } from "./records.ts";
import type { World } from "./world.ts";

/** Jobs that finish what a crash has left, and whose own time comes once a minute or more rarely. */
const jobs = ["carry-out-orders", "resume-generations"];
const LOOK_EVERY_MS = 250;
const HURRY_EVERY_MS = 2_000;
/** How long answers may take once everything else has come to its end. */
const ANSWER_PATIENCE_MS = 8_000;

interface Patience {
  readonly patience_ms: number;
  /** Jobs do not wait for their own time: quicker, and blind for a job that never has its time. */
  readonly isHurried: boolean;
}

/** Waits until nothing is under way any more, at most so long; answers what is left, in words. */
export async function settle(
  world: World,
  people: People,
  records: Records,
  { patience_ms, isHurried }: Patience,
): Promise<string[]> {
  const end = performance.now() + patience_ms;
  const told = new Set<string>();
  let quietSince: number | null = null;
  let hurried = Number.NEGATIVE_INFINITY;
  for (;;) {
    await tellStripesNews(world, told);
    const left = await whatIsLeft(world, people, records);
    if (performance.now() > end) return left;
    if (left.length > 0) quietSince = null;
    else quietSince ??= performance.now();
    // What could not be told waits for the next contact: nothing more comes of waiting here.
    const isQuiet = quietSince !== null && performance.now() - quietSince > ANSWER_PATIENCE_MS;
    if (left.length === 0 && (isQuiet || !isAnybodyWaiting(people))) return left;
    if (performance.now() - hurried > HURRY_EVERY_MS) {
      hurried = performance.now();
      // Of a process that died in the middle of a job, ten minutes would be waited for.
      await records.unlock(world.tree.processes.flatMap(({ pid }) => pid ?? []));
      if (isHurried) await Promise.all([records.hurry(jobs), records.hurryNews()]);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Stripe sends what happened while events were held back, until it is taken. */
async function tellStripesNews({ stripe }: World, told: Set<string>): Promise<void> {
  for (const { id } of stripe.events().filter((event) => !told.has(event.id))) {
    const status = await stripe.deliver(id);
    if (status !== null && status < 300) told.add(id);
  }
}

function isAnybodyWaiting(people: People): boolean {
  return unanswered(people).some(({ asked }) => asked.isTaken());
}

async function whatIsLeft(world: World, people: People, records: Records): Promise<string[]> {
  const identities = await records.accounts();
  const accounts = people.members.map(({ identity }) => identities.get(identity) ?? "");
  const [generations, orders, events, untold] = await Promise.all([
    records.generations(accounts),
    records.orders(accounts),
    records.openEvents(),
    records.untold(accounts),
  ]);
  const updates = world.telegram.updates.pending();
  const open = generations.filter(({ closedAt }) => closedAt === null);
  const unsettled = orders.filter(
    // Of an order that was paid back before anything was given, nothing ever is.
    ({ unsettled, state, returns }) => unsettled || (state === "paid" && returns.length === 0),
  );
  const unheard = people.payments.filter(({ session, isReturned }) => {
    const order = orders.find(({ checkout }) => checkout?.id === session);
    if (order === undefined) return true;
    if (isReturned && order.returns.length === 0) return paymentOf(world, session) !== null;
    // Money that went back before anything was given brings nothing.
    return order.grants.length === 0 && !isReturned;
  });
  return [
    ...open.map(({ id, state, request }) => `picture ${id} is ${state}: ${request.prompt}`),
    ...unsettled.map(({ id, state }) => `order ${id} is ${state} and not settled`),
    ...unheard.map(({ session, person }) => `${person}'s payment ${session} has not arrived`),
    ...(events > 0 ? [`${events} events of chats are open`] : []),
    ...(untold > 0 ? [`${untold} news are on their way`] : []),
    ...(updates > 0 ? [`${updates} updates of Telegram are not taken`] : []),
  ];
}
