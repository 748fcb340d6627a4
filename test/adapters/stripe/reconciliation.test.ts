import { expect, test } from "vitest";
import { DAY_MS, found, HOUR_MS, readAll, startStage } from "./stage.ts";

test("everything since a moment is listed, and nothing from before", async () => {
  await using stage = await startStage();
  const { sandbox, payments } = stage;
  const before = await stage.bought("pack-small", { order: "before", account: "a" });
  sandbox.refund(found(before.paymentId), 1);
  const old = await stage.bought("starter-month", { order: "old-plan", account: "a" });
  await payments.cancelNow(found(old.subscription));
  stage.clock.move(3 * DAY_MS);
  const since = stage.clock.now();

  const pack = await stage.bought("pack-large", { order: "pack", account: "b" });
  await stage.checkout("pack-large", { order: "never-paid", account: "b" });
  const plan = await stage.bought("creator-month", { order: "plan", account: "b" });
  const ended = await stage.bought("creator-month", { order: "ended", account: "c" });
  await payments.cancelNow(found(ended.subscription));
  const refund = sandbox.refund(found(pack.paymentId), 100);
  const dispute = sandbox.dispute(found(plan.paymentId));

  expect((await readAll(payments.checkoutsSince(since))).map(({ order }) => order)).toEqual(["ended", "plan", "pack"]);
  expect((await readAll(payments.invoicesSince(since))).map(({ order }) => order)).toEqual(["ended", "plan"]);
  expect((await readAll(payments.refundsSince(since))).map(({ id, order }) => [id, order])).toEqual([[refund, "pack"]]);
  const [disputed] = await readAll(payments.disputesSince(since));
  expect(disputed).toMatchObject({ id: dispute, payment: plan.paymentId, invoice: expect.stringMatching(/^in_/) });
  const subscriptions = await readAll(payments.subscriptionsSince(since));
  expect(subscriptions.map(({ order, state }) => [order, state])).toEqual([
    ["plan", "active"],
    ["ended", "ended"],
  ]);
  expect(await readAll(payments.checkoutsSince(new Date(since.getTime() + 25 * HOUR_MS)))).toEqual([]);
});

test("a list goes on over as many pages as there are", async () => {
  await using stage = await startStage();
  const { paymentId } = await stage.bought("pack-large");
  const ids = Array.from({ length: 230 }, () => stage.sandbox.refund(found(paymentId), 1));
  const listed = await readAll(stage.payments.refundsSince(new Date(0)));
  expect(listed.map(({ id }) => id)).toEqual(ids.reverse());
  const pages = stage.sandbox.calls().filter(({ method, path }) => method === "GET" && path === "/v1/refunds");
  expect(pages).toHaveLength(3);
});
