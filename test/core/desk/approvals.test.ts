import { expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import type { Intent } from "../../../src/core/desk/act.ts";
import type { Approval, ApprovalStore } from "../../../src/core/desk/approval.ts";
import { createApprovals } from "../../../src/core/desk/approvals.ts";
import { createAudit } from "../../../src/core/desk/audit.ts";
import { systemIds } from "../../../src/system.ts";
import { HOUR_MS, TestClock, TestLog } from "../../support/credits.ts";

const intent: Intent = {
  ...{ cause: "cause", by: "discord:1", byAccount: "one", reason: "why", at_ms: 0 },
  act: { kind: "grant", account: "somebody", amount: 20_000, expiresAt_ms: null },
};

/** Approvals in memory, where each identity's account is what the table says. */
function approvalsOf(accountOf: Record<string, string>) {
  const [clock, log] = [new TestClock(), new TestLog()];
  const kept = new Map<string, Approval>();
  const postponed = new Map<string, Date>();
  const isPostponed = (id: string, at: Date) => (postponed.get(id) ?? at) > at;
  const change = (id: string, changes: Partial<Approval>) => {
    const before = kept.get(id);
    if (before !== undefined) kept.set(id, { ...before, ...changes });
  };
  const store: ApprovalStore = {
    async insert(approval) {
      const there = kept.get(approval.id) ?? approval;
      kept.set(approval.id, there);
      return there;
    },
    find: async (id) => kept.get(id) ?? null,
    waiting: async () => [...kept.values()].filter(({ state }) => state === "waiting"),
    async decide(id, decision) {
      if (kept.get(id)?.state !== "waiting") return false;
      change(id, decision);
      return true;
    },
    due: async (at, limit) =>
      [...kept.values()]
        .filter(({ id, settledAt, decidedAt }) => settledAt === null && decidedAt !== null && !isPostponed(id, at))
        .map(({ id }) => id)
        .slice(0, limit),
    async postpone(id, until) {
      postponed.set(id, until);
    },
    async settle(id, end) {
      change(id, end);
    },
  };
  const trail: string[] = [];
  const audit = createAudit({
    ...{ clock, log, ids: systemIds },
    store: {
      async insert({ action }) {
        trail.push(action);
      },
      latest: async () => [],
      by: async () => [],
    },
  });
  const told: string[] = [];
  const done: string[] = [];
  let failures = 0;
  const person = (id: string): Account => {
    const keys = Object.keys(accountOf).filter((key) => accountOf[key] === id);
    const identities = keys.map((key) => ({
      platform: key.split(":")[0] ?? "",
      user: key.split(":")[1] ?? "",
      name: id,
    }));
    return { ...newAccount(id, { platform: "discord", user: id, name: id }, clock.now()), identities };
  };
  const approvals = createApprovals({
    ...{ store, audit, clock, log, ids: systemIds, operators: Object.keys(accountOf) },
    acts: {
      preview: async () => ({ summary: "summary", before: "before", after: "after" }),
      async carryOut({ cause }) {
        if (failures > 0) {
          failures -= 1;
          throw new Error("the database is away");
        }
        done.push(cause);
        return { text: "done", undo: null };
      },
    },
    accounts: {
      of: async ({ platform, user }) => person(accountOf[`${platform}:${user}`] ?? ""),
      find: async (id) => person(id),
    },
    notices: {
      async post(_account, key) {
        told.push(key);
      },
    },
  });
  return { approvals, person, told, done, trail, log, clock, fail: (times: number) => (failures = times) };
}

test("where one person alone runs Easel, whatever chats they have, nothing that needs two is asked for", async () => {
  for (const alone of [{ "discord:1": "one" }, { "discord:1": "one", "telegram:1": "one" }]) {
    const { approvals, told, trail } = approvalsOf(alone);
    await expect(approvals.expectSomebodyElse("one")).rejects.toThrow("desk-says");
    await expect(approvals.ask(intent)).rejects.toThrow("desk-says");
    expect([told, trail]).toEqual([[], []]);
  }
});

test("only the others are asked, and an act that fails is tried again until it is done", async () => {
  const two = { "discord:1": "one", "telegram:1": "one", "discord:2": "two" };
  const { approvals, person, told, done, log, clock, fail } = approvalsOf(two);
  const { id } = await approvals.ask(intent);
  expect(told).toEqual([`approval:${id}:discord:2`]);
  fail(2);
  const who = { operator: "discord:2", account: person("two") };
  await expect(approvals.decide(id, true, who)).rejects.toThrow("the database is away");
  expect(await approvals.settleDue(10)).toBe(1);
  // Left alone for a while, so that it keeps nothing else waiting.
  expect(await approvals.settleDue(10)).toBe(0);
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  expect(done).toEqual([]);
  // The press again, or the job: whichever comes first.
  expect(await approvals.decide(id, true, who)).toMatchObject({ state: "done", outcome: "done" });
  clock.move(HOUR_MS);
  expect(await approvals.settleDue(10)).toBe(0);
  expect(done).toEqual(["cause"]);
  expect(told.at(-1)).toBe(`approval:${id}:settled`);
});

test("whoever asked does not agree by a chat that has left their account meanwhile", async () => {
  const table: Record<string, string> = { "discord:1": "one", "telegram:1": "one", "discord:2": "two" };
  const { approvals, person, done } = approvalsOf(table);
  const { id } = await approvals.ask(intent);
  table["telegram:1"] = "fresh";
  const left = { operator: "telegram:1", account: person("fresh") };
  await expect(approvals.decide(id, true, left)).rejects.toThrow("desk-says");
  expect(done).toEqual([]);
  const other = { operator: "discord:2", account: person("two") };
  expect(await approvals.decide(id, true, other)).toMatchObject({ state: "done" });
});
