import { afterEach, expect, test } from "vitest";
import type { Clock } from "../../src/core/services.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { MINUTE_MS } from "../support/credits.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;
/** Longer than a process may be silent before it counts as dead, and still under way when it is looked for. */
const SLOW_MS = 12_000;

const running: TestApp[] = [];
afterEach(async () => {
  for (const easel of running.splice(0).reverse()) await easel.stop();
});

const skewed = (skew_ms: number): Clock => ({
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + skew_ms),
});

/** Two processes on one database; the clock of one is five minutes fast, that of the other five minutes slow. */
async function apart(options: Parameters<typeof startTestApp>[0]): Promise<{ fast: TestApp; slow: TestApp }> {
  const fast = await startTestApp({ ...options, clock: skewed(5 * MINUTE_MS) });
  running.push(fast);
  const slow = await startTestApp({ ...options, clock: skewed(-5 * MINUTE_MS), beside: fast });
  running.push(slow);
  return { fast, slow };
}

test("two processes whose clocks are ten minutes apart keep one balance, and neither takes the other's pictures", {
  timeout: PATIENCE_MS,
}, async () => {
  const { fast, slow } = await apart({ speed: { slow_ms: SLOW_MS } });
  // Consent and the welcome gift are dated by one clock, and read by the other.
  const here = await fast.person("both");
  const there = await slow.person("both", { accepted: false });
  // Whoever compared clocks would take its driver for dead.
  const long = [await here.say("/imagine [slow] fox"), await there.say("/imagine [slow] owl")] as const;
  const short = await Promise.all([here.answerTo("/imagine a hare"), there.answerTo("/imagine a mole")]);
  const late = await Promise.all([here.final(long[0], 120_000), there.final(long[1], 120_000)]);
  expect([...short, ...late].map(({ reply }) => reply?.tone)).toEqual(["good", "good", "good", "good"]);
  expect(fast.sandbox.requests()).toHaveLength(4);
  for (const { app } of [fast, slow]) {
    expect(await creditsOf(app.services, "both")).toEqual({ available: 21, held: 0 });
    await expectLaws(app.services);
  }
  expect((await there.answerTo("/history")).reply?.images).toHaveLength(4);

  // A picture that the fast one leaves behind is gone on with by the slow one, once.
  const left = await here.say("/imagine [slow] stoat");
  await here.until((all) => all.find(({ id, reply }) => id === left && reply?.text?.startsWith("Painting")));
  await fast.app.stop();
  const told = await there.until((all) => all.find(({ pane, reply }) => pane === "direct" && reply), 120_000);
  expect(told.reply?.text).toContain("/history");
  expect(fast.sandbox.requests()).toHaveLength(5);
  expect(await creditsOf(slow.app.services, "both")).toEqual({ available: 20, held: 0 });
  await expectLaws(slow.app.services);
});

test("a code for joining accounts is good for longer or shorter by as much as clocks differ, and never joins by halves", {
  timeout: PATIENCE_MS,
}, async () => {
  const { fast, slow } = await apart({});
  const identityOf = (user: string) => ({ platform: user.endsWith("too") ? "another" : "elsewhere", user, name: user });
  const here = fast.app.services;
  const there = slow.app.services;
  const [ada, adaToo, bob, bobToo] = await Promise.all(
    ["ada", "ada-too", "bob", "bob-too"].map(async (user) => {
      const identity = identityOf(user);
      return { identity, account: await here.accounts.of(identity) };
    }),
  );
  if (!ada || !adaToo || !bob || !bobToo) throw new Error("somebody is missing");

  // Where the code was made it is ten minutes later than where it is given.
  const given = await here.links.issue(ada.account, ada.identity);
  const { id } = await there.links.redeem(given.code, adaToo.account, adaToo.identity);
  await there.links.confirm(id, adaToo.account);
  expect(await here.links.confirm(id, ada.account)).toMatchObject({ outcome: "joined" });
  expect((await there.accounts.of(adaToo.identity)).id).toBe((await there.accounts.of(ada.identity)).id);

  // The other way round it is over when it comes: told as such, and nothing is changed.
  const late = await there.links.issue(bob.account, bob.identity);
  await expect(here.links.redeem(late.code, bobToo.account, bobToo.identity)).rejects.toMatchObject({
    refusal: { code: "link-code" },
  });
  for (const { identity, account } of [bob, bobToo]) expect((await here.accounts.of(identity)).id).toBe(account.id);
  // On one clock, and from the process that is ahead, a new one does.
  const again = await here.links.issue(bob.account, bob.identity);
  expect(await there.links.redeem(again.code, bobToo.account, bobToo.identity)).toMatchObject({ state: "redeemed" });
  await expectLaws(here);
});
