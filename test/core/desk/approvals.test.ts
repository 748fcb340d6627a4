import { expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import type { Intent } from "../../../src/core/desk/act.ts";
import type { Approval, ApprovalStore } from "../../../src/core/desk/approval.ts";
import { createApprovals } from "../../../src/core/desk/approvals.ts";
import { createAudit } from "../../../src/core/desk/audit.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock, TestLog } from "../../support/credits.ts";

const intent: Intent = {
  ...{ cause: "cause", by: "discord:1", byAccount: "one", reason: "why", at_ms: 0 },
  act: { kind: "grant", account: "somebody", amount: 20_000, expiresAt_ms: null },
};

/** Approvals in memory, where each identity's account is what the table says. */
function approvalsOf(accountOf: Readonly<Record<string, string>>) {
  const [clock, log] = [new TestClock(), new TestLog()];
  const kept = new Map<string, Approval>();
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
    unsettled: async () =>
      [...kept.values()].filter(({ settledAt, decidedAt }) => settledAt === null && decidedAt !== null),
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
    },
  });
  const told: string[] = [];
  const done: string[] = [];
  let failures = 0;
  const person = (id: string): Account => newAccount(id, { platform: "discord", user: id, name: id }, clock.now());
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
  return { approvals, person, told, done, trail, log, fail: (times: number) => (failures = times) };
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
  const { approvals, person, told, done, log, fail } = approvalsOf(two);
  const { id } = await approvals.ask(intent);
  expect(told).toEqual([`approval:${id}:discord:2`]);
  fail(2);
  const who = { operator: "discord:2", account: person("two") };
  await expect(approvals.decide(id, true, who)).rejects.toThrow("the database is away");
  expect(await approvals.settleDue(10)).toBe(1);
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  expect(done).toEqual([]);
  // The press again, or the job: whichever comes first.
  expect(await approvals.decide(id, true, who)).toMatchObject({ state: "done", outcome: "done" });
  expect(await approvals.settleDue(10)).toBe(0);
  expect(done).toEqual(["cause"]);
  expect(told.at(-1)).toBe(`approval:${id}:settled`);
});
