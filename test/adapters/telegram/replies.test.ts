import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CAPTION_LENGTH_MAX,
  carrierOf,
  renderButtons,
  renderReply,
  TEXT_LENGTH_MAX,
} from "../../../adapters/telegram/replies.ts";
import type { Button, ReplyImage } from "../../../src/core/chat/reply.ts";

const image = (key: string): ReplyImage => ({ key, alternative: "a fox", width: 1024, height: 768 });
const lengthOf = (markup: string) => markup.replace(/<[^>]*>/gu, "").replace(/&\w+;/gu, "&").length;

describe("words", () => {
  test("are a bold title, the text, and the fields a line each", () => {
    const fields = [
      { name: "Model", value: "Seedream" },
      { name: "Cost", value: "3 credits" },
    ];
    expect(renderReply({ title: "A <fox>", text: "in snow", fields }).texts).toEqual([
      "<b>A &lt;fox&gt;</b>\n\nin snow\n\n<b>Model</b>: Seedream\n<b>Cost</b>: 3 credits",
    ]);
  });

  test("with lines of their own stand below their name", () => {
    const fields = [
      { name: "One", value: "a\nb" },
      { name: "Two", value: "c" },
    ];
    expect(renderReply({ fields }).texts).toEqual(["<b>One</b>\na\nb\n<b>Two</b>: c"]);
  });

  test("always fit: a caption below a picture, texts after it", () => {
    const reply = fc.record({
      title: fc.string({ maxLength: 200 }),
      text: fc.string({ unit: fc.constantFrom("a", "&", " ", "<", "\n"), maxLength: 9_000 }),
      images: fc.subarray([image("a:0"), image("a:1")]),
    });
    fc.assert(
      fc.property(reply, (given) => {
        const rendered = renderReply(given);
        rendered.texts.forEach((text, index) => {
          const isCaption = index === 0 && carrierOf(rendered) === "photo";
          expect(lengthOf(text)).toBeLessThanOrEqual(isCaption ? CAPTION_LENGTH_MAX : TEXT_LENGTH_MAX);
        });
      }),
      { numRuns: 50 },
    );
  });

  test("there are always some where a message would be empty, and none beside a picture that needs none", () => {
    expect(renderReply({}).texts).toEqual(["…"]);
    expect(renderReply({ buttons: [{ label: "Go", token: "a/b/c" }] }).texts).toEqual(["…"]);
    expect(renderReply({ images: [image("a:0")] }).texts).toEqual([]);
    expect(renderReply({ files: [{ key: "a:0", name: "a.png" }] }).texts).toEqual([]);
  });
});

describe("buttons", () => {
  const button = (label: string, style?: "quiet"): Button => ({
    label,
    token: `imagine/${label.length}/owner`,
    ...(style === undefined ? {} : { style }),
  });
  const labels = (buttons: readonly Button[]) =>
    renderButtons(buttons).keyboard.map((row) => row.map(({ text }) => text));

  test("share a row while their labels can be read, and the quiet ones begin their own", () => {
    expect(
      labels([
        button("Reroll · 3 credits"),
        button("Variation · 3 credits"),
        button("Edit"),
        button("Details", "quiet"),
      ]),
    ).toEqual([["Reroll · 3 credits", "Variation · 3 credits"], ["Edit"], ["Details"]]);
    expect(labels(["1", "2", "3", "4"].map((label) => button(label)))).toEqual([["1", "2", "3"], ["4"]]);
  });

  test("with more than 64 bytes are a mistake of ours, and told as one", () => {
    expect(() => renderButtons([{ label: "Go", token: "ü".repeat(33) }])).toThrow("longer than Telegram takes");
  });

  test("that lead to addresses Telegram refuses are words instead, and what is no address of the web is left out", () => {
    const { keyboard, links } = renderButtons([
      { label: "Pay", url: "https://pay.example/x" },
      { label: "Pay here", url: "http://localhost:8080/pay" },
      { label: "Bad", url: "javascript:alert(1)" },
    ]);
    expect(keyboard).toEqual([[{ text: "Pay", url: "https://pay.example/x" }]]);
    expect(links.map(({ text }) => text.trim())).toEqual(["Pay here: http://localhost:8080/pay"]);
  });
});
