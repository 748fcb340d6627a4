import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nothingAttached, renderReply } from "../../../adapters/discord/replies.ts";
import type { Button, Reply } from "../../../src/core/chat/reply.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import { checkMessage, messageFlags } from "../../servers/discord/check-message.ts";
import { type Json, objectsOf } from "../../servers/discord/json.ts";

const messages = messagesFor("en");
const context = { messages, attached: nothingAttached };

/** What a strict Discord has against a message of these components. */
function faults(reply: Reply, attached = nothingAttached, forUser?: string): unknown[] {
  const components = renderReply(reply, { messages, attached, ...(forUser === undefined ? {} : { forUser }) });
  const names = [...attached.images.map(({ name }) => name), ...attached.files];
  const body = JSON.parse(
    JSON.stringify({ components, flags: messageFlags.componentsV2, allowed_mentions: { parse: [] } }),
  ) as Json;
  return checkMessage(body, [], { isV2: false, kept: names, fileBytesMax: 10, at: [] });
}
function flat(components: readonly unknown[]): Json[] {
  return objectsOf(components).flatMap((one) => [one, ...flat((one["components"] ?? []) as unknown[])]);
}
const rendered = (reply: Reply) => flat(JSON.parse(JSON.stringify(renderReply(reply, context))) as unknown[]);
const texts = (reply: Reply) =>
  rendered(reply).flatMap(({ content }) => (typeof content === "string" ? [content] : []));
const rowsOf = (reply: Reply) =>
  rendered(reply)
    .filter(({ type }) => type === 1)
    .map(({ components }) => objectsOf(components).map(({ label, options }) => label ?? objectsOf(options).length));
const press = (label: string, more: Partial<Extract<Button, { token: string }>> = {}): Button => ({
  label,
  token: `imagine/${label}`,
  ...more,
});

describe("a reply on Discord", () => {
  test("has its title, its words and its facts in a frame in the colour of its tone", () => {
    const reply: Reply = {
      tone: "good",
      title: "a *red*\nfox",
      text: "Here it is.",
      fields: [{ name: "Seed", value: "7" }],
    };
    expect(texts(reply)).toEqual(["### a \\*red\\* fox\nHere it is.", "**Seed** 7"]);
    expect(rendered(reply)[0]).toMatchObject({ type: 17, accent_color: 0x2e_cc_71 });
    expect(rendered({ text: "hi" })[0]).toMatchObject({ accent_color: null });
  });

  test("is never empty, because Discord takes no empty message", () => {
    for (const reply of [{}, { text: "  " }, { title: "\u202E", fields: [{ name: "", value: " " }] }]) {
      expect(faults(reply)).toEqual([]);
    }
  });

  test("covers the pictures of who wants them covered, and no others", () => {
    const image = { name: "a.png", alternative: "a fox" };
    const images = [{ ...image, spoiler: true as const }, image];
    const [frame] = renderReply({ text: "Done" }, { messages, attached: { ...nothingAttached, images } });
    const items = flat(JSON.parse(JSON.stringify([frame])) as unknown[]).flatMap((one) =>
      objectsOf(one["items"] ?? []),
    );
    expect(items.map(({ spoiler }) => spoiler)).toEqual([true, undefined]);
  });

  test("says whose it is where it stands by itself", () => {
    const [frame] = renderReply({ text: "Done" }, { ...context, forUser: "123" });
    expect(JSON.stringify(frame)).toContain("-# For <@123>\\nDone");
  });

  test("is cut kindly where it is too long, and says so; the facts keep their share", () => {
    const reply = { text: "*".repeat(9_000), fields: [{ name: "Seed", value: "7" }] };
    const [text = "", facts, note] = texts(reply);
    expect(text.endsWith("\\*…")).toBe(true);
    expect(facts).toBe("**Seed** 7");
    expect(note).toBe(`-# ${messages.discord.shortened}`);
    expect(faults(reply)).toEqual([]);
  });
});

