import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { MINUTE_MS } from "../support/credits.ts";
import { finishedPicture } from "../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

/** So many finished pictures of a person, one a minute, `fox 1` the oldest. */
async function paint(user: string, count: number, from = 1): Promise<void> {
  const { id } = await easel.accounts.of(identityOf(user));
  for (let number = from; number < from + count; number++) {
    easel.clock.move(MINUTE_MS);
    const picture = finishedPicture({
      id: easel.ids.derived(`${user}:${number}`),
      account: id,
      acceptedAt: easel.clock.now(),
    });
    await easel.generations.insert({ ...picture, request: { ...picture.request, prompt: `fox ${number}` } });
  }
}
const shown = ({ text = "" }: Reply) => [...text.matchAll(/\. fox (\d+) ·/gu)].map(([, number]) => Number(number));
const button = (reply: Reply, label: string): Button | undefined => reply.buttons?.find((one) => one.label === label);

describe("/history", () => {
  test("is empty at first, and says how to begin", async () => {
    const reply = await easel.say("ada", "/history");
    expect(reply).toMatchObject({ title: "Your pictures", text: expect.stringContaining("/imagine"), buttons: [] });
  });

  test("shows five a page, newest first, with a preview and a button for the original of each", async () => {
    await paint("ada", 7);
    const reply = await easel.say("ada", "/history");
    expect(shown(reply)).toEqual([7, 6, 5, 4, 3]);
    expect(reply.text?.split("\n")[0]).toMatch(/^1\. fox 7 · Z-Image Turbo · 24 Nov 2026, \d\d:\d\d UTC · 1 credit$/u);
    expect(reply.images?.map(({ thumbnail }) => thumbnail)).toEqual([true, true, true, true, true]);
    expect(reply.buttons?.map(({ label }) => label)).toEqual([
      ...["Original 1", "Original 2", "Original 3", "Original 4", "Original 5"],
      "Older",
    ]);
  });

  test("pages to the oldest and back to the newest, and a page stays the same while new pictures come", async () => {
    await paint("ada", 12);
    const first = await easel.say("ada", "/history");
    await paint("ada", 1, 13);
    const second = await easel.press("ada", button(first, "Older"));
    expect(second.replacesOrigin).toBe(true);
    expect(shown(second)).toEqual([7, 6, 5, 4, 3]);
    const third = await easel.press("ada", button(second, "Older"));
    expect(shown(third)).toEqual([2, 1]);
    expect(button(third, "Older")).toBeUndefined();
    expect(shown(await easel.press("ada", button(third, "Newest")))).toEqual([13, 12, 11, 10, 9]);
    expect(button(first, "Newest")).toBeUndefined();
  });

  test("a page whose pictures were all deleted meanwhile leads back", async () => {
    await paint("ada", 6);
    const first = await easel.say("ada", "/history");
    const ada = await easel.accounts.of(identityOf("ada"));
    await easel.studio.delete(easel.ids.derived("ada:1"), ada);
    const empty = await easel.press("ada", button(first, "Older"));
    expect(empty.text).toContain("No older pictures");
    expect(shown(await easel.press("ada", button(empty, "Newest")))).toEqual([6, 5, 4, 3, 2]);
  });

  test("shows neither deleted ones, nor failed ones, nor other people's", async () => {
    await paint("ada", 2);
    await paint("bob", 1);
    const ada = await easel.accounts.of(identityOf("ada"));
    const { id, account } = { id: easel.ids.derived("failed"), account: ada.id };
    const failed = finishedPicture({ id, account, state: "failed", ending: { reason: "provider-lost", code: null } });
    await easel.generations.insert({ ...failed, images: [] });
    await easel.act("ada", {
      kind: "button",
      token: `imagine/delete/${ada.id.slice(0, 8)}/${easel.ids.derived("ada:1")}`,
    });
    expect(shown(await easel.say("ada", "/history"))).toEqual([2]);
    expect(shown(await easel.say("bob", "/history"))).toEqual([1]);
    expect((await easel.say("carol", "/history")).text).toContain("Nothing here yet");
  });

  test("keeps a prompt of many lines on one", async () => {
    const { id } = await easel.accounts.of(identityOf("ada"));
    const picture = finishedPicture({ account: id });
    await easel.generations.insert({ ...picture, request: { ...picture.request, prompt: "a fox\n2. not an entry" } });
    expect((await easel.say("ada", "/history")).text?.split("\n")).toHaveLength(1);
  });
});

