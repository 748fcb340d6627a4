import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { carryOutTakedowns } from "../../jobs/carry-out-takedowns.ts";
import { purgeEvidence } from "../../jobs/purge-evidence.ts";
import { remindOfComplaints } from "../../jobs/remind-of-complaints.ts";
import { tellReporters } from "../../jobs/tell-reporters.ts";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { DAY_MS, HOUR_MS } from "../support/credits.ts";
import { fieldOf } from "../support/customer.ts";
import { creditsOf } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let easel: TestApp;
let root: Person;
beforeAll(async () => {
  // One operator does here in a minute what fills a day.
  const plans = { free: { ...planLimits.free, commandsPerMinute: 1_000 } };
  easel = await startTestApp({ clock, plans, config: { operators: ["playground:root", "playground:second"] } });
  root = await easel.person("root");
});
afterAll(() => easel.stop());

const titled = (person: Person, title: string, words = "") =>
  person.messages().filter(({ reply }) => reply?.title === title && (reply.text ?? "").includes(words));
const told = (person: Person, title: string, words = "") => person.until(() => titled(person, title, words).at(-1));

/** What the clock would do, by two processes at once. */
async function pass(duration_ms: number): Promise<void> {
  ahead_ms += duration_ms;
  const jobs = [carryOutTakedowns, purgeEvidence, remindOfComplaints, tellReporters];
  await Promise.all([...jobs, ...jobs].map((job) => job.run(undefined, easel.app.services)));
}

/** A new picture of somebody's: the message that shows it, where its bytes are, and its short id. */
async function pictureOf(person: Person, prompt: string) {
  const message = await person.answerTo(`/imagine ${prompt}`);
  const details = await person.final(await person.click("Details", { on: message }));
  const id = fieldOf(details, "Id")?.slice(0, 8) ?? expect.fail();
  return { message, id, url: new URL(message.reply?.images[0]?.href ?? "", easel.app.url) };
}

async function takeDown(id: string, ground: string): Promise<ShownMessage> {
  const looked = await root.answerTo(`/admin takedown ${id}`, { pane: "direct" });
  return root.fill(await root.press("Take down", looked), { ground, note: "" });
}

/** The case about a picture, as an operator sees it. */
async function caseAbout(id: string): Promise<ShownMessage> {
  let shown = await root.answerTo("/admin cases");
  while (!fieldOf(shown, "Picture")?.startsWith(id)) shown = await root.press("Next", shown);
  return shown;
}

