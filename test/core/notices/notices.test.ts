import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createNotices, type NoticeStore } from "../../../src/core/notices/notices.ts";
import type { Clock } from "../../../src/core/services.ts";
import { systemClock } from "../../../src/system.ts";
import { DAY_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
let account: string;
beforeEach(async () => {
  easel = await testServices();
  account = (await easel.accounts.of(identityOf("ada"))).id;
});
afterEach(() => easel.stop());

const current = async () => {
  const found = await easel.accounts.find(account);
  if (found === null) throw new Error("the account is gone");
  return found;
};
const news = { text: "Your picture is ready." };

describe("a notice", () => {
  test("goes out as a direct message, and is told then", async () => {
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
    expect((await current()).noticesWaiting).toBe(false);
    expect((await easel.noticeStore.find("k"))?.toldAt).toEqual(easel.clock.now());
  });

  test("with the same key is told once, also by two processes at the same moment", async () => {
    const other = easel.again();
    await Promise.all([easel.notices.tell(account, "k", news), other.notices.tell(account, "k", news)]);
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
  });

  test("waits for the next contact when direct messages are closed, and goes out when they open first", async () => {
    easel.chat.directsClosed = true;
    await easel.notices.tell(account, "k", news);
    expect((await current()).noticesWaiting).toBe(true);
    expect((await easel.notices.waiting(await current())).map(({ reply }) => reply)).toEqual([news]);
    easel.chat.directsClosed = false;
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
    expect(await easel.notices.waiting(await current())).toEqual([]);
    expect((await current()).noticesWaiting).toBe(false);
  });

  test("waits when the chat fails, and that is logged", async () => {
    easel.chat.direct = () => Promise.reject(new Error("away"));
    await easel.notices.tell(account, "k", news);
    expect((await current()).noticesWaiting).toBe(true);
    expect(easel.log.lines).toMatchObject([{ level: "warn", facts: { platform: "memory" } }]);
  });

  test("that comes while others are being shown is not forgotten", async () => {
    easel.chat.directsClosed = true;
    await easel.notices.tell(account, "first", news);
    const shown = await easel.notices.waiting(await current());
    const account_ = await current();
    await easel.notices.tell(account, "second", { text: "More news." });
    await easel.notices.told(account_, shown);
    expect((await current()).noticesWaiting).toBe(true);
    expect((await easel.notices.waiting(await current())).map(({ key }) => key)).toEqual(["second"]);
  });

  test("is seen once by whoever asks while it is being tried: beside a later answer, or as the message that came", async () => {
    for (const [key, outcome] of [
      ["came back", "closed"],
      ["came", "sent"],
    ] as const) {
      let end = (_outcome: "sent" | "closed") => {};
      easel.chat.direct = () => new Promise((resolve) => (end = resolve));
      const trying = easel.notices.tell(account, key, news);
      await vi.waitFor(async () => expect(await easel.noticeStore.find(key)).not.toBeNull(), 20_000);
      expect(await easel.notices.waiting(await current())).toEqual([]);
      await vi.waitFor(() => {
        end(outcome);
        return Promise.race([trying, Promise.reject(new Error("it is still being tried"))]);
      }, 20_000);
      const seen = await easel.notices.waiting(await current());
      expect(seen.map((one) => one.key)).toEqual(outcome === "closed" ? [key] : []);
      await easel.notices.told(await current(), seen);
      expect(await easel.notices.waiting(await current())).toEqual([]);
    }
  });

  test("that came back is known to wait although whoever tried it died at that moment", async () => {
    easel.chat.directsClosed = true;
    const store: NoticeStore = { ...easel.noticeStore, postpone: () => Promise.reject(new Error("it died")) };
    const { clock, log, accountStore, chat } = easel;
    const notices = createNotices({
      ...{ store, accounts: accountStore, clock, log },
      chats: { direct: ({ user }, reply, key) => chat.direct(user, reply, key), platforms: () => ["memory"] },
    });
    await expect(notices.tell(account, "k", news)).rejects.toThrow("it died");
    expect((await easel.notices.waiting(await current())).map(({ key }) => key)).toEqual(["k"]);
  });

  test("costs the common case nothing: nobody asks the database when nothing waits", async () => {
    let asked = 0;
    const store: NoticeStore = {
      ...easel.noticeStore,
      waiting: async (...query) => {
        asked += 1;
        return easel.noticeStore.waiting(...query);
      },
    };
    const { chat, clock, log } = easel;
    const chats = { direct: () => chat.direct("ada", news, "k"), platforms: () => ["memory"] };
    const notices = createNotices({ store, accounts: easel.accountStore, chats, clock, log });
    expect(await notices.waiting(await current())).toEqual([]);
    expect(asked).toBe(0);
  });

  test("is tried again while the chat is away, ever more rarely, and goes out when it is back", async () => {
    const { chat } = easel;
    const { direct } = chat;
    chat.direct = () => Promise.reject(new Error("away"));
    await easel.notices.tell(account, "k", news);
    await easel.notices.tell(account, "k", news);
    expect(easel.log.lines).toHaveLength(1);
    expect(await easel.notices.sendDue(10)).toBe(0);
    expect(easel.log.lines).toHaveLength(1);
    easel.clock.move(30_000);
    expect(await easel.notices.sendDue(10)).toBe(0);
    expect(await easel.notices.reachedAt("k")).toBeNull();
    chat.direct = direct;
    easel.clock.move(59_000);
    expect(await easel.notices.sendDue(10)).toBe(0);
    easel.clock.move(1_000);
    const sent = await Promise.all([easel.notices.sendDue(10), easel.again().notices.sendDue(10)]);
    expect(sent.sort()).toEqual([0, 1]);
    expect(chat.directs("ada")).toEqual([news]);
    expect(await easel.notices.reachedAt("k")).toEqual(easel.clock.now());
  });

  test("is given up after many hours of a chat that is away, and then waits for the person", async () => {
    easel.chat.direct = () => Promise.reject(new Error("away"));
    await easel.notices.tell(account, "k", news);
    for (let hour = 0; hour < 24; hour++) {
      easel.clock.move(60 * 60 * 1000);
      await easel.notices.sendDue(10);
    }
    expect(await easel.noticeStore.find("k")).toMatchObject({ attempts: 15, nextAttemptAt: null, toldAt: null });
    expect(await easel.notices.reachedAt("k")).not.toBeNull();
    expect((await easel.notices.waiting(await current())).map(({ key }) => key)).toEqual(["k"]);
  });

  test("whose sender died is sent by another one", async () => {
    const { chat } = easel;
    const { direct } = chat;
    let wasAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      wasAsked = resolve;
    });
    chat.direct = () => {
      wasAsked();
      return new Promise(() => {});
    };
    void easel.notices.tell(account, "k", news);
    await asked;
    chat.direct = direct;
    expect(await easel.again().notices.sendDue(10)).toBe(0);
    easel.clock.move(60_000);
    expect(await easel.again().notices.sendDue(10)).toBe(1);
    expect(chat.directs("ada")).toEqual([news]);
  });

  test("counts as known from when it began to wait for a person who takes no direct messages", async () => {
    easel.chat.directsClosed = true;
    const began = easel.clock.now();
    await easel.notices.tell(account, "k", news);
    easel.clock.move(5_000);
    await easel.notices.told(await current(), await easel.notices.waiting(await current()));
    expect(await easel.notices.reachedAt("k")).toEqual(began);
  });

  test("that is a reminder is not even kept for those who want none", async () => {
    await easel.accounts.changeSettings(await current(), { reminders: false });
    await easel.notices.tell(account, "r", news, "reminder");
    await easel.notices.tell(account, "s", news);
    expect(await easel.noticeStore.find("r")).toBeNull();
    expect(easel.chat.directs("ada")).toHaveLength(1);
  });

  test("to many is left to the line, and each of them is told once", async () => {
    const people = Array.from({ length: 20 }, (_, index) => `person${index}`);
    const ids = await Promise.all(people.map(async (user) => (await easel.accounts.of(identityOf(user))).id));
    for (const id of [...ids, ...ids]) await easel.notices.post(id, `news:${id}`, news);
    expect(people.flatMap((user) => easel.chat.directs(user))).toEqual([]);
    const sent = await Promise.all([easel.notices.sendDue(100), easel.again().notices.sendDue(100)]);
    expect(sent.reduce((sum, count) => sum + count)).toBe(20);
    expect(people.map((user) => easel.chat.directs(user).length)).toEqual(people.map(() => 1));
  });

  test("for a platform that this process does not reach is left to one that does", async () => {
    const { id } = await easel.accounts.of({ platform: "elsewhere", user: "1", name: "Ada" });
    await easel.notices.tell(id, "k", news);
    expect(await easel.notices.sendDue(10)).toBe(0);
    expect(await easel.noticeStore.find("k")).toMatchObject({ toldAt: null, attempts: 0, platforms: ["elsewhere"] });
  });

  test("that is a reminder is dropped when its person switches reminders off meanwhile, in the line or waiting", async () => {
    await easel.notices.post(account, "queued", news, "reminder");
    easel.chat.directsClosed = true;
    await easel.notices.tell(account, "waiting", news, "reminder");
    easel.chat.directsClosed = false;
    await easel.accounts.changeSettings(await current(), { reminders: false });
    expect(await easel.notices.waiting(await current())).toEqual([]);
    expect(await easel.notices.sendDue(10)).toBe(0);
    expect(easel.chat.directs("ada")).toEqual([]);
    expect(await easel.noticeStore.find("queued")).toBeNull();
    expect(await easel.noticeStore.find("waiting")).toBeNull();
  });

  test("that was told is forgotten after 180 days, but not that somebody was told of a price", async () => {
    const kept = new Map<string, Date | null>();
    const store: NoticeStore = {
      ...easel.noticeStore,
      async markTold(key, _at, keepUntil) {
        kept.set(key, keepUntil);
      },
    };
    const { clock, log, chat } = easel;
    const chats = { direct: () => chat.direct("ada", news, "k"), platforms: () => ["memory"] };
    const notices = createNotices({ store, accounts: easel.accountStore, chats, clock, log });
    for (const key of ["k", "price:seedream:1:sub_1"]) await notices.tell(account, key, news);
    expect([...kept]).toEqual([
      ["k", new Date(clock.now().getTime() + 180 * DAY_MS)],
      ["price:seedream:1:sub_1", null],
    ]);
  });
});

