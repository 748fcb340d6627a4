import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderNumber } from "../../src/core/billing/order.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { available } from "../../src/core/credits/wallet.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());
// All of these share one operator, who may say so much in a minute.
beforeEach(() => easel.clock.move(60_000));

const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));
const credits = async (user: string) => {
  const { id } = await easel.accounts.of(identityOf(user));
  return available(await easel.ledger.wallet(id), easel.clock.now());
};

async function bought(user: string, key = "pack-small"): Promise<string> {
  const offer = easel.billing.offers.find(key);
  if (offer === null) throw new Error("no offer");
  const account = await easel.accounts.of(identityOf(user));
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: `buy:${user}:${key}`, language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  return placed.order.id;
}

async function fill(user: string, form: Reply, values: Record<string, string>): Promise<Reply> {
  return easel.act(user, { kind: "form", token: form.form?.token ?? "", values });
}

async function ask(user: string, id: string, reason = "I clicked twice"): Promise<Reply> {
  const preview = await easel.say(user, `/refund ${orderNumber(id)}`);
  const form = await easel.press(user, button(preview, "Ask for a refund"));
  return fill(user, form, { reason });
}

/** Takes the request off the desk, where the next test looks for its own. */
async function declined(order: string): Promise<void> {
  const request = (await easel.billing.refundRequests(10)).find((one) => one.order === order);
  await easel.billing.decideRefund(request?.id ?? "", { give: "nothing", answer: "no" }, "memory:operator");
}

/** The request that operators see first is that of this order. */
async function atTheDesk(id: string): Promise<Reply> {
  const reply = await easel.say("operator", "/admin refunds");
  expect(reply.text).toContain(orderNumber(id));
  return reply;
}

describe("/refund", () => {
  test("lists the orders that money can come back of, and foretells what would go", async () => {
    const id = await bought("ann");
    const number = orderNumber(id);
    const { id: account } = await easel.accounts.of(identityOf("ann"));
    await easel.ledger.hold(account, { cause: "picture", amount: 120, reason: "picture" });
    await easel.ledger.capture(account, { hold: "picture", amount: 120, reason: "picture" });
    const list = await easel.say("ann", "/refund");
    expect(list.fields?.[0]?.value).toBe(`${number} · Small pack: 500 credits · $8.99 · 24 Nov 2054`);
    const preview = await easel.press("ann", button(list, `Refund ${number}`));
    expect(preview.text).toContain(
      "Up to $8.99 could come back. With all of it, 380 credits that you have not spent would go",
    );
    expect((await easel.say("ann", "/paysupport")).fields?.[0]?.value).toContain(number);
  });

  test("opens one request, which an operator carries out: the money first, then the credits", async () => {
    const id = await bought("bob");
    expect((await ask("bob", id)).title).toBe("Your request is with us");
    expect((await ask("bob", id)).text).toContain("You have asked for order");
    expect(await credits("bob")).toBe(500);
    const desk = await atTheDesk(id);
    expect(desk.text).toContain("500 of 500 credits unspent");
    expect(desk.text).toContain("“I clicked twice”");
    const preview = await easel.press("operator", button(desk, "Give all back"));
    expect(preview.fields?.map(({ value }) => value)).toEqual([
      "$8.99: all that is left of it",
      "500 credits of 500 unspent",
    ]);
    expect((await easel.press("operator", button(preview, "No"))).text).toBe("Nothing was done.");
    await easel.deliver();
    expect(await credits("bob")).toBe(500);
    const done = await easel.press("operator", button(preview, "Yes"));
    expect(done.text).toContain("Done");
    await easel.deliver();
    expect((await easel.press("operator", button(preview, "Yes"))).text).toContain("decided this request already");
    expect(await credits("bob")).toBe(0);
    const told = easel.chat.directs("bob").filter(({ title }) => title === "Your money is on its way back");
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining("500 credits that you had not spent are gone"),
    ]);
    expect((await easel.press("operator", button(desk, "Give all back"))).text).toContain(
      "decided this request already",
    );
    expect((await easel.say("bob", `/refund ${orderNumber(id)}`)).text).toContain("has gone back already");
    expect((await easel.press("operator", button(done, "Next request"))).text).toBe("Nothing waits.");
  });

  test("is given in part, an amount at a time, never more than is left", async () => {
    const id = await bought("cora");
    await ask("cora", id);
    const form = await easel.press("operator", button(await atTheDesk(id), "Give a part back"));
    expect(form.form?.fields[0]?.label).toBe("How much, in USD?");
    expect((await fill("operator", form, { amount: "lots" })).text).toContain("at most $8.99");
    expect((await fill("operator", form, { amount: "9" })).text).toContain("At most $8.99 of this order");
    expect((await fill("operator", form, { amount: "8,99 €" })).text).toContain("at most $8.99");
    const preview = await fill("operator", form, { amount: "4,50" });
    expect(preview.fields?.map(({ value }) => value)).toEqual(["$4.50 of $8.99", "250 credits of 500 unspent"]);
    expect(await credits("cora")).toBe(500);
    expect((await easel.press("operator", button(preview, "Yes"))).text).toContain("Done");
    await easel.deliver();
    expect(await credits("cora")).toBe(250);
  });

  test("is declined with a reason that its person reads", async () => {
    const id = await bought("dan");
    await ask("dan", id);
    const form = await easel.press("operator", button(await atTheDesk(id), "Decline"));
    expect((await fill("operator", form, { answer: "  " })).tone).toBe("refusal");
    await fill("operator", form, { answer: "All of it was spent." });
    await easel.notices.sendDue(10);
    expect(easel.chat.directs("dan").at(-1)?.text).toContain("The reason: All of it was spent.");
    expect(await credits("dan")).toBe(500);
  });

  test("of an order of somebody else, of a made-up one or of none is refused", async () => {
    const id = await bought("eve");
    const number = orderNumber(id);
    for (const given of [number, "E-ZZZZ-ZZZZ", "nonsense"]) {
      expect((await easel.say("mallory", `/refund ${given}`)).text).toContain("There is no such paid order of yours.");
    }
    const form = await easel.press("eve", button(await easel.say("eve", `/refund ${number}`), "Ask"));
    expect((await fill("mallory", form, { reason: "mine" })).text).toContain("somebody else");
    expect((await fill("eve", form, { reason: "" })).tone).toBe("refusal");
    expect((await easel.say("mallory", "/refund")).text).toContain("There is no order whose money could go back");
  });

  test("that the provider refuses waits for another decision, with its word", async () => {
    const id = await bought("finn");
    const { payment } = (await easel.billing.order(id)) ?? {};
    easel.payments.dispute(payment ?? "");
    await easel.deliver();
    await ask("finn", id);
    const preview = await easel.press("operator", button(await atTheDesk(id), "Give all back"));
    const refused = await easel.press("operator", button(preview, "Yes"));
    expect(refused.tone).toBe("refusal");
    // The same press once more asks the provider nothing.
    expect((await easel.press("operator", button(preview, "Yes"))).text).not.toContain("charge_disputed");
    const desk = await atTheDesk(id);
    expect(desk.text).toContain("charge_disputed");
    expect(desk.text).toContain("bank disputes the payment");
    const form = await easel.press("operator", button(desk, "Decline"));
    await fill("operator", form, { answer: "Your bank decides." });
  });
});

