import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { type AccountStore, createAccounts, newAccount } from "../src/core/accounts/accounts.ts";
import { initialSettings } from "../src/core/accounts/settings.ts";
import { createChats } from "../src/core/chat/chats.ts";
import { createPace } from "../src/core/chat/pace.ts";
import { encodePlace } from "../src/core/chat/place.ts";
import { emptyWallet } from "../src/core/credits/wallet.ts";
import { FairQueue } from "../src/core/generation/fair-queue.ts";
import { KeyedQueue } from "../src/core/keyed-queue.ts";
import { messagesFor } from "../src/core/messages.ts";
import { createLine } from "../src/core/notices/line.ts";
import type { ServerStore } from "../src/core/servers/server.ts";
import { createServers } from "../src/core/servers/servers.ts";
import { createTermsNews } from "../src/core/terms/news.ts";
import { createTerms } from "../src/core/terms/terms.ts";
import type { TermsBook } from "../src/core/terms/version.ts";
import { DAY_MS, give, START, TestClock, TestLog, testLedger } from "./support/credits.ts";
import { heldOfSecondCrowd, LEAK_BYTES } from "./support/heap.ts";
import { memoryWallets } from "./support/memory-wallets.ts";

const identityOf = (person: number) => ({ platform: "memory", user: `user-${person}`, name: "Ada" });

describe("what a process remembers of people does not grow with them", () => {
  test("which could be seen: a map that keeps everybody is told from one that does not", async () => {
    const kept = new Map<string, boolean>();
    const held = await heldOfSecondCrowd(20_000, (person) => kept.set(`person-${person}`, true));
    expect(held).toBeGreaterThan(20_000 * LEAK_BYTES);
    expect(await heldOfSecondCrowd(20_000, (person) => new Map([[`person-${person}`, true]]))).toBeLessThan(
      20_000 * LEAK_BYTES,
    );
  });

  test("wallets as they were written last", async () => {
    const store = {
      ...memoryWallets(),
      read: async (account: string) => emptyWallet(account),
      write: async () => true,
    };
    const ledger = testLedger(store, new TestClock());
    const held = await heldOfSecondCrowd(10_000, (person) => give(ledger, `account-${person}`, 25));
    expect(held).toBeLessThan(10_000 * LEAK_BYTES);
  });

  test("who has sent commands lately", async () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    const held = await heldOfSecondCrowd(30_000, (person) => {
      clock.move(20);
      pace.wait_ms(`account-${person}`, 20);
    });
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
  });

  test("what places show", async () => {
    const chats = createChats([{ platform: "memory", show: async () => "shown", direct: async () => "sent" }]);
    const held = await heldOfSecondCrowd(30_000, (person) =>
      chats.show(encodePlace("memory", `place-${person}`), { text: "a fox" }, 1),
    );
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
  });

  test("who waits for a task of their own", async () => {
    const queue = new KeyedQueue();
    const held = await heldOfSecondCrowd(30_000, (person) => queue.run(`account-${person}`, async () => person));
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
    expect(queue.size).toBe(0);
  });

  test("whose turn it was, while somebody is always at work, some give up and nobody comes twice", async () => {
    const queue = new FairQueue();
    const share = { weight: 1, atOnce: 2 };
    queue.occupy({ id: "always", account: "always", ...share });
    const held = await heldOfSecondCrowd(30_000, (person) => {
      queue.join({ id: `served-${person}`, account: `account-${person}`, ...share });
      queue.join({ id: `gone-${person}`, account: `impatient-${person}`, ...share });
      queue.leave(`gone-${person}`);
      queue.leave(queue.next(2)?.id ?? "");
    });
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
    expect(queue.size()).toMatchObject({ waiting: 0, running: 1 });
    expect(queue.size().remembered).toBeLessThan(20_000);
  });

  test("who was told of new terms", async () => {
    const clock = new TestClock();
    const first = createTerms({ clock }).inForce();
    const book: TermsBook = [
      { ...first, version: "2054-01-01", effectiveAt: new Date(START.getTime() - 9 * DAY_MS) },
      {
        ...first,
        version: "2054-02-01",
        effectiveAt: new Date(START.getTime() - DAY_MS),
        change: "minor",
        changes: { en: "A comma." },
      },
    ];
    let posts = 0;
    const notices = { post: async () => void posts++ };
    const tellOfNews = createTermsNews({
      terms: createTerms({ book, clock }),
      notices: notices as never,
      log: new TestLog(),
    });
    const consent = { termsVersion: "2054-01-01", ageConfirmed_years: 13, platform: "memory", at: START };
    const held = await heldOfSecondCrowd(60_000, (person) => {
      const account = { ...newAccount(`account-${person}`, identityOf(person), START), consents: [consent] };
      tellOfNews({ account, messages: messagesFor("en"), language: "en" });
    });
    expect(held).toBeLessThan(60_000 * LEAK_BYTES);
    expect(posts).toBe(120_000);
  });

  test("in which servers results are private, and which are banned", async () => {
    const state = { isPrivate: true, bannedAt: START };
    const store: Pick<ServerStore, "find"> = { find: async () => state };
    const allowance = { left: async () => null };
    const servers = createServers({ store: store as ServerStore, allowance, clock: new TestClock() });
    const held = await heldOfSecondCrowd(30_000, (server) => servers.settings({ key: `memory:server-${server}` }));
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
    expect(servers.wasPrivate("memory:server-59999")).toBe(true);
    expect(servers.wasPrivate("memory:server-0")).toBe(false);
  });

  test("who wants results for themselves", async () => {
    const clock = new TestClock();
    const settings = { ...initialSettings, isPrivate: true };
    const store: Pick<AccountStore, "findByIdentity"> = {
      findByIdentity: async (key) => ({
        ...newAccount(key, { platform: "memory", user: key, name: "Ada" }, START),
        settings,
      }),
    };
    const accounts = createAccounts({
      store: store as AccountStore,
      welcome: { give: async () => 0 },
      hash: { of: async (text) => text },
      clock,
      ids: { random: () => "", derived: (cause) => cause, chance: () => 0 },
      terms: createTerms({ clock }),
    });
    const held = await heldOfSecondCrowd(30_000, (person) => accounts.of(identityOf(person)));
    expect(held).toBeLessThan(30_000 * LEAK_BYTES);
    expect(accounts.wasPrivate(identityOf(59_999))).toBe(true);
    expect(accounts.wasPrivate(identityOf(0))).toBe(false);
  });

  test("how often the line of notices was woken", async () => {
    // What a pause left behind would be left with this signal, which lives as long as the process.
    const stopping = new AbortController();
    let asleep = () => {};
    const sleep = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("woken")));
        asleep();
      });
    const line = createLine({
      ...{ platforms: () => ["memory"], send: async () => 0, stopping: stopping.signal },
      ...{ clock: { now: () => START, sleep }, log: new TestLog() },
    });
    line.start();
    const wake = () =>
      new Promise<void>((resolve) => {
        asleep = resolve;
        line.wake(["memory"]);
      });
    // No key and no map: what one signal keeps of another is less than that.
    expect(await heldOfSecondCrowd(30_000, wake)).toBeLessThan((30_000 * LEAK_BYTES) / 3);
    expect(getEventListeners(stopping.signal, "abort").length).toBeLessThan(2);
    stopping.abort();
    await line.stopped();
  });
});
