import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { DAY_MS } from "../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const facts = ({ fields = [] }: Reply) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
const labels = ({ buttons = [] }: Reply) => buttons.map(({ label }) => label);
const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));
const day = (days: number) => {
  const date = new Date(easel.clock.now().getTime() + days * DAY_MS);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
};

async function subscribe(user: string, key = "creator-month"): Promise<string> {
  const offer = easel.billing.offers.find(key);
  if (offer === null) throw new Error("no offer");
  const account = await easel.accounts.of(identityOf(user));
  await easel.accounts.accept(account, "memory");
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: `buy:${user}`, language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  const found = await easel.billing.subscriptionOf(account.id);
  return found?.id ?? "";
}

describe("/subscription", () => {
  test("shows the plan, its next payment, what is left of it and its invoices", async () => {
    await subscribe("ann");
    const reply = await easel.say("ann", "/subscription");
    expect(reply.title).toBe("Your plan: Creator");
    expect(facts(reply)).toEqual({
      Plan: "1500 credits a month, $19.99 a month",
      State: "active",
      "Next payment": "24 Dec 2054, $19.99",
      "Credits of this plan": "1500 credits left of what it has brought",
      "How long pictures are kept": "Creator: 365 days",
      Invoices: "24 Nov 2054 · $19.99 · paid",
    });
    expect(labels(reply)).toEqual(["Change the plan", "Invoices and card", "Cancel the plan"]);
  });

  test("without a plan leads to /buy", async () => {
    expect((await easel.say("nobody", "/subscription")).text).toContain("/buy");
    expect((await easel.say("nobody", "/subscription cancel")).text).toContain("You have no plan");
  });

  test("cancels after it has asked, keeps it again, and shows the same as the portal (T17)", async () => {
    const id = await subscribe("bea");
    const asked = await easel.say("bea", "/subscription cancel");
    expect(asked.text).toContain("Creator would end on 24 Dec 2054.");
    const ends = await easel.press("bea", button(asked, "Yes, cancel it"));
    expect(ends.replacesOrigin).toBe(true);
    expect(facts(ends)["Ends"]).toBe("24 Dec 2054; credits that you have stay yours until they expire");
    expect(labels(ends)).toEqual(["Keep the plan", "Invoices and card"]);

    const kept = await easel.press("bea", button(ends, "Keep the plan"));
    expect(kept.text).toBe("Good: your plan goes on.");
    easel.payments.cancelInPortal(id, true);
    await easel.deliver();
    expect(facts(await easel.say("bea", "/subscription"))).toEqual(facts(ends));
    const told = easel.chat.directs("bea").filter(({ title }) => title === "Your plan ends with its period");
    expect(told).toHaveLength(2);
  });

  test("pressed twice, or answered no, changes nothing more", async () => {
    await subscribe("cleo");
    const asked = await easel.say("cleo", "/subscription cancel");
    const no = await easel.press("cleo", button(asked, "No, keep it"));
    expect(facts(no)["Next payment"]).toBeDefined();
    await easel.press("cleo", button(asked, "Yes, cancel it"));
    const again = await easel.press("cleo", button(asked, "Yes, cancel it"));
    expect(facts(again)["Ends"]).toBeDefined();
    expect((await easel.say("cleo", "/subscription cancel")).title).toBe("Your plan: Creator");
    expect((await easel.press("dora", button(asked, "Yes, cancel it"))).text).toContain("somebody else");
  });

  test("changes to a better plan at once, after it has said what that costs", async () => {
    await subscribe("emil", "starter-month");
    const choices = await easel.press("emil", button(await easel.say("emil", "/subscription"), "Change the plan"));
    expect(labels(choices)).toEqual([
      ...["Starter · $69.90 a year", "Creator · $19.99 a month", "Creator · $199.90 a year"],
      ...["Studio · $59.99 a month", "Studio · $599.90 a year"],
    ]);
    const asked = await easel.press("emil", button(choices, "Creator · $19.99"));
    expect(asked.text).toContain("Your card is charged straight away.");
    expect(easel.payments.payments.size).toBeGreaterThan(0);
    const yes = button(asked, "Yes, pay and change");
    const token = yes !== undefined && "token" in yes ? yes.token : "";
    const charged = easel.payments.invoices.size;
    const done = await easel.act("emil", { kind: "button", token }, "memory:change");
    expect(done.text).toContain("Welcome to Creator.");
    // The same press once more is no second change, and no second charge.
    const again = await easel.act("emil", { kind: "button", token }, "memory:change");
    expect(again.text).toContain("That is the plan you have.");
    await easel.deliver();
    expect(easel.payments.invoices.size).toBe(charged + 1);
    const reply = await easel.say("emil", "/subscription");
    expect(facts(reply)["Credits of this plan"]).toBe("2000 credits left of what it has brought");
  });

  test("changes to a smaller plan at the period’s end, and takes that back", async () => {
    await subscribe("finn");
    const ask = async (label: string) => {
      const overview = await easel.say("finn", "/subscription");
      const choices = await easel.press("finn", button(overview, "Change the plan"));
      return easel.press("finn", button(choices, label));
    };
    const asked = await ask("Starter · $6.99");
    expect(asked.text).toBe(
      `From ${day(30)} on you would have Starter: 500 credits a month for $6.99. Until then everything stays as it is.`,
    );
    expect((await easel.press("finn", button(asked, "Yes, change it"))).text).toContain(
      `Starter begins on ${day(30)}.`,
    );
    expect(facts(await easel.say("finn", "/subscription"))["Planned change"]).toBe(`Starter from ${day(30)} on`);
    const back = await ask("Stay with Creator");
    expect((await easel.press("finn", button(back, "Yes, change it"))).text).toBe("You stay with Creator.");
    expect(facts(await easel.say("finn", "/subscription"))["Planned change"]).toBeUndefined();
  });

  test("leads to the provider’s page, for its person alone", async () => {
    await subscribe("gina");
    const reply = await easel.press("gina", button(await easel.say("gina", "/subscription"), "Invoices and card"));
    expect(reply).toMatchObject({
      onlyCaller: true,
      buttons: [{ url: expect.stringContaining("https://portal.test/") }],
    });
  });

  test("answers without its invoices while the provider is away", async () => {
    await subscribe("hugo");
    easel.payments.unreachable = 1;
    const reply = await easel.say("hugo", "/subscription");
    expect(facts(reply)["State"]).toBe("active");
    expect(facts(reply)["Invoices"]).toBeUndefined();
  });
});

