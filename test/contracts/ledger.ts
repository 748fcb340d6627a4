import { beforeAll, describe, expect, test } from "vitest";
import type { Violation } from "../../src/core/credits/history.ts";
import type { Ledger } from "../../src/core/credits/ledger.ts";
import { available, type Entry } from "../../src/core/credits/wallet.ts";
import type { WalletStore } from "../../src/core/credits/wallet-store.ts";
import { balanceOf, give, HOUR_MS, MINUTE_MS, TestClock, testLedger, watched } from "../support/credits.ts";

/** How the ledger behaves over a store: two ledgers stand for two processes that know nothing of each other. */
export function ledgerContract(name: string, open: () => Promise<WalletStore>): void {
  describe(`a ledger over ${name}`, () => {
    let store: WalletStore;
    let accounts = 0;
    beforeAll(async () => {
      store = await open();
    });

    function stage() {
      const clock = new TestClock();
      return {
        clock,
        account: `${name.replaceAll(" ", "-")}-${++accounts}`,
        first: testLedger(store, clock),
        second: testLedger(store, clock),
      };
    }
    const hold = (cause: string, amount: number, more: { holdsMax?: number; since?: Date } = {}) =>
      ({ cause, amount, reason: "picture", ...more }) as const;
    async function violations(ledger: Ledger, account: string): Promise<Violation[]> {
      const found: Violation[] = [];
      await ledger.audit((violation) => found.push(violation));
      return found.filter((violation) => violation.account === account);
    }

    describe("answers a repeated cause as it did first", () => {
      test("a payment's webhook that comes many times grants once", async () => {
        const { account, first, second } = stage();
        const grant = { cause: "stripe:in_1", amount: 100, kind: "bought", expiresAt: null, reason: "pack" } as const;
        const answers = await Promise.all(
          Array.from({ length: 12 }, (_, index) => (index % 2 ? first : second).grant(account, grant)),
        );
        expect(answers.filter(({ outcome }) => outcome === "granted")).toHaveLength(1);
        expect(answers.filter(({ outcome }) => outcome === "repeated")).toHaveLength(11);
        expect(balanceOf(await first.wallet(account))).toBe(100);
      });

      test("a hold that is asked for again holds once", async () => {
        const { account, first, second } = stage();
        await give(first, account, 10);
        const held = await first.hold(account, hold("g1", 4));
        expect(held).toMatchObject({ outcome: "held", entry: { amount: 4, available: 6, held: 4 } });
        expect(await second.hold(account, hold("g1", 4))).toMatchObject({ outcome: "repeated", ended: false });
        expect(await first.hold(account, hold("g1", 4))).toMatchObject({ outcome: "repeated", ended: false });
        expect(available(await first.wallet(account), new Date(0))).toBe(6);
      });

      test("a job that retries after its refund is told that its hold has ended, so no picture is free", async () => {
        const { account, first, second } = stage();
        await give(first, account, 10);
        await first.hold(account, hold("g1", 4));
        // The other process keeps a copy in which the hold is live.
        await second.hold(account, hold("g2", 1));
        await first.release(account, { hold: "g1", reason: "timeout" });
        expect(await first.hold(account, hold("g1", 4))).toMatchObject({ outcome: "repeated", ended: true });
        expect(await second.hold(account, hold("g1", 4))).toMatchObject({ outcome: "repeated", ended: true });
        expect(balanceOf(await first.wallet(account))).toBe(9);
      });

      test("a freeze that comes again after its thaw does not freeze again", async () => {
        const { account, first, second } = stage();
        await give(first, account, 10);
        const freeze = { cause: "stripe:dp_1", reason: "dispute" } as const;
        expect(await first.freeze(account, freeze)).toMatchObject({ outcome: "frozen" });
        expect(await second.thaw(account, { freeze: freeze.cause, reason: "won" })).toMatchObject({
          outcome: "thawed",
        });
        expect(await first.thaw(account, { freeze: freeze.cause, reason: "won" })).toMatchObject({
          outcome: "repeated",
        });
        expect(await first.freeze(account, freeze)).toMatchObject({ outcome: "repeated" });
        expect(await first.thaw(account, { freeze: "never", reason: "won" })).toEqual({ outcome: "unknown-freeze" });
        expect(await first.hold(account, hold("g1", 4))).toMatchObject({ outcome: "held" });
      });

      test("a cause that stands for something else is a fault", async () => {
        const { account, first } = stage();
        await give(first, account, 10, "same");
        await expect(first.hold(account, hold("same", 1))).rejects.toThrow("stands for a grant");
      });

      test("a refusal leaves nothing behind: the same cause may succeed later", async () => {
        const { account, first } = stage();
        expect(await first.hold(account, hold("g1", 4))).toEqual({ outcome: "insufficient", available: 0 });
        await give(first, account, 10);
        expect(await first.hold(account, hold("g1", 4))).toMatchObject({ outcome: "held" });
      });
    });

    describe("ends a hold once", () => {
      test("a refund raced by webhook and poller is one refund", async () => {
        const { account, first, second } = stage();
        await give(first, account, 10);
        await first.hold(account, hold("g1", 4));
        const answers = await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            (index % 2 ? first : second).release(account, { hold: "g1", reason: "failed" }),
          ),
        );
        expect(answers.filter(({ outcome }) => outcome === "released")).toHaveLength(1);
        expect(answers.filter(({ outcome }) => outcome === "repeated")).toHaveLength(9);
        expect(balanceOf(await first.wallet(account))).toBe(10);
      });

      test("of a capture and a release that race, one wins and the other says who", async () => {
        for (let round = 0; round < 5; round++) {
          const { account, first, second } = stage();
          await give(first, account, 10);
          await first.hold(account, hold("g1", 4));
          await second.hold(account, hold("g2", 1));
          const [captured, released] = await Promise.all([
            first.capture(account, { hold: "g1", amount: 4, reason: "picture" }),
            second.release(account, { hold: "g1", reason: "cancelled" }),
          ]);
          const outcomes = [captured.outcome, released.outcome];
          expect([
            ["captured", "ended"],
            ["ended", "released"],
          ]).toContainEqual(outcomes);
          const loser = captured.outcome === "ended" ? captured : released;
          expect(loser).toMatchObject({ entry: { kind: captured.outcome === "ended" ? "release" : "capture" } });
          expect(balanceOf(await first.wallet(account))).toBe(captured.outcome === "captured" ? 5 : 9);
        }
      });

      test("an unknown hold and too large a capture are refused", async () => {
        const { account, first } = stage();
        await give(first, account, 10);
        await first.hold(account, hold("g1", 4));
        expect(await first.capture(account, { hold: "g1", amount: 5, reason: "x" })).toEqual({
          outcome: "more-than-held",
          held: 4,
        });
        expect(await first.capture(account, { hold: "g2", amount: 5, reason: "x" })).toEqual({
          outcome: "unknown-hold",
        });
        expect(await first.release(account, { hold: "g2", reason: "x" })).toEqual({ outcome: "unknown-hold" });
      });
    });

    describe("holds no more than there is", () => {
      test("of 200 holds at once on 97 credits, 97 succeed", async () => {
        const { account, first, second } = stage();
        await give(first, account, 97);
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, index) => (index % 2 ? first : second).hold(account, hold(`g${index}`, 1))),
        );
        expect(answers.filter(({ outcome }) => outcome === "held")).toHaveLength(97);
        expect(answers.filter(({ outcome }) => outcome === "insufficient")).toHaveLength(103);
        const wallet = await first.wallet(account);
        expect([balanceOf(wallet), wallet.holds.length]).toEqual([0, 97]);
        expect(await violations(first, account)).toEqual([]);
      });

      test("the limit of holds at once counts those of other processes", async () => {
        const { account, first, second } = stage();
        await give(first, account, 97);
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            (index % 2 ? first : second).hold(account, hold(`g${index}`, 1, { holdsMax: 3 })),
          ),
        );
        expect(answers.filter(({ outcome }) => outcome === "held")).toHaveLength(3);
        const refused = answers.filter(({ outcome }) => outcome !== "held");
        expect(new Set(refused.map((answer) => JSON.stringify(answer)))).toEqual(
          new Set([JSON.stringify({ outcome: "too-many-held", running: 3, max: 3 })]),
        );
      });
    });

    describe("keeps copies of wallets that cannot mislead it", () => {
      test("the common case is one write for a hold and one for its capture", async () => {
        const { clock, account } = stage();
        const { store: seen, calls } = watched(store);
        const ledger = testLedger(seen, clock);
        await give(ledger, account, 10);
        calls.length = 0;
        await ledger.hold(account, hold("g1", 4, { since: clock.now() }));
        await ledger.capture(account, { hold: "g1", amount: 3, reason: "picture" });
        expect(calls).toEqual(["write", "write"]);
      });

      test("credits that another process spent are not spent again", async () => {
        const { account, first, second } = stage();
        await give(first, account, 5);
        expect(await second.hold(account, hold("g1", 5))).toMatchObject({ outcome: "held" });
        expect(await first.hold(account, hold("g2", 5))).toEqual({ outcome: "insufficient", available: 0 });
      });

      test("credits that another process gave are found", async () => {
        const { account, first, second } = stage();
        await give(first, account, 5);
        await first.hold(account, hold("g1", 5));
        await second.release(account, { hold: "g1", reason: "failed" });
        expect(await first.hold(account, hold("g2", 5))).toMatchObject({ outcome: "held" });
      });

      test("a wallet that another process froze holds nothing more", async () => {
        const { account, first, second } = stage();
        await give(first, account, 5);
        await second.freeze(account, { cause: "f", reason: "suspended" });
        expect(await first.hold(account, hold("g1", 1))).toEqual({ outcome: "frozen" });
      });

      test("a write whose answer was lost is found when it is asked again", async () => {
        const { clock, account } = stage();
        let lose = false;
        const losing: WalletStore = {
          ...store,
          async write(before, after) {
            const written = await store.write(before, after);
            if (lose) throw new Error("connection lost");
            return written;
          },
        };
        const ledger = testLedger(losing, clock);
        await give(ledger, account, 5);
        lose = true;
        await expect(ledger.hold(account, hold("g1", 5))).rejects.toThrow("connection lost");
        lose = false;
        expect(await ledger.hold(account, hold("g1", 5))).toMatchObject({ outcome: "repeated", ended: false });
      });
    });

    describe("archives its journals", () => {
      /** Enough acts to push whatever came before them out of the journal. */
      async function live(ledger: Ledger, account: string, pairs: number, prefix = "live"): Promise<void> {
        for (let pair = 0; pair < pairs; pair++) {
          await ledger.hold(account, hold(`${prefix}-${pair}`, 1));
          await ledger.release(account, { hold: `${prefix}-${pair}`, reason: "test" });
        }
      }

      test("a journal stays short, and nothing of it is lost", async () => {
        const { account, first } = stage();
        await give(first, account, 5);
        await live(first, account, 100);
        const wallet = await first.wallet(account);
        expect(wallet.journal.length).toBeLessThanOrEqual(80);
        expect(wallet.archivedSeq + wallet.journal.length).toBe(201);
        const all = await first.movements(account, { limit: 500 });
        expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 201 }, (_, index) => 201 - index));
        expect(await violations(first, account)).toEqual([]);
      });

      test("history is read in pages across journal and archive", async () => {
        const { account, first } = stage();
        await give(first, account, 5);
        await live(first, account, 70);
        const pages: Entry[][] = [];
        let before: number | undefined;
        do {
          pages.push(await first.movements(account, { limit: 25, ...(before === undefined ? {} : { before }) }));
          before = pages.at(-1)?.at(-1)?.seq;
        } while (pages.at(-1)?.length);
        expect(pages.flat().map(({ seq }) => seq)).toEqual(Array.from({ length: 141 }, (_, index) => 141 - index));
        expect(await first.movements("nobody", { limit: 5 })).toEqual([]);
      });

      test("a cause is known however old it is", async () => {
        const { account, first, second } = stage();
        await give(first, account, 5, "stripe:in_old");
        await first.hold(account, hold("old", 1));
        await first.release(account, { hold: "old", reason: "test" });
        await live(first, account, 100);
        for (const ledger of [first, second]) {
          const grant = { cause: "stripe:in_old", amount: 5, kind: "bought", expiresAt: null, reason: "x" } as const;
          expect(await ledger.grant(account, grant)).toMatchObject({ outcome: "repeated", entry: { seq: 1 } });
          expect(await ledger.hold(account, hold("old", 1))).toMatchObject({ outcome: "repeated", ended: true });
          expect(await ledger.release(account, { hold: "old", reason: "x" })).toMatchObject({ outcome: "repeated" });
          expect(await ledger.capture(account, { hold: "old", amount: 1, reason: "x" })).toMatchObject({
            outcome: "ended",
          });
        }
        expect(balanceOf(await first.wallet(account))).toBe(5);
      });

      test.for([-4, -2, 0, 2, 4])(
        "a cause that was archived just now is known to a process whose clock is off by %s minutes",
        async (skew_minutes) => {
          const { clock, account, first } = stage();
          const otherClock = clock.skewed(skew_minutes * MINUTE_MS);
          const other = testLedger(store, otherClock);
          await give(first, account, 5);
          const since = otherClock.now();
          await first.hold(account, hold("just-now", 1));
          await first.release(account, { hold: "just-now", reason: "test" });
          await live(first, account, 65);
          expect(await store.archived(account, "just-now")).not.toBeNull();
          const answer = await other.hold(account, hold("just-now", 1, { since }));
          expect(answer).toMatchObject({ outcome: "repeated", ended: true });
        },
      );

      test("a cause that was archived since a process made its copy is known to it all the same", async () => {
        const { clock, account, first, second } = stage();
        await give(first, account, 5);
        await second.hold(account, hold("before", 1));
        await second.release(account, { hold: "before", reason: "test" });
        const since = clock.now();
        await first.hold(account, hold("meanwhile", 1));
        await first.release(account, { hold: "meanwhile", reason: "test" });
        await live(first, account, 65);
        expect(await store.archived(account, "meanwhile")).not.toBeNull();
        const answer = await second.hold(account, hold("meanwhile", 1, { since }));
        expect(answer).toMatchObject({ outcome: "repeated", ended: true });
      });

      test("the archive is asked only about causes that are old enough to be there", async () => {
        const { clock, account, first } = stage();
        await give(first, account, 5);
        await live(first, account, 65);
        const archivedUntil = clock.now();
        clock.move(6 * MINUTE_MS);
        const { store: seen, calls } = watched(store);
        const ledger = testLedger(seen, clock);
        await ledger.hold(account, hold("new", 1, { since: clock.now() }));
        expect(calls).toEqual(["read", "write"]);
        calls.length = 0;
        await ledger.hold(account, hold("perhaps-old", 1, { since: archivedUntil }));
        expect(calls).toEqual(["archived", "write"]);
        calls.length = 0;
        await ledger.hold(account, hold("who-knows", 1));
        expect(calls).toEqual(["archived", "write"]);
      });

      test("an archiving that stopped half-way is finished later, without doubles", async () => {
        const { clock, account, first } = stage();
        await give(first, account, 50);
        await live(first, account, 30);
        clock.move(2 * HOUR_MS);
        const failing = testLedger({ ...store, write: () => Promise.reject(new Error("connection lost")) }, clock);
        expect((await failing.archiveDue()).failed).toBeGreaterThan(0);
        expect((await first.wallet(account)).archivedSeq).toBe(0);
        await first.archiveDue();
        const wallet = await first.wallet(account);
        expect([wallet.archivedSeq, wallet.journal.length]).toEqual([51, 10]);
        expect(await violations(first, account)).toEqual([]);
        expect(await first.movements(account, { limit: 500 })).toHaveLength(61);
      });

      test("the window of one hour stays in the journal", async () => {
        const { clock, account, first } = stage();
        await give(first, account, 50);
        await live(first, account, 12, "old");
        clock.move(50 * MINUTE_MS);
        await live(first, account, 12, "new");
        clock.move(15 * MINUTE_MS);
        await first.archiveDue();
        // 25 entries are older than the hour and 10 of all would stay anyway: those of the last hour are 24.
        expect((await first.wallet(account)).journal).toHaveLength(24);
      });
    });

    describe("expires", () => {
      test("what is due in any wallet, once", async () => {
        const { clock, account, first, second } = stage();
        const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
        await first.grant(account, { cause: "gift", amount: 7, kind: "promotional", expiresAt, reason: "welcome" });
        await give(first, account, 5);
        await first.hold(account, hold("g1", 3));
        clock.move(HOUR_MS);
        await Promise.all([first.expireDue(), second.expireDue()]);
        await first.expireDue();
        const entries = await first.movements(account, { limit: 10 });
        expect(entries.filter(({ kind }) => kind === "expire")).toMatchObject([{ amount: 4, available: 5, held: 3 }]);
        expect(await first.expire(account)).toEqual({ outcome: "nothing" });
      });

      test("credits that come back into an expired lot can be used for 72 hours", async () => {
        const { clock, account, first } = stage();
        const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
        await first.grant(account, { cause: "gift", amount: 7, kind: "promotional", expiresAt, reason: "welcome" });
        await first.hold(account, hold("g1", 7));
        clock.move(2 * HOUR_MS);
        await first.release(account, { hold: "g1", reason: "failed" });
        clock.move(71 * HOUR_MS);
        expect(available(await first.wallet(account), clock.now())).toBe(7);
        clock.move(HOUR_MS);
        expect(available(await first.wallet(account), clock.now())).toBe(0);
        await first.expireDue();
        expect((await first.wallet(account)).lots).toEqual([]);
      });

      test("in all other wallets even if one cannot be worked on", async () => {
        const { clock, account, first } = stage();
        const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
        const accounts = ["bad", "good"].map((suffix) => `${account}-${suffix}`);
        for (const one of accounts)
          await first.grant(one, { cause: "g", amount: 7, kind: "bought", expiresAt, reason: "x" });
        clock.move(HOUR_MS);
        const read = (one: string) => (one.endsWith("-bad") ? Promise.reject(new Error("damaged")) : store.read(one));
        const result = await testLedger({ ...store, read }, clock).expireDue();
        expect(result.failed).toBe(1);
        expect((await first.wallet(`${account}-good`)).lots).toEqual([]);
        await first.expireDue();
        expect((await first.wallet(`${account}-bad`)).lots).toEqual([]);
      });
    });

    describe("takes back", () => {
      test("the unspent part of a refunded order, what is in flight included, once", async () => {
        const { account, first, second } = stage();
        const pack = {
          cause: "stripe:in_1",
          amount: 10,
          kind: "bought",
          order: "in_1",
          expiresAt: null,
          reason: "pack",
        } as const;
        await first.grant(account, pack);
        await first.hold(account, hold("g1", 4));
        await first.hold(account, hold("g2", 3));
        const reclaim = { cause: "stripe:re_1", order: "in_1", reason: "refund" };
        const answers = await Promise.all([first.reclaim(account, reclaim), second.reclaim(account, reclaim)]);
        expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["reclaimed", "repeated"]);
        expect(answers[0]).toMatchObject({ entry: { amount: 10, available: 0, held: 7 } });
        await first.capture(account, { hold: "g1", amount: 4, reason: "picture" });
        await second.release(account, { hold: "g2", reason: "failed" });
        expect(balanceOf(await first.wallet(account))).toBe(0);
        expect(await first.reclaim(account, { ...reclaim, cause: "stripe:re_2" })).toEqual({ outcome: "nothing" });
        expect(await violations(first, account)).toEqual([]);
      });

      test("everything, but only of a frozen wallet", async () => {
        const { account, first } = stage();
        await give(first, account, 10);
        expect(await first.forfeit(account, { cause: "decision", reason: "breach" })).toEqual({
          outcome: "not-frozen",
        });
        await first.freeze(account, { cause: "suspended", reason: "breach" });
        expect(await first.forfeit(account, { cause: "decision", reason: "breach" })).toMatchObject({
          outcome: "forfeited",
          entry: { amount: 10, available: 0 },
        });
      });
    });

    describe("joins two wallets", () => {
      test("with everything in them, once", async () => {
        const { clock, account: from, first, second } = stage();
        const into = `${from}-into`;
        const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
        await first.grant(from, { cause: "gift", amount: 7, kind: "promotional", expiresAt, reason: "welcome" });
        await give(first, from, 5);
        await give(first, into, 1);
        const answers = await Promise.all([first.join(from, into, "link:1"), second.join(from, into, "link:1")]);
        expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["joined", "repeated"]);
        expect(answers).toMatchObject([{ amount: 12 }, { amount: 12 }]);
        const joined = await first.wallet(into);
        expect(joined.lots).toMatchObject([
          { id: "given", available: 1 },
          { id: `gift@${from}`, available: 7, kind: "promotional", expiresAt },
          { id: `given@${from}`, available: 5, kind: "bought", expiresAt: null },
        ]);
        expect(balanceOf(joined)).toBe(13);
        expect([...(await violations(first, from)), ...(await violations(first, into))]).toEqual([]);
      });

      test("also after a stop between the two steps, which the audit notices meanwhile", async () => {
        const { clock, account: from, first } = stage();
        const into = `${from}-into`;
        await give(first, from, 5);
        const write: WalletStore["write"] = (before, after) =>
          before.account === into ? Promise.reject(new Error("killed")) : store.write(before, after);
        await expect(testLedger({ ...store, write }, clock).join(from, into, "link:1")).rejects.toThrow("killed");
        expect(await violations(first, from)).toEqual([]);
        clock.move(11 * MINUTE_MS);
        expect(await violations(first, from)).toMatchObject([{ law: "L10", seq: 2 }]);

        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "joined", amount: 5 });
        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "repeated", amount: 5 });
        expect(balanceOf(await first.wallet(into))).toBe(5);
        expect(await violations(first, from)).toEqual([]);
      });

      test("with what is in flight, which ends once whoever is asked, and how", async () => {
        const { account: from, first, second } = stage();
        const into = `${from}-into`;
        await give(first, from, 9);
        for (const id of ["g1", "g2", "g3"]) await first.hold(from, hold(id, 2));
        await first.capture(from, { hold: "g1", amount: 2, reason: "picture" });
        // The second process remembers the wallet as it was before.
        await second.glance(from);
        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "joined", amount: 3 });
        const ends = await Promise.all([
          second.capture(from, { hold: "g2", amount: 1, reason: "picture" }),
          first.capture(into, { hold: "g2", amount: 1, reason: "picture" }),
          second.release(from, { hold: "g2", reason: "cancelled" }),
          first.release(into, { hold: "g2", reason: "cancelled" }),
        ]);
        const isCaptured = ends[0]?.outcome !== "ended";
        expect(ends.map(({ outcome }) => outcome).toSorted()).toEqual(
          [isCaptured ? "captured" : "released", "ended", "ended", "repeated"].toSorted(),
        );
        expect(balanceOf(await first.wallet(into))).toBe(isCaptured ? 4 : 5);
        expect(await second.hold(from, hold("g3", 2))).toMatchObject({ outcome: "repeated", ended: false });
        expect(await second.release(from, { hold: "g3", reason: "test" })).toMatchObject({ outcome: "released" });
        expect(await second.hold(from, hold("g3", 2))).toMatchObject({ outcome: "repeated", ended: true });
        expect(await first.release(into, { hold: "g1", reason: "late" })).toMatchObject({ outcome: "ended" });
        expect([...(await violations(first, from)), ...(await violations(first, into))]).toEqual([]);
      });

      test("so that no cause happens again, asked of the one or of the other", async () => {
        const { clock, account: from, first, second } = stage();
        const [into, last] = [`${from}-into`, `${from}-last`];
        await give(first, from, 5, "invoice:1");
        // Old enough to be looked for in the archive.
        for (let count = 0; count < 70; count++) await give(first, from, 1, `more:${count}`);
        clock.move(2 * HOUR_MS);
        await first.archiveDue();
        await first.join(from, into, "link:1");
        await first.join(into, last, "link:2");
        for (const account of [from, into, last]) {
          const again = { cause: "invoice:1", amount: 5, kind: "bought", expiresAt: null, reason: "test" } as const;
          expect(await second.grant(account, again)).toMatchObject({ outcome: "repeated", entry: { amount: 5 } });
        }
        expect(
          await second.grant(from, { cause: "late", amount: 3, kind: "bought", expiresAt: null, reason: "test" }),
        ).toMatchObject({ outcome: "granted" });
        for (const account of [from, into, last]) {
          expect(balanceOf(await second.wallet(account))).toBe(78);
          expect(await second.movements(account, { limit: 1 })).toMatchObject([{ cause: "late" }]);
        }
        for (const account of [from, into, last]) expect(await violations(first, account)).toEqual([]);
      });

      test("with every freeze, which the late thaw still finds", async () => {
        const { account: from, first } = stage();
        const into = `${from}-into`;
        await first.freeze(from, { cause: "suspended", reason: "breach" });
        await give(first, into, 5);
        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "joined", amount: 0 });
        expect(await first.hold(into, hold("g1", 1))).toEqual({ outcome: "frozen" });
        expect(await first.thaw(from, { freeze: "suspended", reason: "reversed" })).toMatchObject({
          outcome: "thawed",
        });
        expect(await first.hold(from, hold("g1", 1))).toMatchObject({ outcome: "held" });
      });

      test("whatever was asked of the first between the two steps finds what is on its way", async () => {
        const { clock, account: from, first, second } = stage();
        const into = `${from}-into`;
        await give(first, from, 5);
        await first.hold(from, hold("g1", 2));
        const write: WalletStore["write"] = (before, after) =>
          before.account === into ? Promise.reject(new Error("killed")) : store.write(before, after);
        await expect(testLedger({ ...store, write }, clock).join(from, into, "link:1")).rejects.toThrow("killed");
        expect(await second.capture(from, { hold: "g1", amount: 2, reason: "picture" })).toMatchObject({
          outcome: "captured",
        });
        expect(balanceOf(await second.wallet(into))).toBe(3);
        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "repeated", amount: 3 });
      });

      test("once, into one other", async () => {
        const { account: from, first } = stage();
        const into = `${from}-into`;
        expect(await first.join(from, into, "link:1")).toMatchObject({ outcome: "joined", amount: 0 });
        expect(await first.join(from, into, "link:2")).toMatchObject({ outcome: "repeated", amount: 0 });
        await expect(first.join(from, `${from}-other`, "link:1")).rejects.toThrow("has joined");
        await expect(first.join(from, from, "link:2")).rejects.toThrow("with itself");
      });
    });
  });
}
