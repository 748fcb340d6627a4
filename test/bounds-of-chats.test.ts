import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BoundedMap } from "../adapters/discord/bounded-map.ts";
import { createFormMemory } from "../adapters/discord/form-memory.ts";
import { createRest } from "../adapters/discord/rest.ts";
import { createScreens } from "../adapters/discord/screens.ts";
import { openConversation } from "../adapters/playground/conversation.ts";
import { createPace as createPlaygroundPace } from "../adapters/playground/pace.ts";
import type { TelegramApi } from "../adapters/telegram/client.ts";
import { createManagers } from "../adapters/telegram/managers.ts";
import { createPace as createTelegramPace } from "../adapters/telegram/pace.ts";
import { createSigns } from "../adapters/telegram/signs.ts";
import { inTurn } from "../adapters/telegram/turns.ts";
import { systemIds } from "../src/system.ts";
import { TestClock, TestLog } from "./support/credits.ts";
import { heldOfSecondCrowd, LEAK_BYTES } from "./support/heap.ts";

/** A clock on which whoever sleeps is woken by their signal alone. */
class StillClock extends TestClock {
  override sleep(_duration_ms?: number, signal?: AbortSignal): Promise<void> {
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("woken"))));
  }
}

describe("what Discord's side remembers does not grow with people", () => {
  test("what was used last, and no more", async () => {
    const map = new BoundedMap<string, boolean>(10_000);
    expect(await heldOfSecondCrowd(30_000, (person) => map.set(`user-${person}`, true))).toBeLessThan(
      30_000 * LEAK_BYTES,
    );
    expect([map.get("user-0"), map.get("user-59999")]).toEqual([undefined, true]);
  });

  test("screens, and forms that wait to be opened", async () => {
    const screens = createScreens();
    const forms = createFormMemory(systemIds);
    const form = { title: "Report", submit: "Send", token: "report", fields: [] };
    const held = await heldOfSecondCrowd(30_000, (person) => {
      screens.of(`discord:place-${person}`).followUps += 1;
      forms.keep(form, null);
    });
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
  });

  describe("limits of what was answered once", () => {
    afterEach(() => {
      vi.useRealTimers();
    });

    test("are forgotten by the library within a minute or two", async () => {
      vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
      const server = createServer((_, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end("{}"),
      );
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { interactions } = createRest({
        token: "t",
        apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      });
      for (let number = 0; number < 20; number++) {
        const route = `/webhooks/123456789012345678/token-${number}/messages/@original` as const;
        await interactions.patch(route, { body: {}, auth: false });
      }
      expect(interactions.handlers.size).toBe(20);
      vi.advanceTimersByTime(120_000);
      expect(interactions.handlers.size).toBe(0);
      interactions.clearHandlerSweeper();
      interactions.clearHashSweeper();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
  });
});

describe("what Telegram's side remembers does not grow with chats", () => {
  test("when something was written there", async () => {
    const pace = createTelegramPace(new TestClock());
    const held = await heldOfSecondCrowd(100_000, (chat) => pace.wrote(-1_000_000 - chat));
    // A chat is a number, which takes less than a key of letters.
    expect(held).toBeLessThan((100_000 * LEAK_BYTES) / 2);
  });

  test("which chats take nothing for now, although nobody writes there again", async () => {
    const clock = new TestClock();
    const turn = inTurn(clock, 5);
    const refuse = async () =>
      ({ ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 3 } }) as const;
    const held = await heldOfSecondCrowd(30_000, (chat) => {
      clock.move(10);
      return turn(refuse, "sendMessage", { chat_id: -1_000_000 - chat, text: "a fox" }, undefined);
    });
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
  });

  test("where Easel is at work, and which presses wait", async () => {
    const answered: string[] = [];
    const signs = createSigns({
      api: { sendChatAction: async () => true, setMessageReaction: async () => true } as Pick<
        TelegramApi,
        "sendChatAction" | "setMessageReaction"
      >,
      answerPress: async (query) => {
        answered.push(query);
        if (answered.length > 100) answered.shift();
        return true;
      },
      clock: new StillClock(),
      metrics: { acknowledged: () => {} },
    });
    const held = await heldOfSecondCrowd(8_000, (person) => {
      const place = `telegram:place-${person}`;
      const spot = { chat: person + 1, topic: null };
      signs.begin(place, spot, 0);
      signs.pressed(place, spot, `query-${person}`, 0);
      // Half of them are answered, half are shown as being worked on first.
      if (person % 2 === 0) signs.begin(place, spot);
      signs.answered(place);
      signs.handled(place);
      signs.end(place);
    });
    expect(held).toBeLessThan(8_000 * LEAK_BYTES);
    signs.stop();
  });

  test("who may set up which group", async () => {
    const api = { getChatMember: async () => ({ status: "administrator" }) };
    const mayManage = createManagers({ api: api as unknown as TelegramApi, clock: new TestClock() });
    const held = await heldOfSecondCrowd(20_000, (person) => mayManage(-1_000_000, person));
    expect(held).toBeLessThan(20_000 * LEAK_BYTES);
  });
});

describe("what the playground remembers does not grow with people", () => {
  test("who has written lately", async () => {
    const mayWrite = createPlaygroundPace();
    const held = await heldOfSecondCrowd(30_000, (person) => mayWrite(`person-${person}`, person * 10));
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
  });

  test("what was said, whether it is kept in a file or not", async () => {
    const conversation = await openConversation({
      path: null,
      clock: new TestClock(),
      ids: systemIds,
      log: new TestLog(),
    });
    const messages = 50_000;
    for (let number = 0; number < messages; number++) {
      await conversation.put({
        ...{ id: `message-${number}`, pane: "channel", person: `person-${number}`, audience: "everyone" },
        ...{ author: "person", text: "a fox", attachments: [] },
      });
    }
    const isThere = Array.from(
      { length: messages },
      (_, number) => conversation.find(`message-${number}`) !== undefined,
    );
    expect(isThere.filter(Boolean).length).toBeLessThan(25_000);
    expect(isThere.slice(-200).every(Boolean)).toBe(true);
    await conversation.close();
  });
});
