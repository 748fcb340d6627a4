import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Channel } from "../servers/discord/world.ts";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import type { DiscordFile } from "../support/discord-typing.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";

let app: DiscordApp;
let channel: Channel;
beforeAll(async () => {
  app = await startDiscordApp();
  channel = app.discord.channel(app.guild);
});
afterAll(async () => {
  await expectLaws(app.easel.app.services);
  await app.stop();
  expect(app.discord.violations, "what Discord would refuse").toEqual([]);
  expect(app.easel.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
const nothingCharged = { available: 25, held: 0 };

describe("options that were never offered", () => {
  test.each<[what: string, values: Record<string, string | number | boolean>]>([
    ["a model that is none", { prompt: "a fox", model: "midjourney" }],
    ["a number beyond its limit", { prompt: "a fox", n: 400 }],
    ["a number that is none", { prompt: "a fox", n: "many" }],
    ["an option that is none", { prompt: "a fox", constructor: "x" }],
    ["no prompt at all", {}],
    ["a prompt that nobody can see", { prompt: "\u200b\u2060\u200d \u202e" }],
  ])("%s are refused where only the person sees it, and cost nothing", async (what, values) => {
    const ada = await app.join(what);
    const sent = ada.slash("imagine", values, { in: channel, forged: true });
    const answer = await ada.final(sent);
    expect(answer.images).toEqual([]);
    expect(answer.isPrivate).toBe(true);
    expect(answer.text.length).toBeGreaterThan(20);
    expect(await app.credits(ada)).toEqual(nothingCharged);
  });

  test("a command that is none is answered as well", async () => {
    const ada = await app.join("unknown");
    const sent = app.discord.interactions.send({
      ...{ kind: "command", user: ada.user, channel, locale: "de", message: null },
      data: { id: app.discord.world.newId(), name: "imagin", type: 1 },
    });
    expect((await ada.final(sent)).text).toContain("/imagine");
  });
});

describe("an attachment", () => {
  const files: readonly [what: string, file: () => Promise<DiscordFile>, says: RegExp][] = [
    ["of no bytes", async () => ({ name: "empty.png", bytes: new Uint8Array() }), /could not read|not a picture/u],
    [
      "of 200 MB",
      async () => ({ name: "huge.png", bytes: new Uint8Array(100), size: 200 * 1024 * 1024 }),
      /too large/u,
    ],
    [
      "that is larger than Discord says",
      async () => ({ name: "liar.png", bytes: new Uint8Array(5_000), size: 100 }),
      /could not read/u,
    ],
    [
      "of a wrong type",
      async () => ({ name: "film.mp4", bytes: Buffer.from("not a picture"), type: "video/mp4" }),
      /not a picture/u,
    ],
    [
      "that only says it is a picture",
      async () => ({ name: "page.png", bytes: Buffer.from("<html></html>") }),
      /not a picture/u,
    ],
    [
      "behind a dead link",
      async () => ({ name: "gone.png", bytes: await testImages.png(), isDead: true }),
      /could not read/u,
    ],
  ];
  test.each(files)("%s is refused with its name, and costs nothing", async (what, file, says) => {
    const ada = await app.join(what);
    const answer = await ada.answerTo("edit", { prompt: "make it winter", reference: await file() }, { in: channel });
    expect(answer.text).toMatch(says);
    expect(answer.isPrivate).toBe(true);
    expect(await app.credits(ada)).toEqual(nothingCharged);
  });
});

describe("a press or a form", () => {
  test("that was tampered with does nothing, is answered, and costs nothing", async () => {
    const ada = await app.join("tampering");
    const eve = await app.join("eve");
    const picture = await ada.answerTo("imagine", { prompt: "a fox" }, { in: channel });
    const token = picture.buttons.find(({ label }) => label.startsWith("Reroll"))?.customId ?? "";
    const [command = "", button = "", owner = "", ...args] = token.split("/");
    const evesToken = (await eve.answerTo("imagine", { prompt: "an owl" }, { in: channel })).buttons[0]?.customId ?? "";
    const evesOwner = evesToken.split("/")[2] ?? "";
    const tampered = [
      "x",
      "imagine/constructor/a/b",
      "__proto__/toString/a",
      [command, button, owner, "nonsense", "0"].join("/"),
      [command, button, owner, ...args.slice(0, -1), "0"].join("/"),
      [command, button, evesOwner, ...args].join("/"),
      "form/zzzz",
      "🦊".repeat(50),
    ];
    for (const customId of tampered) {
      const answer = await eve.final(eve.forge(picture, customId));
      expect(answer.isPrivate, customId).toBe(true);
      expect(answer.images, customId).toEqual([]);
    }
    expect(await app.credits(ada)).toEqual({ available: 24, held: 0 });
    expect(await app.credits(eve)).toEqual({ available: 24, held: 0 });
    expect(ada.again(picture)?.images).toHaveLength(1);
  });

  test("that belongs to somebody else is refused, also as a form that they opened", async () => {
    const ada = await app.join("author");
    const eve = await app.join("thief");
    const picture = await ada.answerTo("imagine", { prompt: "a fox of ada's" }, { in: channel });
    const form = await ada.form(ada.click(picture, "Edit prompt"));
    const answer = await eve.final(eve.submit(form));
    expect(answer.text).toContain("This belongs to somebody else");
    expect(await app.credits(eve)).toEqual(nothingCharged);
    expect((await ada.final(ada.submit(form))).images).toHaveLength(1);
  });
});

describe("words", () => {
  const wild = [
    "**bold** _under_ `code` ~~gone~~ ||hidden|| > quote",
    "# heading",
    "@everyone @here <@1> <@&2> <#3>",
    "[click](https://evil.example) <https://evil.example>",
    "zero\u200bwidth \u202eright to left\u202c",
    "```js\nalert(1)\n```",
    "-# small",
    "1. list",
    "\\* escaped",
  ].join("\n");

  test("of all kinds of markup are shown as they were written, and mention nobody", async () => {
    const ada = await app.join("markup");
    const picture = await ada.answerTo("imagine", { prompt: wild }, { in: channel });
    expect(picture.images).toHaveLength(1);
    expect(picture.markup).not.toMatch(/(?<!\\)\*\*bold/u);
    expect(picture.markup).not.toMatch(/(?<!\\)\[click\]\(/u);
    const details = await ada.press(picture, "Details");
    for (const part of ["**bold** _under_ `code` ~~gone~~ ||hidden||", "[click](https://evil.example)"]) {
      expect(details.text).toContain(part);
    }
    expect(details.markup).not.toMatch(/(?<!\\)```/u);
  });

  test("of 6000 characters are shown as far as a message takes them, or refused with the limit", async () => {
    const ada = await app.join("long");
    const long = `${wild}\n${"many words and more @everyone ".repeat(300)}`.slice(0, 6_000);
    const answer = await ada.answerTo("imagine", { prompt: long }, { in: channel });
    if (answer.images.length === 0) {
      expect(answer.text).toContain("6000 characters");
      expect(await app.credits(ada)).toEqual(nothingCharged);
    }
    const shown = await ada.answerTo("imagine", { prompt: `${"*_`~|\\".repeat(300)}` }, { in: channel });
    expect(shown.text.length).toBeGreaterThan(0);
    const details = shown.images.length > 0 ? await ada.press(shown, "Details") : shown;
    expect(details.isPrivate).toBe(true);
  });

  test("in a name mention nobody and break nothing", async () => {
    const ada = await app.join("**@everyone** <@1> \u202e`x`");
    const answer = await ada.answerTo("balance", {}, { in: channel });
    expect(answer.text).toContain("25 credits");
  });
});
