import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { carryOutSanctions } from "../../jobs/carry-out-sanctions.ts";
import { eraseAccounts } from "../../jobs/erase-accounts.ts";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { DAY_MS } from "../support/credits.ts";
import { customerOf, fieldOf, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let easel: TestApp;
let root: Person;
let second: Person;
beforeAll(async () => {
  // One operator does here in a minute what fills a day.
  const plans = { free: { ...planLimits.free, commandsPerMinute: 1_000 } };
  easel = await startTestApp({
    clock,
    plans,
    speed: { slow_ms: 1_500 },
    config: { operators: ["playground:root", "playground:second"] },
  });
  [root, second] = await Promise.all([easel.person("root"), easel.person("second")]);
});
afterAll(async () => {
  await expectLaws(easel.app.services);
  await easel.stop();
});

const wordsOf = ({ reply }: ShownMessage) => [reply?.title, reply?.text].join("\n");
const told = (person: Person, title: string) =>
  person.until((all) => all.find(({ pane, reply }) => pane === "direct" && reply?.title === title));
const tellings = (person: Person, title: string) => person.messages().filter(({ reply }) => reply?.title === title);
const accountOf = async (name: string) =>
  (await easel.app.services.accounts.of({ platform: "playground", user: name, name })).id;

/** Time goes by, and the clock's jobs do what is due, by two at once. */
async function pass(duration_ms: number): Promise<void> {
  ahead_ms += duration_ms;
  await Promise.all([1, 2].map(() => carryOutSanctions.run(undefined, easel.app.services)));
}

/** One operator asks for the end of an account; answers what another one is shown. */
async function asksToEnd(name: string, words: string): Promise<ShownMessage> {
  const shown = await root.answerTo(`/admin terminate playground:${name} ${words}`);
  await root.press("Ask a second person", shown);
  return second.until((all) =>
    all.findLast(
      (message) =>
        wordsOf(message).includes(`(playground:${name})`) &&
        message.reply?.buttons.some(({ label }) => label === "Agree, and do it"),
    ),
  );
}

/** The case that somebody's words opened, as an operator sees it. */
async function caseWith(words: string): Promise<ShownMessage> {
  let shown = await root.answerTo("/admin cases");
  while (fieldOf(shown, "They write") !== words) shown = await root.press("Next", shown);
  return shown;
}

/** What people who may not use Easel any more can still do (T18). */
async function expectDoorsOpen(person: Person): Promise<void> {
  for (const command of ["/terms", "/balance", "/privacy", "/support", "/appeal", "/subscription"]) {
    expect((await person.answerTo(command)).reply?.tone, command).not.toBe("refusal");
  }
}

test("T18, T19 · who is suspended and has everything erased meanwhile finds the door shut until it would have ended", async () => {
  const ivy = await easel.person("ivy");
  const account = await accountOf("ivy");
  const shown = await root.answerTo("/admin suspend playground:ivy 7d terms --reason a second account");
  await root.press("Yes, do it", shown);
  await told(ivy, "Your account is suspended");
  await ivy.press("Yes, delete everything", await ivy.answerTo("/privacy delete"));
  const erased = async () => {
    await eraseAccounts.run(undefined, easel.app.services);
    return (await easel.app.services.accounts.find(account)) === null;
  };
  await pass(DAY_MS + 60_000);
  await expect.poll(erased, { timeout: 20_000 }).toBe(true);
  await pass(DAY_MS);
  expect((await ivy.answerTo("/start")).reply?.text).toContain("no new one can be opened");
  await pass(6 * DAY_MS);
  await ivy.press("I am 13", await ivy.answerTo("/start"));
  expect((await ivy.answerTo("/balance")).reply?.title).toBe("You have 0 credits");
}, 60_000);

describe("T18, T19 · the end of an account", () => {
  test("T19, T23 · is agreed to by two and told before; then access, plan and credits end, later all content, and nobody comes again from that chat", async () => {
    const bob = await customerOf(easel, "bob");
    await bob.buys("Starter");
    const page = await bob.order("500 credits");
    const picture = await bob.answerTo("/imagine a pewter boat");
    const url = new URL(picture.reply?.images[0]?.href ?? "", easel.app.url);

    // Nothing comes of what the second one declines.
    const first = await asksToEnd("bob", "rights forfeit --reason a mix-up");
    await second.press("Decline", first);
    await told(root, "A second person declined");
    expect(tellings(bob, "Your account will be closed")).toEqual([]);

    const question = await asksToEnd("bob", "rights forfeit --reason three takedowns");
    const own = await root.press("Look at 1", await root.answerTo("/admin approvals"));
    expect((await root.press("Agree, and do it", own)).reply?.text).toContain("You asked for this yourself");
    await Promise.all([1, 2].map(() => second.click("Agree, and do it", { on: question })));
    const notice = await bob.told("Your account will be closed");
    expect(notice.reply?.text).toContain("three takedowns");
    expect(notice.reply?.buttons.map(({ label }) => label)).toEqual(["Appeal"]);
    // Until then it works, and sells nothing more; what was open and is paid are credits.
    expect((await bob.answerTo("/imagine a pewter oar")).reply?.images).toHaveLength(1);
    expect((await bob.press("1200 credits", await bob.answerTo("/buy"))).reply?.tone).toBe("refusal");
    await submit(page.link, "pay");
    await bob.told("Your credits are here");
    expect(await creditsOf(easel.app.services, "bob")).toEqual({ available: 1_023, held: 0 });

    await pass(7 * DAY_MS);
    await bob.told("Your account is closed");
    expect((await bob.answerTo("/imagine a red fox")).reply?.text).toMatch(/^Your account is closed\./u);
    expect((await bob.press("Reroll", picture)).reply?.tone).toBe("refusal");
    await expectDoorsOpen(bob);
    await bob.answerTo("/privacy export");
    await bob.until((all) => all.find(({ reply }) => reply?.files.some(({ name }) => name.endsWith(".zip"))));
    expect(await creditsOf(easel.app.services, "bob")).toEqual({ available: 0, held: 0 });
    const ended = () =>
      easel.stripe
        .calls()
        .filter(({ method, path }) => method === "DELETE" && path.includes("/subscriptions/"))
        .map(({ status }) => status);
    await expect.poll(ended, { timeout: 20_000 }).toContain(200);
    expect((await fetch(url)).status).toBe(200);

    await easel.restart();
    const account = await accountOf("bob");
    await pass(30 * DAY_MS);
    const find = async () => {
      await eraseAccounts.run(undefined, easel.app.services);
      return easel.app.services.accounts.find(account);
    };
    await expect.poll(find, { timeout: 20_000 }).toBeNull();
    expect((await fetch(url)).status).toBe(404);
    expect(tellings(bob, "Your account is closed")).toHaveLength(1);
    // That says what became of the plan: nothing invites to buy another.
    expect(tellings(bob, "Your plan has ended")).toEqual([]);
    for (const command of ["/start", "/imagine a red fox", "/balance"]) {
      expect((await bob.answerTo(command)).reply, command).toMatchObject({
        tone: "refusal",
        text: expect.stringContaining("no new one can be opened"),
      });
    }
  }, 120_000);

  test("T18 · that was told is reversed on appeal before it comes: everything is as before, and stays so", async () => {
    const cara = await customerOf(easel, "cara");
    await cara.buys("Creator");
    const question = await asksToEnd("cara", "terms --reason somebody complained");
    await second.press("Agree, and do it", question);
    const notice = await cara.told("Your account will be closed");
    const form = await cara.press("Appeal", notice);
    await cara.fill(form, { words: "It was my brother." });

    await easel.restart();
    const note = await root.press("Reverse all of it", await caseWith("It was my brother."));
    await root.fill(note, { note: "So it was." });
    await told(cara, "Your appeal is decided");
    await pass(8 * DAY_MS);
    expect(tellings(cara, "Your account is closed")).toEqual([]);
    expect((await cara.answerTo("/imagine a red fox")).reply?.images).toHaveLength(1);
    expect((await cara.answerTo("/subscription")).reply?.title).toBe("Your plan: Creator");
    expect((await easel.app.services.ledger.wallet(await accountOf("cara"))).freezes).toEqual([]);
    expect(await creditsOf(easel.app.services, "cara")).toEqual({ available: 1_524, held: 0 });
    await cara.buys("500 credits");
    expect(await creditsOf(easel.app.services, "cara")).toEqual({ available: 2_024, held: 0 });
  }, 120_000);

  test("T18 · comes at once and without notice for fraud, is told with its appeal, and can be taken back", async () => {
    const dan = await customerOf(easel, "dan");
    const page = await dan.order("500 credits");
    const question = await asksToEnd("dan", "fraud now=fraud --reason a stolen card");
    await second.press("Agree, and do it", question);
    const closed = await told(dan, "Your account is closed");
    expect(closed.reply?.text).toContain("a stolen card");
    expect(tellings(dan, "Your account will be closed")).toEqual([]);
    expect((await dan.answerTo("/imagine a red fox")).reply?.text).toMatch(/^Your account is closed\./u);
    await expectDoorsOpen(dan);

    // Money that comes all the same waits for operators: nobody could spend what it buys.
    await submit(page.link, "pay");
    const review = await told(root, "An order waits for a look");
    expect(review.reply?.text).toContain(`${page.order}: the account was closed`);

    await dan.fill(await dan.press("Appeal", closed), { words: "The card is mine." });
    const note = await root.press("Reverse all of it", await caseWith("The card is mine."));
    await root.fill(note, { note: "The bank says so too." });
    await told(dan, "Your appeal is decided");
    const order = await root.press(`Look at ${page.order}`, await root.answerTo("/admin orders"));
    await root.press("Yes, give them", await root.press("Give its credits", order));
    await dan.told("Your credits are here");
    expect((await dan.answerTo("/imagine a red fox")).reply?.images).toHaveLength(1);
    await pass(31 * DAY_MS);
    await eraseAccounts.run(undefined, easel.app.services);
    expect((await dan.answerTo("/history")).reply?.tone).not.toBe("refusal");
    const trail = await root.answerTo("/admin audit");
    for (const action of ["terminate-asked", "terminate-approved", "sanction-lifted"]) {
      expect(trail.reply?.text).toContain(` · ${action} · `);
    }
  }, 120_000);

  test("T23 · credits of somebody who broke the rules again and again are frozen, and forfeited only by a decision that can be taken back until its day", async () => {
    const hal = await customerOf(easel, "hal");
    await hal.buys("Starter");
    const credits = () => creditsOf(easel.app.services, "hal");
    const act = async (words: string) => {
      const shown = await root.answerTo(`/admin ${words} --reason again and again`);
      return (await root.press("Yes, do it", shown)).reply?.text;
    };
    const slow = await hal.say("/imagine [slow] a red fox");
    await hal.until((all) => all.find(({ id, reply }) => id === slow && reply?.tone === "working"));
    await act("suspend playground:hal forever pattern freeze");
    expect((await told(hal, "Your account is suspended")).reply?.text).toContain("Your credits are on hold");
    expect((await hal.answerTo("/imagine a red fox")).reply?.tone).toBe("refusal");
    // Nobody is kept in a plan (T17).
    await hal.press("Yes, cancel it", await hal.answerTo("/subscription cancel"));
    await hal.told("Your plan ends with its period");
    // What was in the works is finished and paid.
    expect((await hal.final(slow)).reply?.images).toHaveLength(1);
    await second.press("Agree, and do it", await asksToEnd("hal", "pattern forfeit --reason again and again"));
    expect((await told(hal, "Your account will be closed")).reply?.text).toContain("are forfeited");
    await pass(6 * DAY_MS);
    for (const expected of ["suspended", "good"]) {
      expect(await act("lift playground:hal")).toContain("Done");
      expect(await easel.app.services.sanctions.standing(await accountOf("hal"))).toMatchObject({ state: expected });
    }
    await pass(2 * DAY_MS);
    expect(await credits()).toEqual({ available: 524, held: 0 });
    const fails = await hal.say("/imagine [slow] [fail] a red fox");
    await hal.until((all) => all.find(({ id, reply }) => id === fails && reply?.tone === "working"));

    await second.press("Agree, and do it", await asksToEnd("hal", "pattern now=harm forfeit --reason once more"));
    await told(hal, "Your account is closed");
    expect((await credits()).available).toBe(0);
    // What comes back of a picture in the works goes the same way.
    expect((await hal.final(fails)).reply?.tone).toBe("fault");
    expect(await credits()).toEqual({ available: 0, held: 0 });
  }, 60_000);
});
