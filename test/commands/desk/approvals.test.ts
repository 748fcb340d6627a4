import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf, field } from "./stage.ts";

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
  await easel.accept("rich");
});
afterAll(() => easel.stop());
beforeEach(async () => {
  easel.clock.move(HOUR_MS);
  // Nothing of one test waits in the next.
  const who = { operator: "memory:third", account: await easel.accounts.of(identityOf("third")) };
  for (const { id } of await easel.desk.approvals.waiting(100)) await easel.desk.approvals.decide(id, false, who);
});

/** Asks for an act that needs two, and answers what the other operator is shown by direct message. */
async function asked(words: string): Promise<Reply> {
  const shown = await desk.ask(words);
  expect(shown.text).toContain("this needs a second person");
  const answer = await desk.press("operator", shown, "Ask a second person");
  expect(answer.text).toContain("The others were told");
  // The same press again asks nobody again.
  expect((await desk.press("operator", shown, "Ask a second person")).text).toBe(answer.text);
  const told = await desk.told("presser", "A second person is asked");
  if (told === undefined) throw new Error("nobody was asked");
  return told;
}

describe("the rule of two people", () => {
  test("a termination is asked for by one and done when another agrees, once", async () => {
    await easel.accept("tess");
    const question = await asked("terminate memory:tess terms --reason three suspensions");
    expect(question.text).toContain("tess (memory:tess)’s account would be ended for good (terms)");
    expect(field(question, "Why")).toBe("three suspensions");
    const id = await desk.idOf("tess");
    expect(await easel.sanctions.latest(id, 5)).toEqual([]);
    // Whoever asked sees it too, and cannot agree.
    const list = await desk.ask("approvals");
    const own = await desk.press("operator", list, "Look at 1");
    expect((await desk.press("operator", own, "Agree")).text).toContain("Somebody else of ours has to agree");
    const both = await Promise.all([
      desk.press("presser", question, "Agree"),
      easel.again().press("presser", button(question, "Agree")),
    ]);
    for (const done of both) expect(done.text).toContain("memory:presser agreed. Done: the account ends on");
    expect(await easel.sanctions.latest(id, 5)).toMatchObject([
      { kind: "termination", reason: "terms", by: "memory:operator", note: "three suspensions", forfeits: false },
    ]);
    expect((await desk.told("operator", "A second person agreed"))?.text).toContain("Done: the account ends on");
    const trail = (await easel.audit.latest(id, 20)).map(({ action, actor }) => `${action} ${actor}`);
    expect(trail).toContain("terminate-asked memory:operator");
    expect(trail).toContain("terminate-approved memory:presser");
    expect((await desk.ask("approvals")).text).toContain("Nothing waits.");
    // Until it takes effect it can be lifted, by one alone.
    const lift = await desk.ask("lift memory:tess a mistake");
    await desk.press("presser", lift, "Yes").catch(() => undefined);
    expect((await desk.press("operator", lift, "Yes")).text).toBe("Done: the sanction is lifted.");
    expect((await desk.ask("lift memory:tess again")).text).toContain("no sanction in force");
  });

  test("a termination that was carried out and is lifted says what stays gone, and how to give it again", async () => {
    await easel.accept("zoe");
    await desk.press(
      "presser",
      await asked("terminate memory:zoe fraud now=fraud forfeit --reason a stolen card"),
      "Agree",
    );
    expect((await easel.say("zoe", "/balance")).text).toContain(
      "Your account is closed, so credits can no longer be used",
    );
    const lift = await desk.ask("lift memory:zoe --reason it was theirs");
    const grant = "/admin grant memory:zoe 25 --reason forfeited by mistake";
    expect(lift.text).toContain("nor do the 25 credits that were forfeited");
    expect(lift.text).toContain(grant);
    const done = await desk.press("operator", lift, "Yes");
    expect(done.text).toContain(grant);
    expect(await desk.credits("zoe")).toBe(0);
    await desk.press("operator", await easel.say("operator", grant), "Yes");
    expect(await desk.credits("zoe")).toBe(25);
  });

  test("more than 10,000 credits, and credits for oneself, need one too; 10,000 do not", async () => {
    const alone = await desk.ask("grant memory:rich 10000 --reason a prize");
    expect(alone.text).not.toContain("second person");
    await asked("grant memory:rich 10001 --reason a prize");
    expect(await desk.credits("rich")).toBe(25);
    expect((await desk.ask("grant memory:operator 1 --reason mine")).text).toContain("second person");
  });

  test("one person with two chats is one person", async () => {
    const other = { platform: "memory", user: "presser", name: "presser" };
    const asker = await easel.accounts.of(identityOf("operator"));
    const question = await asked("grant memory:rich 20000 --reason a prize");
    const id = question.buttons?.flatMap((one) => ("token" in one ? [one.token.split("/").at(-1) ?? ""] : []))[0] ?? "";
    const joined = { ...(await easel.accounts.of(other)), joinedFrom: [asker.id] };
    await expect(
      easel.desk.approvals.decide(id, true, { operator: "memory:presser", account: joined }),
    ).rejects.toThrow("desk-says");
    expect(await desk.press("presser", question, "Decline")).toMatchObject({ tone: "good" });
    expect((await desk.told("operator", "A second person declined"))?.text).toContain("Nothing was done");
    // Agreeing afterwards changes nothing.
    expect((await desk.press("presser", question, "Agree")).text).toContain("declined");
  });

  test("a process that dies between the agreement and the act: another one does it, once", async () => {
    await easel.accept("lena");
    await asked("grant memory:lena 30000 --reason a prize");
    const [waiting] = await easel.desk.approvals.waiting(1);
    // As the first one left it: decided, and nothing else.
    await easel.mongo.connection
      .getClient()
      .db()
      .collection("approvals")
      .updateOne(
        { _id: waiting?.id as never },
        {
          $set: {
            state: "approved",
            decidedBy: "memory:presser",
            decidedAt: easel.clock.now(),
            dueAt: easel.clock.now(),
          },
        },
      );
    expect(await easel.desk.approvals.settleDue(10)).toBe(0);
    easel.clock.move(2 * MINUTE_MS);
    expect(await desk.credits("lena")).toBe(25);
    await Promise.all([easel.desk.approvals.settleDue(10), easel.again().desk.approvals.settleDue(10)]);
    expect(await desk.credits("lena")).toBe(30_025);
    expect(await easel.desk.approvals.settleDue(10)).toBe(0);
    expect((await desk.told("operator", "A second person agreed"))?.text).toContain("30000 credits were given");
  });

  test("nobody agrees within a day: nothing happens, and whoever asked is told", async () => {
    await easel.accept("olga");
    const question = await asked("grant memory:olga 50000 --reason a prize");
    easel.clock.move(DAY_MS + 2 * MINUTE_MS);
    expect((await desk.press("presser", question, "Agree")).text).toContain("Nobody has agreed in time");
    await easel.desk.approvals.settleDue(10);
    expect((await desk.told("operator", "No second person agreed"))?.text).toContain("Nothing was done");
    expect(await desk.credits("olga")).toBe(25);
  });

  test("what became impossible meanwhile is told, and is no fault", async () => {
    await easel.accept("vera");
    const question = await asked("terminate memory:vera fraud now=fraud forfeit --reason stolen cards");
    await easel.mongo.connection
      .getClient()
      .db()
      .collection("accounts")
      .updateOne({ _id: (await desk.idOf("vera")) as never }, { $set: { identities: [identityOf("operator")] } });
    const done = await desk.press("presser", question, "Agree");
    expect(done).toMatchObject({ tone: "refusal", text: expect.stringContaining("one of the people who run Easel") });
    expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("somebody who is no operator gets nowhere, and is in the trail once an hour", async () => {
    const question = await asked("grant memory:rich 40000 --reason a prize");
    for (let time = 0; time < 3; time++) {
      expect((await desk.press("mallory", question, "Agree")).text).toContain("for the people who run Easel");
    }
    await easel.say("mallory", "/admin grant memory:mallory 5 --reason please");
    const denied = (await easel.audit.latest("admin", 20)).filter(({ actor }) => actor === "memory:mallory");
    expect(denied.map(({ action }) => action)).toEqual(["denied"]);
    easel.clock.move(HOUR_MS);
    await easel.say("mallory", "/admin");
    const later = (await easel.audit.latest("admin", 20)).filter(({ actor }) => actor === "memory:mallory");
    expect(later).toHaveLength(2);
    await desk.press("presser", question, "Decline");
  });
});
