import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withDispute } from "../../../src/core/billing/disputes.ts";
import { isReturned, kept, type Order } from "../../../src/core/billing/order.ts";
import {
  previewOfReturn,
  withMoneyReturned,
  withRestorings,
  withReturnUndone,
} from "../../../src/core/billing/returns.ts";
import { START } from "../../support/credits.ts";
import { orderOf } from "./support.ts";

/** A pack of 500 credits for $8.99 that has given everything. */
const pack = orderOf("pack-small", {
  state: "granted",
  grants: [{ cause: "order:a", credits: 500, expiresAt: START, done: true }],
});
const back = (order: Order, amount: number, id = `refund:${order.returns.length}`) =>
  withMoneyReturned(order, { id, amount, at: START });

describe("money that went back", () => {
  test("takes everything that is unspent when it is all of it", () => {
    expect(back(pack, 899).returns).toMatchObject([{ amount: 899, credits: null, withheld: 0, reclaimed: null }]);
    expect(isReturned(back(pack, 899))).toBe(true);
  });

  test("takes its share, rounded down, when it is a part", () => {
    expect(back(pack, 1).returns).toMatchObject([{ credits: 0 }]);
    expect(back(pack, 300).returns).toMatchObject([{ credits: 166 }]);
  });

  test("counts once, however often it is told", () => {
    const once = back(pack, 300, "refund:x");
    expect(back(once, 300, "refund:x")).toBe(once);
  });

  test("takes nothing more once all that was paid is gone, and is remembered for when other money did not go", () => {
    const order = back(back(pack, 800), 800);
    expect(kept(order)).toBe(0);
    const more = back(order, 1);
    expect(more.returns.map(({ amount, credits }) => [amount, credits])).toEqual([
      [800, 444],
      [800, null],
      [1, 0],
    ]);
    const taken = { ...more, returns: more.returns.map((one) => ({ ...one, reclaimed: one.credits ?? 56 })) };
    const first = withRestorings(withReturnUndone(taken, "refund:0", START));
    expect([kept(first), first.returns.map(({ restoring }) => restoring)]).toEqual([98, [55, undefined, undefined]]);
    const both = withRestorings(withReturnUndone(first, "refund:1", START));
    expect([kept(both), both.returns.map(({ restoring }) => restoring)]).toEqual([898, [55, 445, undefined]]);
  });

  test("that did not go is given back as if only the other money had gone, which had found nothing because of it", () => {
    const twice = back(back(pack, 300), 300);
    const taken = { ...twice, returns: twice.returns.map((one, at) => ({ ...one, reclaimed: at === 0 ? 50 : 0 })) };
    const undone = withRestorings(withReturnUndone(taken, "refund:0", START));
    expect(undone.returns.map(({ restoring }) => restoring)).toEqual([0, undefined]);
    const waits = { ...twice, returns: twice.returns.map((one) => ({ ...one, undoneAt: START })) };
    expect(withRestorings(waits)).toBe(waits);
  });

  test("takes the same in several parts as at once, and the last part takes all that is left", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 898 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, (parts) => {
        const order = parts.reduce((one, amount) => back(one, amount), pack);
        const returned = 899 - kept(order);
        const taken = order.returns.reduce((total, { credits }) => total + (credits ?? 0), 0);
        if (returned < 899) expect(taken).toBe(Math.floor((500 * returned) / 899));
        else expect(order.returns.filter(({ credits }) => credits === null)).toHaveLength(1);
      }),
    );
  });

  test("is foretold exactly", () => {
    expect(previewOfReturn(pack, 899, 123)).toBe(123);
    expect(previewOfReturn(pack, 300, 123)).toBe(123);
    expect(previewOfReturn(pack, 300, 400)).toBe(166);
    expect(previewOfReturn(back(pack, 899), 899, 0)).toBe(0);
  });
});

describe("a dispute", () => {
  const dispute = { id: "dp_1", payment: "pi_1", order: pack.id, invoice: null, amount: pack.price } as const;
  const opened = withDispute(pack, { ...dispute, state: "open" }, START);

  test("is looked at by a person of ours, and freezes what the order has given", () => {
    expect(opened).toMatchObject({ unsettled: true, disputes: [{ state: "open", done: false }] });
    expect(opened.reviews.map(({ reason }) => reason)).toEqual(["disputed"]);
    expect(withDispute(opened, { ...dispute, state: "open" }, START)).toBe(opened);
  });

  test("that is won leaves the credits; that is lost takes them as a refund of the amount does", () => {
    expect(withDispute(opened, { ...dispute, state: "won" }, START).returns).toEqual([]);
    const lost = withDispute(opened, { ...dispute, state: "lost" }, START);
    expect(lost.returns).toMatchObject([{ id: "dispute:dp_1", amount: 899, credits: null }]);
  });

  test("stays as it was decided when older news comes late", () => {
    const lost = withDispute(pack, { ...dispute, state: "lost" }, START);
    expect(withDispute(lost, { ...dispute, state: "open" }, START)).toBe(lost);
  });
});