describe("the buttons of a picture", () => {
  test("originals give files with names that are safe everywhere", async () => {
    await paint("ada", 1);
    const reply = await easel.press("ada", button(await easel.say("ada", "/history"), "Original 1"));
    expect(reply.files).toMatchObject([{ name: expect.stringMatching(/^easel-[a-z2-7]{8}-1\.png$/u) }]);
    const token = (button(await easel.say("ada", "/history"), "Original 1") as { token: string }).token;
    expect((await easel.act("bob", { kind: "button", token })).tone).toBe("refusal");
  });

  test("details tell everything that helps to make it again, to whoever asks", async () => {
    const { id } = await easel.accounts.of(identityOf("ada"));
    const picture = finishedPicture({ account: id });
    const settlement = {
      ...picture.settlement,
      rule: "flagged-share-returned",
      captured_credits: 1,
      released_credits: 3,
    } as const;
    const request = { ...picture.request, model: "gpt-image", quality: "high", references: 2, n: 4 };
    await easel.generations.insert({ ...picture, request, settlement: { ...settlement, termsVersion: "v" } });
    const token = `imagine/details/${id.slice(0, 8)}/${picture.id}`;
    const reply = await easel.act("bob", { kind: "button", token });
    expect(Object.fromEntries(reply.fields?.map(({ name, value }) => [name, value]) ?? [])).toEqual({
      Prompt: "a red fox",
      Model: "GPT Image 2 by OpenAI",
      Size: "1024 × 1024 (1:1)",
      Quality: "high",
      Seed: "5",
      References: "2",
      Cost: "1 credit, 3 credits returned",
      Made: "1 Jan 2026, 00:00 UTC",
    });
    expect(reply.buttons).toMatchObject([{ url: expect.stringMatching(/^https:/u) }]);
  });

  test("nobody pays a price that was not on the button, and new words are not lost to old ones", async () => {
    await easel.accept("ada");
    const ada = await easel.accounts.of(identityOf("ada"));
    const picture = finishedPicture({ account: ada.id });
    await easel.generations.insert(picture);
    const owner = ada.id.slice(0, 8);
    const token = (name: string, ...rest: string[]) => ["imagine", name, owner, picture.id, ...rest].join("/");
    const reroll = await easel.act("ada", { kind: "button", token: token("reroll", "9") });
    expect(reroll.text).toContain("from 9 to 1 credit");
    expect(reroll.buttons).toMatchObject([{ label: "Reroll · 1 credit", token: token("reroll", "1") }]);
    const values = { prompt: "a blue fox" };
    const again = await easel.act("ada", { kind: "form", token: token("again", "9"), values });
    expect(again.buttons).toMatchObject([{ label: "Edit prompt", token: token("edit") }]);
    for (const garbled of [token("reroll"), token("reroll", "x"), token("reroll", "-1"), token("again", "")]) {
      const kind = garbled.includes("again")
        ? ({ kind: "form", token: garbled, values } as const)
        : ({ kind: "button", token: garbled } as const);
      expect(await easel.act("ada", kind)).toMatchObject({
        tone: "refusal",
        text: expect.stringContaining("another time"),
      });
    }
    expect((await easel.ledger.wallet(ada.id)).holds).toEqual([]);
  });

  test("the form to edit opens with the old words, cut where no character is hurt", async () => {
    await easel.accept("ada");
    const ada = await easel.accounts.of(identityOf("ada"));
    const picture = finishedPicture({ account: ada.id });
    const prompt = `x${"🦊".repeat(3_000)}`;
    await easel.generations.insert({ ...picture, request: { ...picture.request, model: "nano-banana", prompt } });
    const token = `imagine/edit/${ada.id.slice(0, 8)}/${picture.id}`;
    const field = (await easel.act("ada", { kind: "button", token })).form?.fields[0];
    expect(field?.initial).toHaveLength(3_999);
    expect(prompt.startsWith(field?.initial ?? "?")).toBe(true);
  });
});
