import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carryOutSanctions } from "../../../jobs/carry-out-sanctions.ts";
import { eraseAccounts } from "../../../jobs/erase-accounts.ts";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import type { SanctionOrder } from "../../../src/core/moderation/conduct.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { codeIn, type LinkingStage, linkingStage, linkPeople, type Person } from "../../support/linking.ts";
import { order } from "./sanctions-stage.ts";

let stage: LinkingStage;
beforeAll(async () => {
  stage = await linkingStage();
});
afterAll(() => stage.stop());

let count = 0;
/** Somebody new, with the terms behind them. */
async function somebody(platform: Person["identity"]["platform"] = "playground"): Promise<Person> {
  const person = stage.person(platform as "playground", `person${++count}`);
  await person.accept();
  return person;
}
const idOf = async (person: Person) => (await person.account()).id;
async function impose(person: Person, changes: Partial<SanctionOrder>) {
  const account = await idOf(person);
  return stage.services.sanctions.impose(order(`desk:${account}:${++count}`, { ...changes, account }));
}
async function pass(duration_ms: number): Promise<void> {
  stage.clock.move(duration_ms);
  await carryOutSanctions.run(undefined, stage.services);
  // What keeps its own times, such as a goodbye that nobody brings, is looked at again.
  for (let round = 0; round < 2; round++) await eraseAccounts.run(undefined, stage.services);
}
const press = async (person: Person, command: string, button: string, ...args: string[]) =>
  person.press({ buttons: [{ label: "x", token: encodeButton(command, button, await idOf(person), ...args) }] }, "x");

describe("somebody who is suspended", () => {
  test("is so in every chat of theirs, and can still do what the terms promise (T18)", async () => {
    const ada = await somebody("discord");
    const lovelace = await somebody("telegram");
    await linkPeople(ada, lovelace);
    await impose(ada, { duration_hours: 24, reason: "pattern" });
    expect((await lovelace.say("/imagine a red fox")).text).toContain("Your account is suspended until ");
    for (const command of ["imagine a fox", "edit make it blue", "settings", "buy", "history", "styles", "link"]) {
      expect((await ada.say(`/${command}`)).text, command).toContain("/appeal");
    }
    for (const command of ["terms", "balance", "privacy", "support", "appeal", "paysupport", "help", "start"]) {
      const { tone, text } = await lovelace.say(`/${command}`);
      expect(text ?? "", command).not.toContain("is suspended until");
      expect(tone, command).not.toBe("fault");
    }
    // Both chats share one pace.
    stage.clock.move(MINUTE_MS);
    expect((await ada.say("/start")).text).toContain("If we got it wrong, /appeal");
    expect((await ada.say("/cancel")).text ?? "").not.toContain("suspended");
    expect((await ada.say("/subscription resume")).text).toContain("suspended");
    expect((await press(ada, "subscription", "change")).text).toContain("suspended");
    expect((await press(ada, "imagine", "again", "x".repeat(20))).text).toContain("suspended");
    // To the millisecond, and no job has run.
    stage.clock.move(24 * HOUR_MS - MINUTE_MS - 1);
    expect((await ada.say("/settings")).text).toContain("suspended");
    stage.clock.move(1);
    expect((await ada.say("/settings")).text ?? "").not.toContain("suspended");
  });

  test("or is about to be closed out, neither links nor leaves", async () => {
    const ada = await somebody("discord");
    const lovelace = await somebody("telegram");
    await linkPeople(ada, lovelace);
    const bob = await somebody();
    const code = codeIn(await bob.say("/link"));
    await impose(ada, { kind: "termination" });
    // Announced only: all else works until then.
    expect((await ada.say("/settings")).tone).not.toBe("refusal");
    expect((await ada.say(`/link ${code}`)).text).toContain("cannot be linked");
    const unlink = await ada.press(await ada.say("/unlink"), `Unlink ${lovelace.identity.name}`);
    expect(unlink.tone).toBe("refusal");
  });

  test("leaves no sanction behind by being erased, and may come again when it is over", async () => {
    const ada = await somebody();
    await impose(ada, { duration_hours: 72 });
    await ada.press(await ada.say("/privacy delete"), "Yes");
    await pass(DAY_MS + MINUTE_MS);
    const again = await ada.say("/start");
    expect(again).toMatchObject({ tone: "refusal", onlyCaller: true });
    expect(again.text).toContain("no new one can be opened");
    stage.clock.move(48 * HOUR_MS);
    expect((await ada.say("/start")).text).not.toContain("no new one");
  });

  test("while the goodbye of an erasure waits leaves no sanction behind either", async () => {
    const ada = await somebody("discord");
    await ada.press(await ada.say("/privacy delete"), "Yes");
    stage.clock.move(DAY_MS + MINUTE_MS);
    // Nobody who could say it is there.
    const worker = stage.process(undefined, []).services;
    expect(await worker.erasures.finishDue(10)).toMatchObject({ erased: 0 });
    await impose(ada, { reason: "gravest", freezes: true });
    stage.clock.move(HOUR_MS);
    expect(await worker.erasures.finishDue(10)).toMatchObject({ erased: 1 });
    expect((await ada.say("/start")).text).toContain("no new one can be opened");
  });

  test("of the gravest kind is erased only once that was decided, and is told so", async () => {
    const ada = await somebody();
    const { id } = await impose(ada, { reason: "gravest", freezes: true });
    await ada.press(await ada.say("/privacy delete"), "Yes");
    const before = await idOf(ada);
    for (let round = 0; round < 2; round++) await pass(DAY_MS + MINUTE_MS);
    expect(await idOf(ada)).toBe(before);
    await stage.services.notices.sendDue(100);
    expect(ada.inbox().filter(({ text }) => text?.includes("cannot be deleted yet"))).toHaveLength(1);
    await stage.services.sanctions.lift(id, "playground:root", "a mistake");
    await pass(DAY_MS + MINUTE_MS);
    expect(await stage.services.accounts.find(before)).toBeNull();
    expect(await idOf(ada)).not.toBe(before);
  });
});

