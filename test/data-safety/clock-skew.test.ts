import { afterEach, expect, test } from "vitest";
import type { Clock } from "../../src/core/services.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { MINUTE_MS } from "../support/credits.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;

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
  const { fast, slow } = await apart({ speed: { slow_ms: 4_000 } });
  // Consent and the welcome gift are dated by one clock, and read by the other.
  const here = await fast.person("both");
  const there = await slow.person("both", { accepted: false });
  // Longer than a process may be silent: whoever compared clocks would take its driver for dead.
  const long = [await here.say("/imagine [slow] fox"), await there.say("/imagine [slow] owl")] as const;
  const short = await Promise.all([here.answerTo("/imagine a hare"), there.answerTo("/imagine a mole")]);
  const late = await Promise.all([here.final(long[0], 60_000), there.final(long[1], 60_000)]);
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
  const told = await there.until((all) => all.find(({ pane, reply }) => pane === "direct" && reply), 60_000);
  expect(told.reply?.text).toContain("/history");
  expect(fast.sandbox.requests()).toHaveLength(5);
  expect(await creditsOf(slow.app.services, "both")).toEqual({ available: 20, held: 0 });
  await expectLaws(slow.app.services);
});
