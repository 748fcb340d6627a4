import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "./json.ts";
import { noMentions, type RawApp, rawApp, registerImagine } from "./raw-app.ts";
import { type DiscordServer, startDiscordServer } from "./server.ts";
import type { Channel } from "./world.ts";

let discord: DiscordServer;
let app: RawApp;
let channel: Channel;

beforeAll(async () => {
  discord = await startDiscordServer();
  discord.rateLimits.areOn = false;
  app = rawApp(discord);
  channel = discord.channel(discord.guild());
  await registerImagine(app, discord);
});
afterAll(() => discord.stop());

const V2 = 1 << 15;
const text = (length: number) => "x".repeat(length);
const button = (more: Json = {}): Json => ({ type: 2, style: 1, label: "Reroll", custom_id: "a", ...more });
const row = (...components: Json[]): Json => ({ type: 1, components });
const display = (content: string): Json => ({ type: 10, content });
const gallery = (...urls: string[]): Json => ({ type: 12, items: urls.map((url) => ({ media: { url } })) });
const v2 = (...components: Json[]): Json => ({ flags: V2, components });
const buttons = (count: number) => Array.from({ length: count }, (_, index) => button({ custom_id: `b${index}` }));
const select = (count: number): Json => ({
  ...{ type: 3, custom_id: "s" },
  options: Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` })),
});

const messages: readonly [body: string, body: Json, taken: boolean, where?: string][] = [
  ["a content of 2000 characters", { content: text(2_000) }, true],
  ["a content of 2001 characters", { content: text(2_001) }, false, "content"],
  ["2000 characters of two halves each", { content: "🦊".repeat(2_000) }, true],
  ["nothing", {}, false],
  ["only space", { content: "  \n" }, false],
  ["five buttons in a row", { content: "x", components: [row(...buttons(5))] }, true],
  ["six buttons in a row", { content: "x", components: [row(...buttons(6))] }, false, "components"],
  ["no button in a row", { content: "x", components: [row()] }, false, "components"],
  [
    "six rows",
    {
      content: "x",
      components: Array.from({ length: 6 }, (_, index) => row(button({ custom_id: `b${index}` }))),
    },
    false,
    "components",
  ],
  ["a button outside a row", { content: "x", components: [button()] }, false, "components"],
  ["the same custom id twice", { content: "x", components: [row(button(), button())] }, false, "components"],
  ["a label of 81 characters", { content: "x", components: [row(button({ label: text(81) }))] }, false, "components"],
  ["a custom id of 101", { content: "x", components: [row(button({ custom_id: text(101) }))] }, false, "components"],
  ["a link with a custom id", { components: [row(button({ style: 5, url: "https://a.b" }))] }, false, "components"],
  ["a plain button with a link", { components: [row(button({ url: "https://a.b" }))] }, false, "components"],
  [
    "a link of the web",
    { components: [row({ type: 2, style: 5, label: "Read", url: "https://easel.example/terms" })] },
    true,
  ],
  ["a link of no web", { components: [row({ type: 2, style: 5, label: "x", url: "file:///x" })] }, false, "components"],
  ["a menu of 25", { components: [row(select(25))] }, true],
  ["a menu of 26", { components: [row(select(26))] }, false, "components"],
  ["a menu beside a button", { components: [row(select(2), button())] }, false, "components"],
  ["texts of 4000 together", v2(display(text(2_000)), { type: 17, components: [display(text(2_000))] }), true],
  ["texts of 4001 together", v2(display(text(2_000)), display(text(2_001))), false, "components"],
  ["40 components", v2(...Array.from({ length: 40 }, () => display("x"))), true],
  ["41 components", v2(...Array.from({ length: 41 }, () => display("x"))), false, "components"],
  ["41 with those inside", v2({ type: 17, components: Array.from({ length: 40 }, () => display("x")) }), false],
  ["an empty text", v2(display("")), false, "components"],
  ["a container in a container", v2({ type: 17, components: [{ type: 17, components: [display("x")] }] }), false],
  ["content with components V2", { ...v2(display("x")), content: "x" }, false, "content"],
  ["embeds with components V2", { ...v2(display("x")), embeds: [{ title: "x" }] }, false, "embeds"],
  ["a text display without the flag", { content: "x", components: [display("x")] }, false, "components"],
  ["a gallery of ten", v2(gallery(...Array.from({ length: 10 }, () => "https://a.b/c.png"))), true],
  ["a gallery of eleven", v2(gallery(...Array.from({ length: 11 }, () => "https://a.b/c.png"))), false, "components"],
  ["a gallery of none", v2(gallery()), false, "components"],
  ["a file that is not there", v2(gallery("attachment://fox.png")), false, "components"],
  ["a colour beyond white", v2({ type: 17, accent_color: 0x1000000, components: [display("x")] }), false, "components"],
  ["an embed title of 257", { embeds: [{ title: text(257) }] }, false, "embeds"],
  ["embeds of 6001 together", { embeds: [{ description: text(4_000) }, { description: text(2_001) }] }, false],
  ["26 fields", { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: "a", value: "b" })) }] }, false],
  ["a nonce of 26", { content: "x", nonce: text(26) }, false, "nonce"],
  ["enforcing no nonce", { content: "x", enforce_nonce: true }, false, "enforce_nonce"],
  ["an unknown mention", { content: "x", allowed_mentions: { parse: ["all"] } }, false, "allowed_mentions"],
];

describe("a message with", () => {
  test.each(messages)("%s", async (_, body, taken, where) => {
    const before = discord.violations.length;
    const { status, body: answer } = await app.call("POST", `/channels/${channel.id}/messages`, {
      ...noMentions,
      ...body,
    });
    expect(status, JSON.stringify(answer)).toBe(taken ? 200 : 400);
    expect(discord.violations.length - before).toBe(taken ? 0 : 1);
    if (where === undefined) return;
    expect(answer).toMatchObject({ code: 50035, message: "Invalid Form Body" });
    expect(Object.keys(answer["errors"] as Json)).toEqual([where]);
  });
});

test("words without a word on mentions are taken, and noted as careless", async () => {
  const before = discord.violations.length;
  const { status } = await app.call("POST", `/channels/${channel.id}/messages`, { content: "@everyone" });
  expect(status).toBe(200);
  expect(discord.violations.slice(before)).toEqual([
    "a message carries text without allowed_mentions that mention nobody",
  ]);
});

test("files have a limit each, a request has one for all, and a message has ten", async () => {
  const path = `/channels/${channel.id}/messages`;
  const tooLarge = await app.call("POST", path, noMentions, [new Uint8Array(10 * 1024 * 1024 + 1)]);
  expect(tooLarge.body["code"]).toBe(50035);
  const nine = new Uint8Array(9 * 1024 * 1024);
  expect((await app.call("POST", path, noMentions, [nine, nine, nine])).body).toMatchObject({ code: 40005 });
  const small = Array.from({ length: 11 }, () => new Uint8Array(4));
  expect((await app.call("POST", path, noMentions, small)).body["code"]).toBe(50035);
  expect((await app.call("POST", path, noMentions, small.slice(1))).status).toBe(200);
});

const commands: readonly [what: string, command: Json, taken: boolean][] = [
  ["a plain one", { name: "imagine", description: "x" }, true],
  ["capitals in its name", { name: "Imagine", description: "x" }, false],
  ["a space in its name", { name: "a b", description: "x" }, false],
  ["a name of 33", { name: text(33), description: "x" }, false],
  ["a name in Thai", { name: "วาดภาพ", description: "x" }, true],
  ["no description", { name: "a" }, false],
  ["a description of 101", { name: "a", description: text(101) }, false],
  ["a language that Discord has not", { name: "a", description: "x", name_localizations: { es: "b" } }, false],
  ["a language that Discord has", { name: "a", description: "x", name_localizations: { "es-ES": "b" } }, true],
  [
    "a required option behind another",
    {
      ...{ name: "a", description: "x" },
      options: [
        { type: 3, name: "b", description: "x" },
        { type: 3, name: "c", description: "x", required: true },
      ],
    },
    false,
  ],
  [
    "26 choices",
    {
      ...{ name: "a", description: "x" },
      options: [
        {
          ...{ type: 3, name: "b", description: "x" },
          choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
        },
      ],
    },
    false,
  ],
  [
    "choices and an autocompletion",
    {
      ...{ name: "a", description: "x" },
      options: [{ type: 3, name: "b", description: "x", autocomplete: true, choices: [{ name: "c", value: "c" }] }],
    },
    false,
  ],
  ["a description in a menu of messages", { type: 3, name: "Report", description: "x" }, false],
  ["a menu of messages", { type: 3, name: "Report this picture" }, true],
];

test.each(commands)("a command with %s", async (_, command, taken) => {
  const { status, body } = await app.call("PUT", `/applications/${discord.applicationId}/commands`, [command]);
  expect(status, JSON.stringify(body)).toBe(taken ? 200 : 400);
  await registerImagine(app, discord);
});

test("commands that come again as they were keep their ids and versions, and say what was left out", async () => {
  const path = `/applications/${discord.applicationId}/commands`;
  const given = [
    { name: "imagine", description: "x", options: [{ type: 3, name: "p", description: "y", required: false }] },
  ];
  const first = (await app.call("PUT", path, given)).body as unknown as Json[];
  const again = (await app.call("PUT", path, given)).body as unknown as Json[];
  expect(again).toEqual(first);
  const changed = (await app.call("PUT", path, [{ ...given[0], description: "z" }])).body as unknown as Json[];
  expect(changed[0]?.["id"]).toBe(first[0]?.["id"]);
  expect(changed[0]?.["version"]).not.toBe(first[0]?.["version"]);
  const read = (await app.call("GET", path)).body as unknown as Json[];
  expect(read[0]).toMatchObject({ nsfw: false, contexts: null, integration_types: [0], dm_permission: true });
  expect(read[0]).not.toHaveProperty("name_localizations");
  expect(read[0]?.["options"]).toEqual([{ type: 3, name: "p", description: "y" }]);
  const all = (await app.call("GET", `${path}?with_localizations=true`)).body as unknown as Json[];
  expect(all[0]).toMatchObject({ name_localizations: null });
  await registerImagine(app, discord);
});

const label = (component: Json, words = "Words"): Json => ({ type: 18, label: words, component });
const input = (more: Json = {}): Json => ({ type: 4, custom_id: "words", style: 1, ...more });
const modals: readonly [what: string, modal: Json, taken: boolean][] = [
  ["a field", { title: "x", custom_id: "m", components: [label(input())] }, true],
  ["a title of 46", { title: text(46), custom_id: "m", components: [label(input())] }, false],
  ["a label of 46", { title: "x", custom_id: "m", components: [label(input(), text(46))] }, false],
  ["no field", { title: "x", custom_id: "m", components: [] }, false],
  [
    "six fields",
    {
      ...{ title: "x", custom_id: "m" },
      components: Array.from({ length: 6 }, (_, index) => label(input({ custom_id: `f${index}` }))),
    },
    false,
  ],
  [
    "a value beyond its length",
    { title: "x", custom_id: "m", components: [label(input({ max_length: 2, value: "abc" }))] },
    false,
  ],
  ["a length beyond 4000", { title: "x", custom_id: "m", components: [label(input({ max_length: 4_001 }))] }, false],
  ["a button", { title: "x", custom_id: "m", components: [row(button())] }, false],
  ["a menu", { title: "x", custom_id: "m", components: [label(select(3))] }, true],
];

test.each(modals)("a form with %s", async (_, modal, taken) => {
  const asked = discord.person("ada").slash("imagine", { prompt: "x" }, { in: channel });
  const { status, body } = await app.callback(asked, 9, modal);
  expect(status, JSON.stringify(body)).toBe(taken ? 204 : 400);
  expect(asked.modal !== null).toBe(taken);
});