describe("T25, T26 · what is wrong with a picture", () => {
  test("T25 · outputs may be wrong: the terms say so, each picture can be reported, reports of one are one case, and who reported hears that it stays", async () => {
    const [ada, bob, carl] = await Promise.all(["ada", "bob", "carl"].map((name) => easel.person(name)));
    if (ada === undefined || bob === undefined || carl === undefined) return expect.fail();
    let terms = await ada.answerTo("/terms");
    while (!terms.reply?.text?.includes("T25 · ")) terms = await ada.press("Next page", terms);
    expect(terms.reply?.text).toContain("T25 · Models make mistakes.");

    const { message, id, url } = await pictureOf(ada, "a hand with six fingers");
    for (const person of [bob, carl]) {
      const seen = await person.until((all) => all.find((one) => one.id === message.id));
      await person.fill(await person.press("Report", seen), { reason: "other", note: "six fingers" });
    }
    const shown = await caseAbout(id);
    expect(fieldOf(shown, "How many say so")).toBe("2");
    await root.fill(await root.press("Dismiss", shown), { note: "A model may err." });
    await pass(0);
    for (const person of [bob, carl]) {
      expect((await told(person, "About the picture you reported")).reply?.text).toContain("so it stays");
    }
    await pass(0);
    expect(titled(bob, "About the picture you reported")).toHaveLength(1);
    expect((await fetch(url)).status).toBe(200);
  }, 60_000);

  test("T26 · an infringement notice has all of its elements or is not sent, is acted on within its time, and the answer to it is decided", async () => {
    const dora = await easel.person("dora");
    // Who owns the work need not be one of ours.
    const owner = await easel.person("owner", { accepted: false });
    const { id, url } = await pictureOf(dora, "a famous mouse");
    const before = await creditsOf(easel.app.services, "dora");

    const form = await owner.answerTo(`/report notice ${id}`);
    const half = { name: "Walt", contact: " ", work: "The mouse, 1928", material: id };
    const refused = await owner.fill(form, half);
    expect(refused.reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("how to reach you") });
    const again = await owner.press("Change it", refused);
    expect(again.reply?.form?.fields[0]).toMatchObject({ name: "name", initial: "Walt" });
    const kept = await owner.fill(again, { ...half, contact: "walt@example.org" });
    const oaths = await owner.press("Confirm and sign", kept);
    const unsworn = await owner.fill(oaths, { goodFaith: "yes", accuracy: "no", signature: "Walt" });
    expect(unsworn.reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("is accurate") });
    expect((await root.answerTo("/admin cases")).reply?.fields.map(({ value }) => value)).not.toContain(id);
    const sworn = await owner.press("Confirm and sign", unsworn);
    const thanks = await owner.fill(sworn, { goodFaith: "yes", accuracy: "yes", signature: "Walt" });
    const number = /number is (\w+)\./u.exec(thanks.reply?.text ?? "")?.[1];

    const notice = await root.answerTo(`/admin report ${number}`, { pane: "direct" });
    expect(notice.reply?.fields.map(({ value }) => value)).toEqual([
      ...["Walt", "walt@example.org", "The mouse, 1928", id],
      "Good faith; accurate, under penalty of perjury, and entitled to act",
      "Walt",
    ]);
    const shown = await caseAbout(id);
    expect(shown.reply?.title).toBe("Case: Infringement notice");
    expect(fieldOf(shown, "Due")).not.toContain("overdue");

    await takeDown(id, "rights");
    expect((await fetch(url)).status).toBe(404);
    const down = await told(dora, "A picture of yours was taken down", id);
    expect(await creditsOf(easel.app.services, "dora")).toEqual(before);
    await pass(0);
    expect((await told(owner, "About the picture you reported")).reply?.text).toContain("and acted");

    // What she says against it is read by a person of ours, who finds that it stands.
    const objection = { name: "Dora", contact: "d@example.org", statement: "A parody.", oath: "no", signature: "Dora" };
    const object = await dora.press("Object", down);
    expect((await dora.fill(object, objection)).reply?.text).toContain("Nothing was sent yet");
    await dora.fill(await dora.answerTo(`/report counter ${id}`), { ...objection, oath: "yes" });
    const appeal = await caseAbout(id);
    expect(fieldOf(appeal, "They write")).toBe("A parody.");
    await root.fill(await root.press("Uphold", appeal), { note: "It is none." });
    expect((await told(dora, "Your appeal is decided")).reply?.text).toContain("it stands");
    await pass(HOUR_MS);
    expect((await fetch(url)).status).toBe(404);
    expect((await dora.answerTo("/history")).reply?.text).toContain("Taken down");
  }, 60_000);

  test("T26 · a complaint about an intimate picture has 48 hours: operators hear of it at once, a day and six hours before, and when they are over, once each", async () => {
    const [eve, finn] = await Promise.all([easel.person("eve"), easel.person("finn", { accepted: false })]);
    const { id, message, url } = await pictureOf(eve, "a portrait");
    await finn.answerTo(`/report ${id} --reason intimate that is me`);
    const urgent = await told(root, "Urgent: Intimate image of a real person");
    const caseId = /\/admin cases (\w+)/u.exec(urgent.reply?.text ?? "")?.[1] ?? "";
    const reminders = (words: string) => titled(root, "A complaint with a clock", words).length;
    const short = caseId.slice(0, 8);
    expect(reminders(short)).toBe(0);
    await pass(23 * HOUR_MS);
    expect(reminders(short)).toBe(0);
    for (const [later_hours, expected] of [
      [2, 1],
      [10, 1],
      [8, 2],
      [6, 3],
      [12, 3],
      [12, 4],
    ] as const) {
      await pass(later_hours * HOUR_MS);
      await root.until(() => reminders(short) >= expected);
      expect(reminders(short)).toBe(expected);
    }
    expect(titled(root, "A complaint with a clock", "OVERDUE").length).toBeGreaterThan(0);
    expect(fieldOf(await root.answerTo(`/admin cases ${caseId}`), "Due")).toContain("overdue");

    await takeDown(id, "intimate");
    await finn.until((all) => all.find((one) => one.id === message.id && one.reply?.images.length === 0));
    await pass(2 * DAY_MS);
    expect(reminders(short)).toBe(4);
    expect((await told(finn, "About the picture you reported")).reply?.text).toContain("and acted");
    expect(fieldOf(await root.answerTo(`/admin cases ${caseId}`), "Decision")).toContain("acted on");

    // Nobody objects in time: then it is gone for good.
    await pass(14 * DAY_MS);
    const object = await eve.press("Object", await told(eve, "A picture of yours was taken down"));
    const words = { name: "Eve", contact: "e@example.org", statement: "It is me.", oath: "yes", signature: "Eve" };
    expect((await eve.fill(object, words)).reply?.text).toContain("not kept any longer");
    const looked = await root.answerTo(`/admin takedown ${id}`, { pane: "direct" });
    expect((await root.press("Give it back", looked)).reply?.text).toContain("nothing to give back any more");
    expect((await fetch(url)).status).toBe(404);
  }, 60_000);

  test("T26 · whose pictures infringe again and again is brought before the operators, and can be ended for it", async () => {
    const gus = await easel.person("gus");
    const second = await easel.person("second");
    const pictures: string[] = [];
    for (const prompt of ["one mouse", "two mice", "three mice"]) pictures.push((await pictureOf(gus, prompt)).id);
    for (const id of pictures.slice(0, 2)) await takeDown(id, "rights");
    // Taken down for something else, it is no infringement.
    const other = await pictureOf(gus, "a rude word");
    await takeDown(other.id, "hateful");
    expect(titled(root, "Cases wait", "Repeat infringer")).toEqual([]);
    await takeDown(pictures[2] ?? "", "rights");
    await told(root, "Cases wait", "Repeat infringer");
    const shown = await caseAbout(pictures[2] ?? "");
    expect(shown.reply?.title).toBe("Case: Repeat infringer");

    const [command] = /\/admin terminate \w+ rights --reason /u.exec(shown.reply?.text ?? "") ?? [];
    const asked = await root.answerTo(`${command}three takedowns`);
    await root.press("Ask a second person", asked);
    const question = await told(second, "A second person is asked");
    await second.press("Agree, and do it", question);
    expect((await told(gus, "Your account will be closed")).reply?.text).toContain("(T26)");
    const again = await root.answerTo(`/admin cases ${fieldOf(shown, "Case")}`);
    await root.fill(await root.press("Done, with a note", again), { note: "The account ends." });
    expect((await gus.answerTo(`/report counter ${pictures[0]}`)).reply?.form).toBeDefined();
  }, 60_000);
});
