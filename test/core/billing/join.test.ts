import { describe, expect, test } from "vitest";
import { type TestBilling, testBilling } from "../../support/billing.ts";

async function page(easel: TestBilling, account: string, key: string): Promise<{ order: string; page: string }> {
  const offer = easel.billing.offers.find(key);
  if (offer === null) throw new Error(`no offer ${key}`);
  const cause = `click:${account}:${key}`;
  const placed = await easel.billing.buy({
    ...{ account: easel.account(account), offer, currency: "usd", method: "stripe", cause, language: "en" },
  });
  if (placed.outcome !== "open") throw new Error(`the order is ${placed.outcome}`);
  return { order: placed.order.id, page: placed.order.checkout?.id ?? "" };
}
const stateOf = async (easel: TestBilling, order: string) => (await easel.billing.order(order))?.state;

describe("when two accounts become one", () => {
  test.each([
    ["bob", "ann"],
    ["ann", "bob"],
  ])(
    "of which one is subscribed, the other's open page of a plan can no longer be paid (%s into %s)",
    async (from, into) => {
      const easel = testBilling();
      await easel.bought("ann", "creator-month");
      const plan = await page(easel, "bob", "starter-month");
      const pack = await page(easel, "bob", "pack-small");
      easel.account("ann");
      await easel.billing.moveAccount(from, into);
      expect(await easel.provider.findCheckout(plan.page)).toMatchObject({ state: "expired" });
      expect(await stateOf(easel, plan.order)).toBe("expired");
      expect(await stateOf(easel, pack.order)).toBe("open");
      // A step of a join is repeated.
      await easel.again().moveAccount(from, into);
      expect((await easel.billing.subscriptionOf(into))?.offer).toBe("creator-month");
    },
  );

  test("that had the same choice open, one page is left to be paid", async () => {
    const easel = testBilling();
    const pages = [await page(easel, "ann", "pack-small"), await page(easel, "bob", "pack-small")];
    await easel.billing.moveAccount("bob", "ann");
    const states = await Promise.all(pages.map(({ order }) => stateOf(easel, order)));
    expect(states).toEqual(["open", "expired"]);
    expect(await page(easel, "ann", "pack-small")).toEqual(pages[0]);
  });

  test("while the provider is away, the join goes on and the sweep closes the page", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-month");
    const plan = await page(easel, "bob", "starter-month");
    const expire = easel.provider.expireCheckout.bind(easel.provider);
    easel.provider.expireCheckout = () => Promise.reject(new Error("away"));
    await easel.billing.moveAccount("bob", "ann");
    expect(await stateOf(easel, plan.order)).toBe("open");
    expect(easel.log.lines.at(-1)).toMatchObject({ level: "warn" });
    easel.provider.expireCheckout = expire;
    await easel.billing.moveAccount("bob", "ann");
    expect(await stateOf(easel, plan.order)).toBe("expired");
  });
});