describe("buttons", () => {
  test("stand in rows of five, and the first quiet one begins the next row", () => {
    const quiet = ["Details", "Original"].map((label) => press(label, { style: "quiet" }));
    const main = ["1", "2", "3", "4", "5", "6"].map((label) => press(label));
    expect(rowsOf({ buttons: [...main, ...quiet, press("Delete", { style: "danger" })] })).toEqual([
      ["1", "2", "3", "4", "5"],
      ["6"],
      ["Details", "Original", "Delete"],
    ]);
  });

  test("lead only to the web; a link too long for a button stands in the words", () => {
    const long = `https://checkout.example/${"x".repeat(600)}`;
    const reply: Reply = {
      text: "Pay here.",
      buttons: [
        { label: "Pay", url: "https://checkout.example/1" },
        { label: "Pay in peace", url: long },
        { label: "No", url: "javascript:alert(1)" },
      ],
    };
    expect(rowsOf(reply)).toEqual([["Pay"]]);
    expect(texts(reply).join("\n")).toContain(`[Pay in peace](<${long}>)`);
    expect(faults(reply)).toEqual([]);
  });

  test("that are too many for five rows stand in menus, and none is lost", () => {
    const buttons = Array.from({ length: 40 }, (_, index) => press(String(index)));
    expect(rowsOf({ buttons })).toEqual([["0", "1", "2", "3", "4"], [25], [10]]);
    expect(faults({ buttons })).toEqual([]);
  });

  test("of the same token are one, because Discord takes an id only once in a message", () => {
    expect(rowsOf({ buttons: [press("a"), press("a"), press("b")] })).toEqual([["a", "b"]]);
  });
});

describe("the limits of Discord", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", " ", "\n", "*", "<@1>", "🦊", "\u202E", "@everyone", "https://a.example/x "),
    maxLength: 800,
  });
  const button: fc.Arbitrary<Button> = fc.oneof(
    fc.record({
      label: word,
      token: fc.stringMatching(/^[a-z0-9/.-]{1,64}$/u),
      style: fc.constantFrom("primary" as const, "secondary" as const, "quiet" as const, "danger" as const),
    }),
    fc.record({
      label: word,
      url: fc.oneof(
        fc.webUrl(),
        fc.webUrl().map((link) => `${link}?${"x".repeat(700)}`),
        word,
      ),
    }),
  );
  const reply: fc.Arbitrary<Reply> = fc.record(
    {
      title: word,
      text: fc.oneof(
        word,
        word.map((text) => text.repeat(20)),
      ),
      fields: fc.array(fc.record({ name: word, value: word }), { maxLength: 30 }),
      buttons: fc.array(button, { maxLength: 60 }),
      tone: fc.constantFrom(
        "plain" as const,
        "working" as const,
        "good" as const,
        "refusal" as const,
        "fault" as const,
      ),
    },
    { requiredKeys: [] },
  );
  const attached = fc
    .record({
      images: fc.array(fc.record({ name: fc.stringMatching(/^[a-z]{4,8}\.png$/u), alternative: word }), {
        maxLength: 10,
      }),
      files: fc.array(fc.stringMatching(/^[a-z]{4,8}\.jpg$/u), { maxLength: 10 }),
      isSmaller: fc.boolean(),
      url: fc.constantFrom(null, `https://easel.example/${"x".repeat(300)}`),
    })
    .map(({ images, files: all, isSmaller, url }) => {
      const files = all.slice(0, 10 - images.length);
      return { images, files, isSmaller, smallerFiles: isSmaller ? files.map((name) => ({ name, url })) : [] };
    });

  test("are kept by whatever is shown", () => {
    fc.assert(
      fc.property(reply, attached, fc.boolean(), (given, files, alone) => {
        expect(faults(given, files, alone ? "123456789012345678" : undefined)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
