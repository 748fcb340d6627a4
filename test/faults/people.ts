import { idIn } from "../support/customer.ts";
import { discordMember } from "./members/discord.ts";
import { type Asked, type Member, type Sight, wordIn } from "./members/member.ts";
import { playgroundMember } from "./members/playground.ts";
import { telegramMember } from "./members/telegram.ts";
import type { Act, ActKind, Schedule } from "./schedule.ts";
import type { World } from "./world.ts";

/** Something that was asked for, and what it was. */
export interface AskRecord {
  readonly person: string;
  readonly what: ActKind | "join" | "cancel" | "shop" | "choice" | "final-balance";
  /** The word that only this picture has, with whatever is made from it; null: it is about no picture. */
  readonly word: string | null;
  readonly asked: Asked;
}
/** A payment that somebody made on Stripe's page. */
export interface PaymentRecord {
  readonly person: string;
  readonly session: string;
  isReturned: boolean;
}

/** Something that was asked for once all was well again, and by what it is known: the picture's word, or the session. */
interface AfterRecord {
  readonly person: string;
  readonly what: "picture" | "purchase";
  readonly sign: string;
}

/** People at work: whatever they cannot do because somebody is away, they leave. */
export interface People {
  readonly members: readonly Member[];
  readonly asks: readonly AskRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly afterwards: readonly AfterRecord[];
  /** How often what was really done, by kind. */
  readonly done: Readonly<Partial<Record<ActKind, number>>>;
  act(act: Act): Promise<void>;
  /** Asks everybody's balance, when all is well again; answers what they read: null where they read none. */
  balances(): Promise<ReadonlyMap<string, number | null>>;
  /** One person of each chat buys credits and asks for a picture, when all is well again; resolves when they have both, or wait no longer. */
  goOn(): Promise<void>;
  /** What this person's history shows for this word; null: nothing. */
  historyOf(person: string, word: string): Promise<Sight | null>;
  leave(): void;
}

const JOIN_PATIENCE_MS = 60_000;
const GO_ON_PATIENCE_MS = 60_000;
/** Whoever is told that they are too fast comes again after a while. */
const AGAIN_AFTER_MS = 3_000;
const ANSWER_PATIENCE_MS = 6_000;
const LOOK_EVERY_MS = 40;
/** From here on count the words of what is asked for afterwards. */
const AFTERWARDS = 100;

