import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { mongoGenerations } from "../../adapters/mongo/generations.ts";
import { mongoSpending } from "../../adapters/mongo/spending.ts";
import { commands } from "../../commands/index.ts";
import type { Account } from "../../src/core/accounts/account.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import { createChats } from "../../src/core/chat/chats.ts";
import { createDispatch } from "../../src/core/chat/dispatch.ts";
import { encodePlace } from "../../src/core/chat/place.ts";
import { Refusal } from "../../src/core/refusal.ts";
import { createAllowance, type GenerationServer, memberOf } from "../../src/core/servers/allowance.ts";
import type { Clock } from "../../src/core/services.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { actIn, aServer, typed } from "../core/servers/stage.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { TestLog } from "../support/credits.ts";
import { sampleGeneration } from "../support/generations.ts";
import { expectLaws } from "../support/laws.ts";
import { recordingChat } from "../support/recording-chat.ts";

/** Short patience with a provider that is down. */
const timings = { webhookGrace_ms: 1_500, submitPatience_ms: 1_000 };
const plans = { free: { inWorksMax: 100, atOnce: 10, weight: 1, commandsPerMinute: 1_000 } };

/** It is noon, so that no midnight comes between. */
const toNoon_ms = new Date().setUTCHours(12, 0, 0, 0) - Date.now();
let moved_ms = 0;
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + toNoon_ms + moved_ms) };
/** So much later that a second press of a button is meant. */
const wait = () => {
  moved_ms += 5_000;
};

let easel: TestApp;
let mongo: Mongo;
beforeAll(async () => {
  easel = await startTestApp({ timings, plans, clock, speed: { slow_ms: 20_000 } });
  mongo = await connectMongo({ uri: easel.config.database.uri ?? "", log: new TestLog() });
});
afterAll(async () => {
  await mongo.close();
  await easel.stop();
});

const generations = () => mongoGenerations(mongo.connection);
const allowance = () => createAllowance({ store: mongoSpending(mongo.connection), ids: systemIds });

/** A chat with servers before the running product. It is not one of the product's own, so what it is shown first is all it sees. */
function chatBefore({ app: { services } }: TestApp) {
  const chat = recordingChat();
  const dispatch = createDispatch({ commands, services, notices: services.notices, chats: createChats([chat]) });
  return { chat, dispatch };
}

/** Somebody with 1000 credits. */
async function richPerson(name: string) {
  const { services } = easel.app;
  const account = await services.accounts.of({ platform: "memory", user: name, name });
  await services.accounts.accept(account, "memory");
  const grant = { cause: `gift:${name}`, amount: 1_000, kind: "bought", expiresAt: null, reason: "test" } as const;
  await services.ledger.grant(account.id, grant);
  return (await services.accounts.find(account.id)) ?? account;
}

/** What counts of the member's pictures today. `user`: as whom they asked in a chat; absent: the account itself ordered. */
async function spentBy(account: string, key: string, user?: string): Promise<number> {
  const member = user === undefined ? {} : { member: memberOf({ key }, { platform: "memory", user }, systemIds) };
  const server = { key, dailyCap_credits: 1_000, ...member };
  const { refusal } = await allowance().refusal({ account, server, acceptedAt: clock.now() }, 1);
  return refusal.code === "server-cap" ? 1_000 - refusal.data.left : Number.NaN;
}

async function chargedFor(account: string): Promise<number> {
  const { ledger } = easel.app.services;
  const [wallet, entries] = await Promise.all([ledger.wallet(account), ledger.movements(account, { limit: 500 })]);
  expect(wallet.holds).toEqual([]);
  return entries.reduce((sum, entry) => sum + (entry.kind === "capture" ? entry.amount : 0), 0);
}

/** Waits until nothing of this account is in the works. */
async function settled(account: string): Promise<void> {
  const collection = mongo.connection.getClient().db().collection("generations");
  const look = async () => expect(await collection.countDocuments({ account, open: true })).toBe(0);
  await vi.waitFor(look, { timeout: 40_000, interval: 50 });
}

function orderOf(account: Account, cause: string, server: GenerationServer, prompt = "a red fox") {
  const request = easel.app.services.catalogue.settle({ prompt, references: 0 });
  const place = encodePlace("playground", "nobody", cause);
  return { cause, account, place, language: "en", request, references: {}, server, parent: null };
}

