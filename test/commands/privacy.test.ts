import { afterAll, beforeAll, expect, test } from "vitest";
import { kinds } from "../../adapters/telegram/remembered.ts";
import { retention } from "../../src/core/privacy/retention.ts";
import { DAY_MS } from "../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const labels = (reply: { buttons?: readonly { label: string }[] }) => reply.buttons?.map(({ label }) => label);

test("/privacy says what is kept and for how long, also to whoever has accepted nothing", async () => {
  const reply = await easel.say("stranger", "/privacy");
  expect(reply.text).toContain("(T14)");
  expect(reply.text).toContain("(T15)");
  const kept = new Map(reply.fields?.map(({ name, value }) => [name, value]));
  expect(kept.get("Pictures and prompts")).toBe("90 days, or until you delete them, or your account");
  expect(kept.get("Pictures that you attach")).toBe("30 days, so that a result can be made again");
  expect(kept.get("What buttons remember")).toContain("90 days");
  expect(kept.get("What you spend in a server")).toBe("3 days");
  expect(kept.get("Exports that you ask for")).toBe("24 hours");
  expect(labels(reply)).toEqual(["Export my data", "Delete my account", "Read the terms"]);
  const clauses = (await easel.press("stranger", reply.buttons?.[2])).text;
  for (const clause of ["T14 · ", "T15 · "]) expect(clauses).toContain(clause);
});

test("no chat remembers for longer than /privacy says", () => {
  // Which group became which is about no person.
  const { moved: _aboutGroups, ...aboutPeople } = kinds;
  for (const { name, keep_ms } of Object.values(aboutPeople)) {
    expect(keep_ms, name).toBeLessThanOrEqual(retention.chatMemory_days * DAY_MS);
  }
});

test("/privacy export asks for a copy, and the button does the same", async () => {
  const overview = await easel.say("copy", "/privacy");
  expect((await easel.press("copy", overview.buttons?.[0])).text).toContain("I am putting it together");
  expect((await easel.say("copy", "/privacy export")).text).toContain("I am putting it together");
  await easel.exports.finishDue(10);
  expect(easel.chat.directs("copy").map(({ files }) => files?.length)).toEqual([1]);
});

test("/privacy delete names what is lost, and does nothing before it was confirmed", async () => {
  await easel.accept("gone");
  const asked = await easel.say("gone", "/privacy delete");
  expect(asked.fields).toEqual([
    { name: "Credits that are lost", value: "25 credits, at the end of that time; they are not paid out" },
    { name: "Chats", value: "gone (memory)" },
  ]);
  expect(labels(asked)).toEqual(["Yes, delete everything", "Export my data"]);
  const account = await easel.accounts.of(identityOf("gone"));
  expect(account.erasureDueAt).toBeNull();
  expect((await easel.press("somebody", asked.buttons?.[0])).text).toContain("belongs to somebody else");

  const planned = await easel.press("gone", asked.buttons?.[0]);
  expect(planned).toMatchObject({ replacesOrigin: true });
  // Asked again, it says when it will be, instead of asking once more.
  expect((await easel.say("gone", "/privacy delete")).text).toBe(planned.text);
  expect((await easel.say("gone", "/privacy keep")).text).toContain("stays as it is");
  expect((await easel.accounts.of(identityOf("gone"))).erasureDueAt).toBeNull();
});

test("a subscription is named before, ends with the account, and its books stay", async () => {
  await easel.accept("subscriber");
  const { payments, billing, clock } = easel;
  const account = await easel.accounts.of(identityOf("subscriber"));
  const offer = billing.offers.find("starter-month");
  if (offer === null) throw new Error("there is no such plan");
  const placed = await billing.buy({
    account,
    offer,
    currency: "usd",
    method: "stripe",
    cause: "buy-1",
    language: "en",
  });
  payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  const subscription = await billing.subscriptionOf(account.id);
  expect(subscription).not.toBeNull();

  const asked = await easel.say("subscriber", "/privacy delete");
  expect(asked.fields?.find(({ name }) => name === "Subscription")?.value).toContain("ends at once");
  await easel.press("subscriber", asked.buttons?.[0]);
  clock.move(DAY_MS);
  expect(await easel.erasures.finishDue(10)).toEqual({ erased: 1, swept: 0 });
  expect(await payments.findSubscription(subscription?.id ?? "")).toMatchObject({ state: "ended" });
  expect(easel.chat.directs("subscriber").map(({ text }) => text)).toContainEqual(
    expect.stringContaining("is being deleted now"),
  );
  // What the provider tells later finds nobody, and harms nobody.
  await easel.deliver();
  expect(await billing.order(placed.order.id)).toMatchObject({ account: account.id, state: "granted" });
  expect((await easel.ledger.wallet(account.id)).lots).toEqual([]);
});