/** Everybody has an account and has agreed to the terms when this resolves. */
export async function gather(world: World, schedule: Schedule): Promise<People> {
  const asks: AskRecord[] = [];
  const payments: PaymentRecord[] = [];
  const afterwards: AfterRecord[] = [];
  const done: Partial<Record<ActKind, number>> = {};
  const turns = new Map<string, Promise<void>>();

  const members = await Promise.all(
    schedule.people.map(async ({ name, platform }, index) => {
      if (platform === "discord") return discordMember(world.discord, world.guild, name);
      if (platform === "telegram") return telegramMember(world.telegram, name);
      const first = index % world.webs.length;
      return playgroundMember([...world.webs.slice(first), ...world.webs.slice(0, first)], name);
    }),
  );
  await Promise.all(members.map(join));

  function noted(member: Member, what: AskRecord["what"], word: string | null, asked: Asked): Asked {
    asks.push({ person: member.identity, what, word, asked });
    return asked;
  }

  async function say(member: Member, what: AskRecord["what"], command: string, word: string | null = null) {
    return noted(member, what, word, await member.say(command));
  }

  async function join(member: Member): Promise<void> {
    const terms = await answered(await say(member, "join", "/start"), JOIN_PATIENCE_MS);
    if (terms === null) throw new Error(`${member.name} was not asked for their agreement`);
    const welcome = await answered(noted(member, "join", null, await member.press(terms, "I am 13")), JOIN_PATIENCE_MS);
    if (welcome === null) throw new Error(`${member.name} was not welcomed`);
  }

  /** Answers the session that was paid; null: they did not come so far. */
  async function purchase(member: Member, isReturned: boolean): Promise<string | null> {
    const shop = await answered(await say(member, "shop", "/buy pack-small"), ANSWER_PATIENCE_MS);
    if (shop === null) return null;
    const choice = await pressIfThere(member, shop, "500 credits");
    if (choice === null) return null;
    noted(member, "choice", null, choice);
    const link = await until(() => linkOf(choice.answer()), ANSWER_PATIENCE_MS);
    if (link === null) return null;
    const session = idIn(link);
    world.stripe.press(session, "pay");
    // An order that is still open is offered once more: whoever buys twice at once has one session, and pays it once.
    const known = payments.find((one) => one.session === session);
    const payment: PaymentRecord = known ?? { person: member.identity, session, isReturned: false };
    if (known === undefined) payments.push(payment);
    if (!isReturned) return session;
    await pause(700);
    const intent = paymentOf(world, session);
    if (intent === null || payment.isReturned) return session;
    world.stripe.refund(intent);
    payment.isReturned = true;
    return session;
  }

  async function picture(member: Member, words: string): Promise<boolean> {
    const word = wordIn(words);
    const asked = await say(member, "picture", `/imagine ${words}`, word);
    return (await answered(asked, GO_ON_PATIENCE_MS))?.images === 1;
  }

  async function goOn(member: Member, index: number): Promise<void> {
    const end = performance.now() + GO_ON_PATIENCE_MS;
    let session: string | null = null;
    while (session === null && performance.now() < end) {
      session = await purchase(member, false);
      if (session === null) await pause(AGAIN_AFTER_MS);
    }
    afterwards.push({ person: member.identity, what: "purchase", sign: session ?? "" });
    let sign = "";
    for (let tries = 0; ; tries++) {
      sign = `k${schedule.seed}x${index}x${AFTERWARDS + tries}`;
      if ((await picture(member, `a new morning ${sign}`)) || performance.now() > end) break;
      await pause(AGAIN_AFTER_MS);
    }
    afterwards.push({ person: member.identity, what: "picture", sign });
  }

  async function carryOut(act: Act, member: Member): Promise<void> {
    switch (act.kind) {
      case "picture": {
        const asked = await say(member, "picture", `/imagine ${act.words}`, wordIn(act.words));
        if (act.isRepeated) await asked.repeat();
        return;
      }
      case "reroll": {
        const picture = member.sights().findLast(({ images, text }) => images > 0 && wordIn(text) !== null);
        if (picture === undefined) return;
        for (let press = 1; press <= act.presses; press++) {
          const asked = await pressIfThere(member, picture, "Reroll");
          if (asked === null) return;
          noted(member, "reroll", wordIn(picture.text), asked);
          if (act.isRepeated) await asked.repeat();
        }
        return;
      }
      case "cancelled-picture":
        await say(member, "picture", `/imagine ${act.words}`, wordIn(act.words));
        await pause(act.after_ms);
        await say(member, "cancel", "/cancel");
        return;
      case "refused-picture":
        await say(member, "refused-picture", `/imagine ${act.words}`);
        return;
      case "balance": {
        const asked = await say(member, "balance", "/balance");
        if (act.isRepeated) await asked.repeat();
        await answered(asked, ANSWER_PATIENCE_MS);
        return;
      }
      case "purchase":
        await purchase(member, act.isReturned);
        return;
    }
  }

  /** What cannot be done because somebody is away is left. */
  async function attempt(act: Act): Promise<void> {
    const member = members[act.person];
    if (member === undefined) return;
    done[act.kind] = (done[act.kind] ?? 0) + 1;
    await carryOut(act, member).catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
    });
  }

  async function pressIfThere(member: Member, on: Sight, label: string): Promise<Asked | null> {
    return member.press(on, label).catch(() => null);
  }

  /** The newest balance on their screen that was not there before they asked. */
  async function balanceOf(member: Member): Promise<number | null> {
    const read = () => member.sights().flatMap(({ text }) => /You have ([\d,]+) credits?/u.exec(text)?.[1] ?? []);
    const before = read().length;
    await say(member, "final-balance", "/balance");
    const found = await until(() => (read().length > before ? (read().at(-1) ?? null) : null), JOIN_PATIENCE_MS);
    return found === null ? null : Number(found.replaceAll(",", ""));
  }

  return {
    members,
    asks,
    payments,
    afterwards,
    done,
    act(act) {
      const name = members[act.person]?.name ?? "";
      const next = (turns.get(name) ?? Promise.resolve()).then(() => attempt(act));
      turns.set(name, next);
      return next;
    },
    async balances() {
      const all = await Promise.all(members.map(async (member) => [member.identity, await balanceOf(member)] as const));
      return new Map(all);
    },
    async goOn() {
      const first = [...new Set(schedule.people.map(({ platform }) => platform))].map((platform) =>
        schedule.people.findIndex((one) => one.platform === platform),
      );
      await Promise.all(
        members.map((member, index) => (first.includes(index) ? goOn(member, index) : Promise.resolve())),
      );
    },
    async historyOf(person, word) {
      const member = members.find(({ identity }) => identity === person);
      return member === undefined ? null : answered(await member.say(`/history ${word}`), JOIN_PATIENCE_MS);
    },
    leave() {
      for (const member of members) member.leave();
    },
  };
}

/** What Stripe calls the payment of a page; null: nothing was paid there. */
export function paymentOf({ stripe }: Pick<World, "stripe">, session: string): string | null {
  for (const { type, data } of stripe.events().toReversed()) {
    const object = data.object as { readonly id?: string; readonly payment_intent?: string };
    if (type === "checkout.session.completed" && object.id === session) return object.payment_intent ?? null;
  }
  return null;
}

function linkOf(sight: Sight | null): string | null {
  return sight?.links.find(({ label }) => label.startsWith("Pay"))?.url ?? null;
}

function answered(asked: Asked, patience_ms: number): Promise<Sight | null> {
  return until(() => asked.answer(), patience_ms);
}

async function until<T>(look: () => T | null, patience_ms: number): Promise<T | null> {
  const end = performance.now() + patience_ms;
  for (;;) {
    const found = look();
    if (found !== null || performance.now() > end) return found;
    await pause(LOOK_EVERY_MS);
  }
}

function pause(duration_ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration_ms));
}
