import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { orderNumber } from "../../../src/core/billing/order.ts";
import type { AuditEntry } from "../../../src/core/desk/audit.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf } from "./stage.ts";

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
});
afterAll(() => easel.stop());
beforeEach(() => easel.clock.move(60_000));

const trail = async (subject: string | null) =>
  (await easel.audit.latest(subject, 20))
    .toReversed()
    .map(({ actor, action, reason, before, after }: AuditEntry) => [actor, action, reason, before, after]);

async function bought(user: string): Promise<string> {
  const offer = easel.billing.offers.find("pack-small");
  if (offer === null) throw new Error("no offer");
  const account = await easel.accounts.of(identityOf(user));
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: `buy:${user}`, language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  return placed.order.id;
}

test("what operators decide about refunds is kept with who, why, before and after, once for each decision", async () => {
  const order = await bought("ann");
  const { id: ann } = await easel.accounts.of(identityOf("ann"));
  await easel.billing.requestRefund({ account: ann, order, reason: "twice" });
  const shown = await easel.say("operator", "/admin refunds");
  const form = await easel.press("operator", button(shown, "Decline"));
  for (let time = 0; time < 2; time++) await desk.fill("operator", form, { answer: "All of it was spent." });
  await easel.billing.requestRefund({ account: ann, order, reason: "again" });
  easel.clock.move(1);
  const again = await easel.say("presser", "/admin refunds");
  await desk.press("presser", await desk.press("presser", again, "Give all back"), "Yes");
  expect(await trail(ann)).toEqual([
    [
      "memory:operator",
      "refund-decided",
      "All of it was spent.",
      expect.stringMatching(/^E-\S+ open$/u),
      "gives nothing",
    ],
    ["memory:presser", "refund-decided", null, expect.stringMatching(/^E-\S+ open$/u), "gives all"],
  ]);
});

test("one's own refund is decided by somebody else", async () => {
  const order = await bought("operator");
  const { id } = await easel.accounts.of(identityOf("operator"));
  await easel.billing.requestRefund({ account: id, order, reason: "mine" });
  const shown = await easel.say("operator", "/admin refunds");
  expect((await easel.press("operator", button(shown, "Give all back"))).text).toContain("Somebody else of ours");
  const other = await easel.say("presser", "/admin refunds");
  await desk.press("presser", await desk.press("presser", other, "Give all back"), "Yes");
  expect(await trail(id)).toEqual([
    ["memory:presser", "refund-decided", null, expect.stringMatching(/^E-\S+ open$/u), "gives all"],
  ]);
});

test("a bank's question is closed in the trail, and whoever comes too late is there as such", async () => {
  const order = await bought("ben");
  const { id: ben } = await easel.accounts.of(identityOf("ben"));
  easel.payments.dispute((await easel.billing.order(order))?.payment ?? "");
  await easel.deliver();
  const looks = await Promise.all(
    ["operator", "presser"].map(async (user) => {
      const list = await easel.say(user, "/admin orders");
      const detail = await easel.press(user, list.buttons?.[0]);
      return easel.press(user, button(detail, "Nothing is left to do"));
    }),
  );
  for (const [index, user] of ["operator", "presser"].entries()) {
    easel.clock.move(1);
    await easel.press(user, looks[index]?.buttons?.[0]);
  }
  const entries = (await trail(ben)).map(([actor, action]) => `${actor} ${action}`);
  expect(entries.toSorted()).toEqual([
    "memory:operator order-closed",
    "memory:presser order-closed",
    "memory:presser order-closed-refused",
  ]);
});

test("bans of servers and prices are kept, and what was refused is kept as refused", async () => {
  await easel.say("operator", "/admin server ban discord:123 they resell pictures");
  await easel.say("operator", "/admin server unban discord:123 they stopped");
  expect((await trail("discord:123")).toSorted()).toEqual([
    ["memory:operator", "server-banned", "they resell pictures", "admitted", "banned"],
    ["memory:operator", "server-unbanned", "they stopped", "banned", "admitted"],
  ]);
  const preview = await easel.say("operator", "/admin price seedream 99 --reason dearer");
  const other = await easel.say("presser", "/admin price seedream 98 --reason cheaper");
  for (let time = 0; time < 2; time++) await easel.press("operator", button(preview, "Announce it"));
  await easel.press("presser", button(other, "Announce it"));
  const entries = await trail("seedream");
  expect(entries.map(([actor, action, reason]) => `${actor} ${action} ${reason}`).toSorted()).toEqual([
    "memory:operator price-announced dearer",
    "memory:presser price-announced cheaper",
    "memory:presser price-announced-refused cheaper",
  ]);
});

test("the trail shows what one operator did, from each of their chats, page by page, and nothing of others", async () => {
  const record = (actor: string, number: number) =>
    easel.audit.record({
      ...{ cause: `${actor}:${number}`, actor, action: `did-${number}`, subject: "somebody" },
      ...{ reason: null, before: null, after: null },
    });
  for (let number = 0; number < 10; number++) {
    easel.clock.move(1);
    await record("memory:leaver", number);
    await record("memory:stayer", number);
  }
  await easel.accounts.of(identityOf("leaver"));
  for (const way of ["memory:leaver", "@leaver"]) {
    const page = await easel.say("operator", `/admin audit by ${way}`);
    expect(page.title).toBe(`Audit trail: what ${way} did`);
    const older = await easel.press("operator", button(page, "Older"));
    const shown = `${page.text}\n\n${older.text}`.split("\n\n");
    expect(shown.map((line) => line.split(" · ").slice(1, 3).join(" "))).toEqual(
      Array.from({ length: 10 }, (_, index) => `memory:leaver did-${9 - index}`),
    );
  }
  expect((await easel.say("operator", "/admin audit by memory:nobody")).text).toBe("Nothing was done.");
});

test("a release that is refused because the account was closed says so, and how the money goes back", async () => {
  const account = await easel.accounts.of(identityOf("closed"));
  const offer = easel.billing.offers.find("pack-small") ?? expect.fail();
  const { order } = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: "buy:closed", language: "en" },
  });
  const termination = { id: "s", kind: "termination", reason: "terms", effectiveAt: easel.clock.now(), until: null };
  const accounts = easel.mongo.connection.getClient().db().collection<{ _id: string }>("accounts");
  await accounts.updateOne({ _id: account.id }, { $set: { sanctions: [termination] } });
  easel.payments.pay(order.checkout?.id ?? "");
  await easel.deliver();
  const list = await easel.say("operator", "/admin orders");
  const look = list.buttons?.find(({ label }) => label.includes(orderNumber(order.id)));
  const asked = await easel.press("operator", button(await easel.press("operator", look), "Give its credits"));
  const refused = await easel.press("operator", button(asked, "Yes"));
  expect(refused.tone).toBe("refusal");
  expect(refused.text).toContain("nobody can be given the credits: the account was closed.");
  expect(refused.text).toContain("refund the payment");
  const { version } = (await easel.billing.order(order.id)) ?? expect.fail();
  await easel.billing.closeReviews({ order: order.id, seen: version, by: "memory:operator" });
});