describe("what each member may spend in a server a day", () => {
  test("holds for 50 orders at once: as many are made and charged as fit, and the others are told", async () => {
    const account = await richPerson("fifty");
    const server = { key: "memory:fifty", dailyCap_credits: 10 };
    const { studio } = easel.app.services;
    const orders = Array.from({ length: 50 }, (_, index) => studio.order(orderOf(account, `fifty-${index}`, server)));
    const outcomes = await Promise.allSettled(orders);
    const refusals = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(refusals).toHaveLength(40);
    for (const error of refusals) expect(error instanceof Refusal && error.refusal.code).toBe("server-cap");
    await settled(account.id);
    expect(await chargedFor(account.id)).toBe(10);
    expect(await spentBy(account.id, server.key)).toBe(10);
  });

  test("counts what pictures really cost in the end, however they end, and once for an event that comes twice", async () => {
    const account = await richPerson("endings");
    const easels = chatBefore(easel);
    const server = aServer({ key: "memory:endings" });
    await actIn(easels, server, "endings", typed("/server --cap 100"));
    const ask = (words: string, id: string) => actIn(easels, server, "endings", typed(`/imagine ${words}`), { id });
    const made = ["a fox", "a fox [flag-one] --n 3", "a fox [fail]", "a fox [refuse]", "a fox [down]", "a fox [flag]"];
    await Promise.all(made.map((words, index) => ask(words, `memory:ending-${index}`)));
    await ask("a fox", "memory:ending-0");
    await ask("a fox [slow]", "memory:ending-slow");
    await actIn(easels, server, "endings", typed("/cancel"));
    await settled(account.id);
    expect(await chargedFor(account.id)).toBe(3);
    expect(await spentBy(account.id, server.key, "endings")).toBe(3);
  });

  test("is told with what is left of it, also to who presses a button; elsewhere it does not hold", async () => {
    const account = await richPerson("presser");
    const easels = chatBefore(easel);
    const server = aServer({ key: "memory:presser" });
    await actIn(easels, server, "presser", typed("/server --cap 2"));
    await actIn(easels, server, "presser", typed("/imagine a red fox"));
    await settled(account.id);
    const refused = await actIn(easels, server, "presser", typed("/imagine a red fox --n 2"));
    expect(refused).toMatchObject({ tone: "refusal", onlyCaller: true });
    expect(refused.text).toMatch(/costs 2 credits, .* of the 2 .* you have 1 left\. More from .*, 00:00 UTC on/u);
    const [picture] = await easel.app.services.studio.history(account, {}, 1);
    const token = encodeButton("imagine", "reroll", account.id, picture?.id ?? "", "1");
    const reroll = { kind: "button", token } as const;
    expect((await actIn(easels, server, "presser", reroll)).tone).toBe("working");
    await settled(account.id);
    wait();
    expect((await actIn(easels, server, "presser", reroll)).text).toContain("you have 0 left");
    const overview = await actIn(easels, server, "presser", typed("/server"));
    expect(overview.fields?.at(-1)?.value).toBe("pictures for up to 2 credits, of which you have 0 left today");
    const direct = await actIn(easels, undefined, "presser", reroll);
    expect(direct.tone).toBe("working");
    await settled(account.id);
    expect(await spentBy(account.id, server.key, "presser")).toBe(2);
    expect(await chargedFor(account.id)).toBe(3);
  });

  test("is counted once when a process dies after counting, before holding", async () => {
    const account = await richPerson("crash");
    const server = { key: "memory:crash", dailyCap_credits: 1 };
    const { request, place } = orderOf(account, "crash", server);
    const left = sampleGeneration({
      ...{ id: systemIds.derived("crash"), account: account.id, owner: "dead", place, request, server },
      acceptedAt: clock.now(),
      changedAt: clock.now(),
    });
    await allowance().take(left);
    await generations().insert(left);
    await settled(account.id);
    expect(await chargedFor(account.id)).toBe(1);
    expect(await spentBy(account.id, server.key)).toBe(1);
  });

  test("is given back when the process dies after refusing or cancelling what it had counted", async () => {
    const account = await richPerson("crashed-ending");
    const server = { key: "memory:crashed-ending", dailyCap_credits: 5 };
    const { request, place } = orderOf(account, "crashed-ending", server);
    for (const [state, reason] of [
      ["refused", "credits-insufficient"],
      ["cancelled", "cancelled"],
    ] as const) {
      const left = sampleGeneration({
        ...{ id: systemIds.derived(state), account: account.id, owner: "dead", place, request, server, state },
        ending: { reason, code: null },
        acceptedAt: clock.now(),
        changedAt: clock.now(),
      });
      await allowance().take(left);
      await generations().insert(left);
    }
    expect(await spentBy(account.id, server.key)).toBe(2);
    await settled(account.id);
    expect(await spentBy(account.id, server.key)).toBe(0);
  });
});

describe("where results are private by default", () => {
  test("they are, unless their person says otherwise; what everyone saw leads to what everyone sees", async () => {
    const account = await richPerson("hidden");
    const easels = chatBefore(easel);
    const server = aServer({ key: "memory:hidden" });
    await actIn(easels, server, "hidden", typed("/server --private yes"));
    expect(await actIn(easels, server, "hidden", typed("/imagine a red fox"))).toMatchObject({ onlyCaller: true });
    const open = await actIn(easels, server, "hidden", typed("/imagine a blue fox --public"));
    expect(open.onlyCaller).toBeUndefined();
    await settled(account.id);
    const stored = await easel.app.services.studio.history(account, {}, 10);
    expect(stored.map(({ request }) => [request.prompt, request.isPrivate]).toSorted()).toEqual([
      ["a blue fox", false],
      ["a red fox", true],
    ]);
    const [blue] = stored.filter(({ request }) => !request.isPrivate);
    const reroll = {
      kind: "button",
      token: encodeButton("imagine", "reroll", account.id, blue?.id ?? "", "1"),
    } as const;
    expect((await actIn(easels, server, "hidden", reroll)).onlyCaller).toBeUndefined();
    await settled(account.id);
    wait();
    const hidden = await actIn(easels, server, "hidden", reroll, { originIsPrivate: true });
    expect(hidden).toMatchObject({ tone: "working", onlyCaller: true });
    await settled(account.id);
    const [newest, before] = await easel.app.services.studio.history(account, {}, 2);
    expect([newest?.request.isPrivate, before?.request.isPrivate]).toEqual([true, false]);
  });
});

test("the laws hold after all of it", async () => {
  await expectLaws(easel.app.services);
});
