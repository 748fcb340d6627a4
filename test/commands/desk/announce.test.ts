import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { HOUR_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { button, deskOf, field } from "./stage.ts";

const PEOPLE = 47;

let easel: TestServices;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  easel = await testServices();
  desk = deskOf(easel);
  for (let number = 0; number < PEOPLE; number++) {
    const account = await easel.accounts.of(identityOf(`reader${number}`));
    await easel.accounts.accept(account, "memory");
  }
  // Who only looked in has agreed to nothing, and is written to by nobody.
  await easel.accounts.of(identityOf("passer-by"));
  await easel.accounts.changeSettings(await easel.accounts.of(identityOf("reader1")), { language: "de" });
  await easel.accounts.changeSettings(await easel.accounts.of(identityOf("reader2")), { reminders: false });
}, 60_000);
afterAll(() => easel.stop());
beforeEach(() => easel.clock.move(HOUR_MS));

const NEWS = { audience: "everybody", kind: "reminder", text: "Seedream is faster.", others: "", why: "the new model" };

async function written(values: Readonly<Record<string, string>>): Promise<Reply> {
  const form = await desk.press("operator", await desk.ask("announce"), "Write one");
  expect(form.form?.fields).toHaveLength(5);
  return desk.fill("operator", form, { ...NEWS, ...values });
}

async function agreed(shown: Reply): Promise<void> {
  await desk.press("operator", shown, "Ask a second person");
  const question = await desk.told("presser", "A second person is asked");
  const seen = await desk.press("presser", question ?? {}, "As seen in en");
  expect(seen.text).toContain(field(question ?? {}, "In en"));
  const done = await desk.press("presser", question ?? {}, "Agree");
  expect(done.text).toContain("It is on its way");
}

/** What a reader has of it. */
async function read(user: string, text: string): Promise<readonly Reply[]> {
  await easel.notices.sendDue(200);
  return easel.chat.directs(user).filter((reply) => reply.text?.startsWith(text));
}

describe("an announcement", () => {
  test("is previewed as it is sent, needs two people, and reaches each person once although the process dies twice", async () => {
    const shown = await written({
      text: "Version one. @everyone <b>*hi*",
      others: "de: Version eins.\nfr:\nVersion un.",
    });
    expect(shown.text).toContain(`${PEOPLE} people (everybody) would get this piece of news.`);
    const preview = await desk.press("operator", shown, "As seen in de");
    expect(field(shown, "In fr")).toBe("Version un.");
    await agreed(shown);

    // One page goes out and is not written down: the next process posts it again, and nobody has it twice.
    const [first] = await easel.desk.announcements.latest(1);
    const { announcements } = easel.again().desk;
    expect(await announcements.send(1)).toBe(20);
    const stored = easel.mongo.connection.getClient().db().collection("announcements");
    await stored.updateOne({ _id: first?.id as never }, { $set: { after: null, posted: 0 } });
    const [one, two] = await Promise.all([announcements.send(10), easel.again().desk.announcements.send(10)]);
    expect((one ?? 0) + (two ?? 0)).toBeGreaterThanOrEqual(PEOPLE);
    await easel.desk.announcements.send(10);
    expect(await easel.desk.announcements.latest(1)).toMatchObject([{ state: "sent", posted: PEOPLE }]);
    for (let number = 0; number < PEOPLE; number++) {
      const texts = [
        ...(await read(`reader${number}`, "Version one")),
        ...(await read(`reader${number}`, "Version eins")),
      ];
      // Who switched news off gets none.
      expect(texts, `reader${number}`).toHaveLength(number === 2 ? 0 : 1);
    }
    expect((await read("reader1", "Version eins"))[0]).toEqual(preview);
    expect(await read("passer-by", "Version")).toEqual([]);
    expect((await desk.ask("announce")).text).toContain(`sent to ${PEOPLE}`);
  });

  test("is stopped on its way: nobody new gets it, also after a restart", async () => {
    await agreed(await written({ text: "Wrong news.", kind: "service" }));
    await easel.desk.announcements.send(1);
    easel.clock.move(1_000);
    const list = await desk.ask("announce");
    expect(list.text).toContain("being sent, 20 of 47");
    const stopped = await desk.press("operator", list, "Stop it");
    expect(stopped.text).toContain("stopped by memory:operator at 20 of 47");
    await desk.press("operator", list, "Stop it");
    expect(await easel.again().desk.announcements.send(10)).toBe(0);
    let count = 0;
    for (let number = 0; number < PEOPLE; number++) count += (await read(`reader${number}`, "Wrong news.")).length;
    expect(count).toBe(20);
    const [trail] = await easel.audit.latest(null, 1);
    expect(trail).toMatchObject({ action: "announcement-stopped", before: "posted to 20 of 47" });
  });

  test("a service message reaches those who want no news as well, on the platform that was chosen", async () => {
    const nobody = await written({ audience: "platform:discord", kind: "service" });
    expect(nobody).toMatchObject({ tone: "refusal", text: expect.stringContaining("Nobody would get this") });
    expect(await written({ audience: "subscribers" })).toMatchObject({ tone: "refusal" });
    await agreed(await written({ audience: "platform:memory", kind: "service", text: "The rules change." }));
    await easel.desk.announcements.send(10);
    expect(await read("reader2", "The rules change.")).toHaveLength(1);
  });

  test.each([
    [{ text: "  " }, "Write the English text"],
    [{ text: "x".repeat(1501) }, "at most 1500"],
    [{ others: "Hallo" }, "Begin each other language"],
    [{ others: "xx: Hallo" }, "The codes are"],
    [{ others: "en: Hello" }, "The codes are"],
    [{ others: "de: Hallo\nde: Hallo" }, "once for each"],
    [{ others: "de:" }, "The codes are"],
    [{ others: `de: ${"x".repeat(1501)}` }, "at most 1500"],
    [{ audience: "platform:__proto__" }, "Choose whom it is for"],
    [{ audience: "" }, "Choose whom it is for"],
    [{ why: " " }, "Say why"],
  ])("written as %o is refused", async (values, words) => {
    const reply = await written(values as Record<string, string>);
    expect(reply.tone, reply.text).toBe("refusal");
    expect(reply.text).toContain(words);
    expect(button(reply, "Ask")).toBeUndefined();
  });
});
