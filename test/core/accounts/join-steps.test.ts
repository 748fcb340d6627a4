import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { joinRefusal, survivorOf } from "../../../src/core/accounts/join-rules.ts";
import type { Subscription } from "../../../src/core/billing/subscription.ts";
import { available, isFrozen } from "../../../src/core/credits/wallet.ts";
import { DAY_MS, give, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { finishedPicture, sampleGeneration } from "../../support/generations.ts";
import { expectLaws } from "../../support/laws.ts";
import { codeIn, type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
let lovelace: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  lovelace = stage.person("telegram", "lovelace");
  await ada.account();
  stage.clock.move(HOUR_MS);
});
afterEach(() => stage.stop());

const idOf = async (person: Person) => (await person.account()).id;
const walletOf = async (person: Person) => stage.services.ledger.wallet(await idOf(person));
const availableTo = async (person: Person) => available(await walletOf(person), stage.clock.now());

/** Both have accepted, spent and made something. */
async function livesApart(): Promise<{ survivor: string; gone: string }> {
  const { ledger } = stage.services;
  await ada.accept();
  await lovelace.accept();
  const [survivor, gone] = [await idOf(ada), await idOf(lovelace)];
  await give(ledger, gone, 100, "pack");
  await ledger.hold(gone, { cause: "spent", amount: 10, reason: "picture" });
  await ledger.capture(gone, { hold: "spent", amount: 10, reason: "picture" });
  return { survivor, gone };
}

