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
    expect(reply.text?.split("\n")[0]).toMatch(/^1\. fox 7 · Z-Image Turbo · 24 Nov 2054, \d\d:\d\d UTC · 1 credit$/u);
    expect(reply.images?.map(({ thumbnail }) => thumbnail)).toEqual([true, true, true, true, true]);
    expect(reply.buttons?.map(({ label }) => label)).toEqual([
      ...["Open 1", "Open 2", "Open 3", "Open 4", "Open 5"],
      "Older",
      ...["Original 1", "Original 2", "Original 3", "Original 4", "Original 5"],
      "Delete…",
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

describe("paging", () => {
  test("skips none of the pictures that were asked for in the same millisecond, and shows none twice", async () => {
    const { id: account } = await easel.accounts.of(identityOf("ada"));
    for (let number = 1; number <= 12; number++) {
      const picture = finishedPicture({ id: easel.ids.derived(`same:${number}`), account });
      await easel.generations.insert({ ...picture, request: { ...picture.request, prompt: `fox ${number}` } });
    }
    let page = await easel.say("ada", "/history");
    const seen = shown(page);
    for (let turn = 0; turn < 2; turn++) {
      page = await easel.press("ada", button(page, "Older"));
      seen.push(...shown(page));
    }
    expect(button(page, "Older")).toBeUndefined();
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  test("goes to a page by its number, and on from there", async () => {
    await paint("ada", 12);
    const second = await easel.say("ada", "/history --page 2");
    expect(shown(second)).toEqual([7, 6, 5, 4, 3]);
    expect(shown(await easel.press("ada", button(second, "Older")))).toEqual([2, 1]);
    expect(shown(await easel.press("ada", button(second, "Newest")))).toEqual([12, 11, 10, 9, 8]);
    expect((await easel.say("ada", "/history --page 9")).text).toContain("No older pictures");
    expect((await easel.say("ada", "/history --page 0")).tone).toBe("refusal");
  });
});

describe("searching", () => {
  async function prompts(...list: readonly (readonly [prompt: string, model?: string, day?: string])[]): Promise<void> {
    const { id: account } = await easel.accounts.of(identityOf("ada"));
    for (const [number, [prompt, model = "z-image", day = "2054-11-24"]] of list.entries()) {
      const id = easel.ids.derived(`search:${number}`);
      const picture = finishedPicture({ id, account, acceptedAt: new Date(Date.parse(`${day}T12:00:00Z`) + number) });
      await easel.generations.insert({ ...picture, request: { ...picture.request, prompt, model } });
    }
  }
  const found = ({ text = "" }: Reply) => [...text.matchAll(/^\d\. (.*?) · /gmu)].map(([, prompt]) => prompt);

  test("finds by all the words, or their beginnings, whatever their case, accents and script", async () => {
    await prompts(
      ["A red Fox"],
      ["a lighthouse in a storm"],
      ["Füchse im Café"],
      ["赤い狐が雪の中を走る"],
      ["firefox"],
    );
    for (const [search, prompt] of [
      ["fox", "A red Fox"],
      ["RED fo", "A red Fox"],
      ["storm light", "a lighthouse in a storm"],
      ["fuchse cafe", "Füchse im Café"],
      ["雪の中", "赤い狐が雪の中を走る"],
    ]) {
      expect(found(await easel.say("ada", `/history ${search}`)), search).toEqual([prompt]);
    }
    expect((await easel.say("ada", "/history owl")).text).toContain("Nothing of yours matches this");
    expect((await easel.say("bob", "/history fox")).text).toContain("Nothing of yours matches this");
  });

  test("finds by model and by days, the last one included, together with words", async () => {
    await prompts(
      ["old fox", "seedream", "2054-10-31"],
      ["first fox", "seedream", "2054-11-01"],
      ["last fox", "z-image", "2054-11-30"],
      ["next fox", "seedream", "2054-12-01"],
      ["an owl", "seedream", "2054-11-15"],
    );
    expect(found(await easel.say("ada", "/history --since 2054-11-01 --until 2054-11-30"))).toEqual([
      "last fox",
      "an owl",
      "first fox",
    ]);
    const one = await easel.say("ada", "/history fox --model seedream --since 2054-11-01 --until 2054-11-30");
    expect(found(one)).toEqual(["first fox"]);
    expect(one.title).toBe("Your pictures · “fox” · Seedream 4.5 · since 1 Nov 2054 · until 30 Nov 2054");
    expect(found(await easel.say("ada", "/history --model z"))).toEqual(["last fox"]);
  });

  test("is kept while pages are turned, in another process and after a restart", async () => {
    const list = Array.from({ length: 7 }, (_, index) => [`fox ${index}`, "z-image"] as const);
    await prompts(...list, ["an owl"], ["an elk"]);
    const first = await easel.say("ada", "/history fox");
    expect(found(first)).toEqual(["fox 6", "fox 5", "fox 4", "fox 3", "fox 2"]);
    const second = await easel.again().press("ada", button(first, "Older"));
    expect(found(second)).toEqual(["fox 1", "fox 0"]);
    expect(second.title).toContain("“fox”");
    expect(found(await easel.press("ada", button(second, "Newest")))).toEqual(found(first));
    const token = (button(first, "Older") as { token: string }).token;
    expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
  });

  test.each([
    ["--since 2054-02-30", "“2054-02-30” does not work for since. It can be a day, such as 2026-11-24"],
    ["--until soon", "“soon” does not work for until."],
    ["--since", "needs a value"],
    ["--since 2054-11-30 --until 2054-11-01", "contradict each other: --since 2054-11-30 and --until 2054-11-01"],
    ["--since 2054-11-01 --since 2054-11-02", "is there twice"],
    ["--model midjourney", "does not work for model"],
    ["!!!", "no letters that I could look for"],
  ])("says what is wrong with %s", async (words, sentence) => {
    expect(await easel.say("ada", `/history ${words}`)).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining(sentence),
    });
  });
});

describe("deleting from the history", () => {
  async function fill(user: string, page: Reply, numbers: string): Promise<Reply> {
    const form = await easel.press("ada", button(page, "Delete…"));
    expect(form.form?.fields[0]?.label).toContain("cannot be brought back");
    const token = form.form?.token ?? "";
    return easel.act(user, { kind: "form", token, values: { numbers } });
  }

  test("takes the numbers of the page as it was shown, although new pictures came meanwhile", async () => {
    await paint("ada", 6);
    const page = await easel.say("ada", "/history");
    await paint("ada", 1, 7);
    const after = await fill("ada", page, "1, 3");
    expect(after.text).toContain("2 pictures are gone");
    expect(shown(after)).toEqual([7, 5, 3, 2, 1]);
    expect(after.replacesOrigin).toBe(true);
  });

  test("takes all of a page, counts what was gone already, and keeps the search", async () => {
    await paint("ada", 7);
    const page = await easel.say("ada", "/history fox");
    const rest = await fill("ada", page, "all");
    expect(rest.text).toContain("5 pictures are gone");
    expect(shown(rest)).toEqual([2, 1]);
    expect(rest.title).toContain("“fox”");
    expect((await fill("ada", page, "1-2")).text).toContain("These were gone already");
  });

  test.each(["", "0", "6", "one", "1, 9"])("of “%s” deletes nothing and says what can stand there", async (numbers) => {
    await paint("ada", 5);
    const page = await easel.say("ada", "/history");
    expect(await fill("ada", page, numbers)).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining("numbers from 1 to 5"),
    });
    expect(shown(await easel.say("ada", "/history"))).toHaveLength(5);
  });

  test("is nobody else's business", async () => {
    await paint("ada", 1);
    expect((await fill("bob", await easel.say("ada", "/history"), "1")).tone).toBe("refusal");
    expect(shown(await easel.say("ada", "/history"))).toEqual([1]);
  });
});

describe("Open", () => {
  test("shows a picture of the history as it was delivered, with all its buttons", async () => {
    await paint("ada", 2);
    const opened = await easel.press("ada", button(await easel.say("ada", "/history"), "Open 2"));
    expect(opened).toMatchObject({ title: "fox 1", tone: "good", images: [{ width: 1024 }] });
    expect(opened.buttons?.map(({ label }) => label)).toContain("Details");
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
      Id: `${picture.id.slice(0, 8)} (for /edit --from ${picture.id.slice(0, 8)})`,
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
