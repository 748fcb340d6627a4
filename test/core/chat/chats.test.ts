import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChats } from "../../../src/core/chat/chats.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { recordingChat } from "../../support/recording-chat.ts";

const textsOf = (replies: readonly Reply[]) => replies.map((reply) => Number(reply.text));

describe("all chats behind one door", () => {
  test("what a place shows only ever gets newer, however the shows come and however long they take", async () => {
    const versions = fc.array(fc.nat(8), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), versions, async (scheduler, order) => {
        const chat = recordingChat();
        chat.pause = () => scheduler.schedule(Promise.resolve());
        const chats = createChats([chat]);
        const place = chat.place();
        const shows = order.map((version) => chats.show(place, { text: String(version) }, version));
        await scheduler.waitFor(Promise.all(shows));
        const shown = textsOf(chat.shown(place));
        expect(shown).toEqual(shown.toSorted((a, b) => a - b));
        expect(shown.at(-1)).toBe(Math.max(...order));
      }),
    );
  });

  test("a first answer that comes late does not cover the picture", async () => {
    const chat = recordingChat();
    const chats = createChats([chat]);
    const place = chat.place();
    await chats.show(place, { text: "7" }, 7);
    expect(await chats.show(place, { text: "0" }, 0)).toBe("shown");
    expect(textsOf(chat.shown(place))).toEqual([7]);
  });

  test("what is overtaken while it waits for a slow show is left out", async () => {
    const chat = recordingChat();
    const chats = createChats([chat]);
    const place = chat.place();
    let finish = () => {};
    chat.pause = () => new Promise((resolve) => (finish = resolve));
    const show = (version: number) => chats.show(place, { text: String(version) }, version);
    const slow = show(1);
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = [2, 3, 4].map(show);
    chat.pause = () => Promise.resolve();
    finish();
    expect(await Promise.all([slow, ...waiting])).toEqual(["shown", "shown", "shown", "shown"]);
    expect(textsOf(chat.shown(place))).toEqual([1, 4]);
  });

  test("a show that fails is told to who asked, and the place goes on", async () => {
    const chat = recordingChat();
    const chats = createChats([chat]);
    const place = chat.place();
    chat.failing = 1;
    const [first, second] = await Promise.allSettled([
      chats.show(place, { text: "1" }, 1),
      chats.show(place, { text: "2" }, 2),
    ]);
    expect([first.status, second.status]).toContain("fulfilled");
    await chats.show(place, { text: "2" }, 2);
    expect(textsOf(chat.shown(place)).at(-1)).toBe(2);
  });

  test("one slow place does not hold up another", async () => {
    const chat = recordingChat();
    const chats = createChats([chat]);
    const [slow, quick] = [chat.place(), chat.place()];
    let finish = () => {};
    chat.pause = (place) => (place === slow ? new Promise((resolve) => (finish = resolve)) : Promise.resolve());
    const waiting = chats.show(slow, { text: "1" }, 1);
    expect(await chats.show(quick, { text: "1" }, 1)).toBe("shown");
    finish();
    expect(await waiting).toBe("shown");
  });

  test("a platform that is switched off is gone, and closed to direct messages", async () => {
    const chats = createChats([recordingChat("memory")]);
    expect(await chats.show("telegram/5", { text: "hello" }, 1)).toBe("gone");
    expect(await chats.direct({ platform: "telegram", user: "5" }, { text: "hello" }, "k")).toBe("closed");
  });

  test("places that were not written to for long are forgotten, so that memory stays small", async () => {
    const chat = recordingChat();
    const chats = createChats([chat]);
    const old = chat.place();
    await chats.show(old, { text: "5" }, 5);
    for (let other = 0; other < 10_000; other++) await chats.show(chat.place(), { text: "1" }, 1);
    await chats.show(old, { text: "1" }, 1);
    expect(textsOf(chat.shown(old))).toEqual([5, 1]);
  });
});