test("an account that is closed is erased after its time, and its people do not come again, but by a decision", async () => {
  const ada = await somebody("discord");
  const lovelace = await somebody("telegram");
  await linkPeople(ada, lovelace);
  const account = await idOf(ada);
  const { id } = await impose(ada, { kind: "termination", withoutNotice: "harm", forfeits: true, note: "Enough." });
  expect((await lovelace.say("/imagine a fox")).text).toContain("Your account is closed");
  expect((await lovelace.say("/privacy export")).tone).not.toBe("refusal");
  expect((await lovelace.say("/balance")).title).toContain("0");
  await pass(29 * DAY_MS);
  expect(await stage.services.accounts.find(account)).not.toBeNull();
  await pass(DAY_MS + MINUTE_MS);
  expect(await stage.services.accounts.find(account)).toBeNull();
  await stage.services.notices.sendDue(100);
  expect(ada.inbox().at(-1)?.text).toContain("your closed account is being deleted");
  for (const person of [ada, lovelace]) expect((await person.say("/start")).text).toContain("no new one can be opened");
  await pass(HOUR_MS + MINUTE_MS);
  expect(await stage.services.sanctions.find(id)).toMatchObject({ note: null, carriedOutAt: expect.any(Date) });
  // Nothing of what bars them says who they are.
  const bars = await stage.mongo.connection.getClient().db().collection("barred").find().toArray();
  for (const { identity } of [ada, lovelace]) expect(JSON.stringify(bars)).not.toContain(identity.user);
  expect((await stage.services.sanctions.standing(account)).state).toBe("terminated");
  await stage.services.sanctions.lift(id, "playground:root", "a court says so");
  expect((await ada.say("/start")).text).not.toContain("no new one");
});

test("an account from before there were sanctions is in good standing", async () => {
  const ada = await somebody();
  const accounts = stage.mongo.connection.getClient().db().collection<{ _id: string }>("accounts");
  await accounts.updateOne({ _id: await idOf(ada) }, { $unset: { sanctions: 1 } });
  expect((await ada.account()).sanctions).toEqual([]);
  expect((await ada.say("/settings")).tone).not.toBe("refusal");
  await impose(ada, {});
  expect((await ada.say("/settings")).text).toContain("until one of us has looked at it");
});