describe("the line", () => {
  const people = async () => ({
    onDiscord: (await easel.accounts.of({ platform: "discord", user: "1", name: "Ada" })).id,
    onTelegram: (await easel.accounts.of({ platform: "telegram", user: "2", name: "Bob" })).id,
  });
  /** On it nothing happens because time has passed: whoever sleeps is woken by their signal. */
  const endless: Clock = {
    now: systemClock.now,
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        if (signal?.aborted) reject(signal.reason);
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  };
  /** Notices in a process that serves both, over the same database. */
  const serving = (direct: (platform: string) => Promise<"sent" | "closed">) =>
    createNotices({
      ...{ store: easel.noticeStore, accounts: easel.accountStore, log: easel.log, clock: endless },
      chats: { direct: ({ platform }) => direct(platform), platforms: () => ["discord", "telegram"] },
    });

  test("sends what is posted at once, and a platform that hangs keeps nobody on another one waiting", async () => {
    const { onDiscord, onTelegram } = await people();
    let release = () => {};
    const hanging = new Promise<"sent">((resolve) => {
      release = () => resolve("sent");
    });
    const notices = serving((platform) => (platform === "discord" ? hanging : Promise.resolve("sent")));
    notices.start();
    await notices.post(onDiscord, "d", news);
    await notices.post(onTelegram, "t", news);
    await vi.waitFor(async () => expect((await easel.noticeStore.find("t"))?.toldAt).not.toBeNull(), 20_000);
    expect(await easel.noticeStore.find("d")).toMatchObject({ toldAt: null, attempts: 1 });
    release();
    await notices.stop();
    expect((await easel.noticeStore.find("d"))?.toldAt).not.toBeNull();
  });

  test("never looks for what is for nobody's platform", async () => {
    const { onDiscord } = await people();
    await easel.noticeStore.insert({
      ...{ key: "nowhere", account: onDiscord, kind: "service", reply: news, platforms: [] },
      ...{ createdAt: easel.clock.now(), toldAt: null, reachedAt: null, attempts: 0, nextAttemptAt: null },
    });
    const asked: (readonly string[])[] = [];
    const store: NoticeStore = {
      ...easel.noticeStore,
      async due(at, platforms, limit) {
        asked.push(platforms);
        return easel.noticeStore.due(at, platforms, limit);
      },
    };
    const chats = { direct: async () => "sent" as const, platforms: () => ["discord", "telegram"] };
    const { clock, log, accountStore } = easel;
    const notices = createNotices({ store, accounts: accountStore, chats, clock, log });
    expect(await notices.sendDue(10)).toBe(0);
    expect(asked).toEqual([["discord"], ["telegram"]]);
  });
});
