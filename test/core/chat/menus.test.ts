import { describe, expect, test } from "vitest";
import { menuAction, menuName, menuRefusal, messageMenus } from "../../../src/core/chat/menus.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import type { Attachment } from "../../../src/core/services.ts";

const english = messagesFor("en");
const photo: Attachment = { name: "photo.png", bytes: 3, read: async () => new Uint8Array(3) };
const result = [
  "imagine/reroll/abcdefgh/picture/4",
  "imagine/reference/abcdefgh/picture",
  "imagine/report/abcdefgh/picture",
];

describe("a menu on a message", () => {
  test("presses the button of Easel's own message, also where there are files", () => {
    expect(menuAction("edit-picture", result, [photo])).toEqual({ kind: "button", token: result[1] });
    expect(menuAction("report", result, [])).toEqual({ kind: "button", token: result[2] });
  });

  test("edits the pictures of anybody else's message", () => {
    expect(menuAction("edit-picture", ["someone-elses-button"], [photo])).toEqual({
      ...{ kind: "command", name: "edit", words: "", values: {} },
      attachments: [photo],
    });
  });

  test("finds nothing in words, in other bots' buttons, and in what only looks like a button of ours", () => {
    const tokens = [
      "",
      "/",
      "///",
      "imagine",
      "imagine/reference",
      "history/report/abcdefgh/x",
      "~menu/0",
      "constructor",
    ];
    expect(menuAction("edit-picture", tokens, [])).toBeNull();
    expect(menuAction("report", tokens, [photo])).toBeNull();
  });

  test("has a name that Discord takes, and a sentence for when it finds nothing", () => {
    for (const menu of messageMenus) {
      expect(menuName(menu, english)).toMatch(/^\S.{0,31}$/u);
      expect(menuRefusal(menu, english)).toMatch(/\.$/u);
    }
    expect(new Set(messageMenus.map((menu) => menuName(menu, english))).size).toBe(messageMenus.length);
  });
});