describe("/admin", () => {
  test("is for operators alone, its buttons too, and attempts are logged", async () => {
    const id = await bought("gus");
    await ask("gus", id);
    const desk = await atTheDesk(id);
    const before = easel.log.lines.length;
    expect((await easel.say("gus", "/admin refunds")).text).toContain("for the people who run Easel");
    const all = button(desk, "Give all back");
    const token = all !== undefined && "token" in all ? all.token : "";
    const { id: account } = await easel.accounts.of(identityOf("gus"));
    // A token that somebody made up for themselves.
    const forged = token.split("/").with(2, account.slice(0, 8)).join("/");
    expect((await easel.act("gus", { kind: "button", token: forged })).text).toContain("for the people who run Easel");
    const denied = easel.log.lines.slice(before).filter(({ level }) => level === "warn");
    expect(denied.map(({ facts }) => facts["identity"])).toEqual(["memory:gus", "memory:gus"]);
    expect(await credits("gus")).toBe(500);
    await declined(id);
  });
});

test("operators see what is approved and has not arrived, a page at a time", async () => {
  easel.payments.refundsArePending = true;
  const ids: string[] = [];
  for (const user of ["p1", "p2", "p3", "p4", "p5", "p6"]) {
    const id = await bought(user);
    ids.push(id);
    await ask(user, id);
    const request = (await easel.billing.refundRequests(10)).find((one) => one.order === id);
    if (user === "p6") easel.payments.unreachable = 1;
    await easel.billing.decideRefund(request?.id ?? "", { give: "all" }, "memory:operator");
  }
  const desk = await easel.say("operator", "/admin refunds");
  expect(desk.fields?.[0]?.value.split("\n")).toHaveLength(5);
  const more = await easel.press("operator", button(desk, "Show more"));
  expect(more.text).toBe(`${orderNumber(ids[5] ?? "")} · $8.99 · waits to be sent to the payment provider`);
  expect((await easel.press("operator", button(more, "Refund requests"))).title).toBe("Refund requests");
  await easel.billing.carryOutDue();
  for (const refund of easel.payments.refunds.values()) {
    if (refund.state === "pending") easel.payments.confirmRefund(refund.id, true);
  }
  easel.payments.refundsArePending = false;
  await easel.deliver();
  expect(await easel.billing.refundsUnderWay(10)).toEqual([]);
});

test("what a person writes about a refund is stored once and reaches no log", async () => {
  const id = await bought("hal");
  await ask("hal", id, "my cat stepped on the keyboard");
  expect(JSON.stringify(easel.log.lines)).not.toContain("my cat");
  expect((await everythingIn(easel.mongo)).split("my cat").length - 1).toBe(1);
  await declined(id);
});