describe("somebody with two plans", () => {
  test("sees both, and each button is about the one it shows", async () => {
    const account = await easel.accounts.of(identityOf("two"));
    const pages = [];
    for (const key of ["starter-month", "creator-month"]) {
      const offer = easel.billing.offers.find(key);
      if (offer === null) throw new Error("no offer");
      const placed = await easel.billing.buy({
        ...{ account, offer, currency: "usd", method: "stripe", cause: `two:${key}`, language: "en" },
      });
      pages.push(placed.order.checkout?.id ?? "");
    }
    for (const page of pages) easel.payments.pay(page);
    await easel.deliver();
    const list = await easel.say("two", "/subscription");
    expect(list.title).toBe("Your plans");
    expect(list.fields?.map(({ name }) => name).toSorted()).toEqual(["Creator", "Starter"]);
    const starter = list.buttons?.find(({ label }) => label.endsWith("Starter"));
    const shown = await easel.press("two", starter);
    expect(labels(shown)).toEqual(["Invoices and card", "Cancel the plan"]);
    const asked = await easel.press("two", button(shown, "Cancel the plan"));
    expect(asked.text).toContain("Starter would end");
    expect(labels(await easel.press("two", button(asked, "Yes, cancel it")))).toContain("Keep the plan");
    const both = await easel.billing.subscriptionsOf(account.id);
    expect(both.map(({ offer, cancelAtPeriodEnd }) => [offer, cancelAtPeriodEnd]).toSorted()).toEqual([
      ["creator-month", false],
      ["starter-month", true],
    ]);
    // Without a choice it is asked which one is meant.
    expect((await easel.say("two", "/subscription cancel")).title).toBe("Your plans");
    expect((await easel.say("two", "/subscription resume")).title).toBe("Your plans");
  });
});
