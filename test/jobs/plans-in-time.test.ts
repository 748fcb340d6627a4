import { afterAll, beforeAll, expect, test } from "vitest";
import { keepHistories } from "../../jobs/keep-histories.ts";
import { tellRenewals } from "../../jobs/tell-renewals.ts";
import { DAY_MS } from "../support/credits.ts";
import { finishedPicture } from "../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const titles = async (user: string) => {
  await easel.notices.sendDue(100);
  return easel.chat.directs(user).map(({ title }) => title);
};
const twice = async (job: typeof keepHistories) => {
  await Promise.all([job.run(undefined, easel), job.run(undefined, easel.again())]);
  await job.run(undefined, easel);
};

test("pictures that a plan no longer keeps go with their bytes, a month after their owner was told, and once", async () => {
  const { id: account } = await easel.accounts.of(identityOf("ada"));
  const now = easel.clock.now();
  for (const days of [10, 89]) {
    const picture = finishedPicture({ id: `picture-${days}`, account });
    const acceptedAt = new Date(now.getTime() - days * DAY_MS);
    const images = picture.images.map((image) => ({ ...image, key: `picture:${days}` }));
    await easel.generations.insert({ ...picture, images, acceptedAt });
    const bytes = new Uint8Array(3);
    await easel.images.put({
      ...{ key: `picture:${days}`, account, bytes, contentType: "image/png", width: 1, height: 1, keepUntil: null },
    });
  }
  await twice(keepHistories);
  expect(await titles("ada")).toEqual(["Your oldest pictures will be deleted"]);
  easel.clock.move(29 * DAY_MS);
  await twice(keepHistories);
  expect(await easel.images.read("picture:89")).not.toBeNull();
  easel.clock.move(DAY_MS);
  await twice(keepHistories);
  expect(await easel.images.read("picture:89")).toBeNull();
  expect(await easel.images.read("picture:10")).not.toBeNull();
  const person = await easel.accounts.of(identityOf("ada"));
  expect((await easel.studio.history(person, {}, 10)).map(({ id }) => id)).toEqual(["picture-10"]);
  expect(await titles("ada")).toHaveLength(1);
  expect(easel.log.lines.filter(({ level }) => level !== "info")).toEqual([]);
});

test("whoever pays by the year is told a week before the next one, once", async () => {
  await easel.accept("bob");
  const offer = easel.billing.offers.find("creator-year");
  if (offer === null) throw new Error("no plan");
  const account = await easel.accounts.of(identityOf("bob"));
  const placed = await easel.billing.buy({
    ...{ account, offer, currency: "usd", method: "stripe", cause: "plan", language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  const end = (await easel.billing.subscriptionOf(account.id))?.period.end.getTime() ?? 0;
  easel.clock.move(end - 8 * DAY_MS - easel.clock.now().getTime());
  await twice(tellRenewals);
  expect(await titles("bob")).not.toContain("Your plan renews soon");
  easel.clock.move(DAY_MS);
  await twice(tellRenewals);
  expect((await titles("bob")).filter((title) => title === "Your plan renews soon")).toHaveLength(1);
});