describe("two accounts with a history become one", () => {
  test("that keeps every credit, but the unspent part of the second welcome gift", async () => {
    const { survivor, gone } = await livesApart();
    await linkPeople(ada, lovelace);
    expect(await idOf(lovelace)).toBe(survivor);
    // 25 and 100, and nothing of the other 25, of which 10 were spent.
    expect(await availableTo(lovelace)).toBe(125);
    expect(await stage.services.accounts.current(gone)).toBe(survivor);
    expect(await stage.services.accounts.current("nobody")).toBe("nobody");
    const movements = (await ada.say("/balance")).fields?.find(({ name }) => name === "Lately")?.value;
    expect(movements).toContain("−15 · the second welcome gift, of the account that was linked");
    await expectLaws(stage.services);
  });

  test("and takes back only what was unspent of a gift that still is in flight", async () => {
    const { gone } = await livesApart();
    const { ledger } = stage.services;
    await ledger.hold(gone, { cause: "painted", amount: 5, reason: "picture" });
    await ledger.hold(gone, { cause: "given-up", amount: 5, reason: "picture" });
    await linkPeople(ada, lovelace);
    expect(await availableTo(ada)).toBe(125);
    // Whoever drives the pictures knows them by the account that asked.
    expect(await ledger.capture(gone, { hold: "painted", amount: 5, reason: "picture" })).toMatchObject({
      outcome: "captured",
    });
    expect(await ledger.release(gone, { hold: "given-up", reason: "cancelled" })).toMatchObject({
      outcome: "released",
    });
    expect(await availableTo(ada)).toBe(125);
    expect((await walletOf(ada)).holds).toEqual([]);
    await expectLaws(stage.services);
  });

  test("with the only welcome gift that there was, whoever had it", async () => {
    await lovelace.accept();
    await linkPeople(ada, lovelace);
    expect(await availableTo(ada)).toBe(25);
    expect((await ada.say("/start")).title).toBe("Welcome back");
  });

  test("of which every picture, report, notice and button is", async () => {
    const { survivor, gone } = await livesApart();
    const { services, stores } = stage;
    const old = finishedPicture({ id: "a".repeat(20), account: gone });
    const running = sampleGeneration({ id: "b".repeat(20), account: gone });
    for (const generation of [old, running]) await stores.generations.insert(generation);
    const image = { contentType: "image/png", width: 1, height: 1, bytes: new Uint8Array([1]), keepUntil: null };
    await stores.images.put({ key: `${old.id}:0`, account: gone, ...image });
    const reporter = await lovelace.account();
    await services.reports.file({
      picture: finishedPicture({ account: survivor }),
      reporter,
      reason: "other",
      note: "",
    });
    const key = await services.buttonMemory.keep(gone, "a long search");
    const cancel = await stage.services.studio.own(running.id, reporter);
    const button = (await lovelace.say("/settings")).buttons?.find(({ label }) => label === "Change");

    await lovelace.press(await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`), "Yes");
    stage.chats.telegram.directsClosed = true;
    await services.notices.tell(gone, "waits", { text: "Something waited." });
    await ada.press(ada.inbox().at(-1), "Yes");
    const account = await ada.account();
    expect((await services.studio.history(account, {}, 10)).map(({ id }) => id)).toEqual([old.id]);
    expect(await services.studio.named(old.id, account)).toMatchObject({ account: survivor });
    expect(await services.studio.own(running.id, account)).toMatchObject({
      state: cancel.state,
      revision: cancel.revision,
    });
    expect((await stores.images.read(`${old.id}:0`))?.account).toBe(survivor);
    expect(await services.buttonMemory.recall(survivor, key)).toBe("a long search");
    expect((await ada.say("/account")).text).toContain("Something waited.");
    const answer = await ada.press({ buttons: button === undefined ? [] : [button] }, "Change");
    expect(answer.form).toBeDefined();
    expect(
      JSON.stringify(await stage.mongo.connection.getClient().db().collection("reports").find().toArray()),
    ).not.toContain(gone);
    await expect(services.studio.own(old.id, await stage.person("playground", "eve").account())).rejects.toThrow(
      "not-yours",
    );
  });

  test("with the survivor’s settings, and the other’s where it has none", async () => {
    await ada.say("/settings --model seedream --reminders no");
    await lovelace.say("/settings --model z-image --ar 16:9 --private yes");
    const since = (await ada.account()).createdAt;
    await linkPeople(ada, lovelace);
    const { settings, createdAt } = await ada.account();
    // Nobody’s pictures begin to show because of a link.
    expect(settings).toMatchObject({ model: "seedream", ratio: "16:9", reminders: false, isPrivate: true });
    expect(createdAt).toEqual(since);
  });

  test("which is the one with a subscription, however young, and which goes on with it", async () => {
    const [subscribed, older] = [await idOf(lovelace), await idOf(ada)];
    const period = { start: stage.clock.now(), end: new Date(stage.clock.now().getTime() + 30 * DAY_MS) };
    const subscription = (id: string, account: string): Subscription => ({
      ...{ id, account, method: "stripe", customer: "c", state: "active", offer: null, period, next: null, version: 1 },
      ...{ price: { amount: 900, currency: "usd" }, cancelAtPeriodEnd: true, endedAt: null, pastDueSince: null },
      startedAt: period.start,
    });
    await stage.stores.subscriptions.write(null, subscription("one", subscribed));
    await stage.stores.subscriptions.write(null, subscription("two", older));
    const both = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    expect(both).toMatchObject({ tone: "refusal", text: expect.stringContaining("cancel one of them first") });
    await stage.stores.subscriptions.write(1, { ...subscription("two", older), version: 2, state: "ended" });
    await linkPeople(ada, lovelace);
    expect([await idOf(ada), await idOf(lovelace)]).toEqual([subscribed, subscribed]);
    expect((await stage.services.billing.subscriptionOf(subscribed))?.id).toBe("one");
    expect((await stage.stores.subscriptions.find("stripe", "two"))?.account).toBe(subscribed);
  });

  test("by rules that say so: the one with a subscription, else the older one; with two of them they stay apart", async () => {
    const subscribed = new Set([await idOf(lovelace)]);
    const [older, younger] = [await ada.account(), await lovelace.account()];
    const rules = {
      hasActiveSubscription: async (id: string) => subscribed.has(id),
      isInGoodStanding: async () => true,
    };
    expect((await survivorOf(older, younger, rules)).survivor.id).toBe(younger.id);
    expect((await survivorOf(younger, older, rules)).survivor.id).toBe(younger.id);
    expect(await joinRefusal(older, younger, rules)).toBeNull();
    subscribed.add(older.id);
    expect(await joinRefusal(older, younger, rules)).toBe("both-subscribed");
    subscribed.clear();
    expect((await survivorOf(younger, older, rules)).survivor.id).toBe(older.id);
  });
});

describe("whatever comes later for the account that is gone", () => {
  test("reaches the one that is there: money, freezes, choices, notices", async () => {
    const { survivor, gone } = await livesApart();
    const { ledger, accounts, notices } = stage.services;
    const stale = await lovelace.account();
    await linkPeople(ada, lovelace);
    const other = stage.process().services;
    await give(other.ledger, gone, 7, "stripe:late");
    await give(other.ledger, survivor, 7, "stripe:late");
    expect(await availableTo(ada)).toBe(132);
    // A webhook that had come before comes again, for the account that is there now.
    await give(other.ledger, survivor, 100, "pack");
    expect(await availableTo(ada)).toBe(132);
    await ledger.freeze(gone, { cause: "dispute", reason: "dispute" });
    expect(isFrozen(await walletOf(ada))).toBe(true);
    await ledger.thaw(gone, { freeze: "dispute", reason: "won" });

    await accounts.changeSettings(stale, { ratio: "9:16" });
    await accounts.accept(stale, "telegram");
    expect((await ada.account()).settings.ratio).toBe("9:16");
    expect(await accounts.showsFirst(gone, "generation-1")).toBe(true);
    expect((await ada.account()).firstPicture).toBe("generation-1");
    await notices.tell(gone, "late", { text: "Late news." });
    expect(ada.inbox().concat(lovelace.inbox())).toContainEqual({ text: "Late news." });
    const raw = await stage.stores.accountJoins.read(gone);
    expect(raw).toMatchObject({ joinedInto: survivor, firstPicture: null, settings: { ratio: null } });
    await expectLaws(stage.services);
  });

  test("is found by processes that knew it, at once, and over several joins by one step", async () => {
    const elsewhere = stage.process();
    const [there, here] = [stage.person("telegram", "lovelace", elsewhere), stage.person("discord", "ada", elsewhere)];
    const gone = await idOf(there);
    await idOf(here);
    await linkPeople(ada, lovelace);
    expect(await idOf(there)).toBe(await idOf(ada));
    const oldest = stage.person("playground", "grandmother");
    await stage.mongo.connection
      .getClient()
      .db()
      .collection("accounts")
      .updateOne({ _id: (await idOf(oldest)) as never }, { $set: { createdAt: new Date(0) } });
    await linkPeople(oldest, ada);
    for (const person of [there, here, lovelace, ada]) expect(await idOf(person)).toBe(await idOf(oldest));
    expect(await stage.stores.accountJoins.read(gone)).toMatchObject({ joinedInto: await idOf(oldest) });
    expect((await oldest.account()).joinedFrom).toHaveLength(2);
    await expectLaws(stage.services);
  });

  test("is swept ten minutes later, when it was stored under its name just before", async () => {
    const { survivor, gone } = await livesApart();
    await linkPeople(ada, lovelace);
    const late = finishedPicture({ id: "c".repeat(20), account: gone });
    await stage.stores.generations.insert(late);
    // Until then it is the person's all the same.
    expect((await stage.services.studio.own(late.id, await ada.account())).id).toBe(late.id);
    expect(await stage.services.links.finishDue(10)).toBe(0);
    stage.clock.move(10 * MINUTE_MS);
    expect(await stage.services.links.finishDue(10)).toBe(1);
    expect(await stage.services.links.finishDue(10)).toBe(0);
    expect(await stage.stores.generations.find(late.id)).toMatchObject({ account: survivor });
  });
});
