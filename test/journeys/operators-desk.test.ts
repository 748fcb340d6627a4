import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import type { Person } from "../support/person.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:root", "playground:second"] } });
}, 60_000);
afterAll(() => easel.stop());

/** How many messages somebody has that say this. */
const having = (person: Person, words: string) =>
  person.messages().filter(({ reply }) => `${reply?.title ?? ""}\n${reply?.text ?? ""}`.includes(words)).length;

test("operators look a person up, give and undo, and tell everybody something once, over a restart, by a chat alone", async () => {
  const [ann, root, second, mallory] = await Promise.all([
    easel.person("ann"),
    easel.person("root"),
    easel.person("second"),
    easel.person("mallory", { accepted: false }),
  ]);
  expect((await mallory.answerTo("/admin person playground:ann")).reply?.text).toContain("people who run Easel");
  expect((await root.answerTo("/admin")).reply?.text).toContain("Cases that wait: 0");

  const card = await root.answerTo("/admin person @ann");
  expect(card.reply?.title).toBe("Who is ann (playground:ann)");
  const form = await root.press("Give credits", card);
  const shown = await root.fill(form, { amount: "500", days: "", why: "a contest" });
  const done = await root.press("Yes, do it", shown);
  expect(done.reply?.text).toContain("500 credits were given");
  await ann.until(() => having(ann, "You were given 500 credits") === 1);
  expect((await ann.answerTo("/balance")).reply?.title).toBe("You have 525 credits");
  expect((await root.press("Undo", done)).reply?.text).toContain("500 credits were taken back");
  expect((await ann.answerTo("/balance")).reply?.title).toBe("You have 25 credits");

  const writing = await root.press("Write one", await root.answerTo("/admin announce"));
  const written = { audience: "everybody", kind: "service", text: "We move tonight.", others: "", why: "the move" };
  const preview = await root.fill(writing, written);
  expect(preview.reply?.text).toContain("3 people (everybody) would get this service message.");
  await root.press("Ask a second person", preview);
  const question = await second.until((all) => all.find(({ reply }) => reply?.title === "A second person is asked"));
  expect(question.reply?.fields?.at(-1)?.value).toBe("We move tonight.");
  await second.press("Agree, and do it", question);
  await root.until(() => having(root, "A second person agreed") === 1);
  await easel.restart();
  for (const person of [ann, root, second]) await person.until(() => having(person, "We move tonight.") >= 1);
  await root.until(() => having(root, "A second person agreed") === 1);
  const list = await root.answerTo("/admin announce");
  expect(list.reply?.text).toMatch(/being sent|sent to 3/u);
  expect(having(ann, "We move tonight.")).toBe(1);
  expect(having(mallory, "We move tonight.")).toBe(0);

  const trail = (await root.answerTo("/admin audit")).reply?.text ?? "";
  for (const action of [
    "denied",
    "credits-granted",
    "credits-taken",
    "announce-asked",
    "announce-approved",
    "announced",
  ]) {
    expect(trail).toContain(` · ${action} · `);
  }
  expect(easel.logged.join("\n")).not.toContain("We move tonight");
}, 90_000);
