import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import type { Intent } from "../../../src/core/desk/act.ts";
import type { Announcement } from "../../../src/core/desk/announcement.ts";
import type { Approval } from "../../../src/core/desk/approval.ts";
import { mongoStores, type Stores } from "../../../src/stores.ts";
import { DAY_MS, HOUR_MS, START, TestLog } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let stores: Stores;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  stores = mongoStores(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

const later = (duration_ms: number) => new Date(START.getTime() + duration_ms);

describe("the audit trail", () => {
  const entry = {
    ...{ at: START, actor: "discord:1", action: "act", subject: "paged", reason: null },
    ...{ before: null, after: null },
  };

  test("goes through entries of the same millisecond in pages, each once, and keeps the first of an id", async () => {
    for (let number = 0; number < 25; number++) {
      const at = later(Math.floor(number / 10));
      await stores.audit.insert({ ...entry, id: `audit-${String(number).padStart(2, "0")}`, at });
    }
    await stores.audit.insert({ ...entry, id: "audit-07", action: "another" });
    const seen: string[] = [];
    let page = await stores.audit.latest(["paged", "nobody"], 7, null);
    while (page.length > 0) {
      seen.push(...page.map(({ id }) => id));
      expect(page.map(({ action }) => action)).not.toContain("another");
      page = await stores.audit.latest(["paged", "nobody"], 7, page.at(-1) ?? null);
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen[0]).toBe("audit-24");
    expect(await stores.audit.latest(["paged"], 1, null)).toEqual(await stores.audit.latest(null, 1, null));
    await stores.audit.insert({ ...entry, id: "audit-other", actor: "memory:other", at: later(9) });
    const first = await stores.audit.by([entry.actor, "nobody"], 20, null);
    expect(first.map(({ id }) => id)).toEqual(seen.slice(0, 20));
    const rest = await stores.audit.by([entry.actor], 20, first.at(-1) ?? null);
    expect(rest.map(({ id }) => id)).toEqual(seen.slice(20));
  });
});

describe("approvals", () => {
  const intent: Intent = {
    ...{ cause: "cause", by: "discord:1", byAccount: "asker", reason: "why", at_ms: START.getTime() },
    act: { kind: "grant", account: "somebody", amount: 20_000, expiresAt_ms: null },
  };
  const approval: Approval = {
    ...{
      id: "approval",
      intent,
      askers: ["tag"],
      summary: "s",
      before: "b",
      after: "a",
      askedAt: START,
      expiresAt: later(DAY_MS),
    },
    ...{ state: "waiting", decidedBy: null, decidedAt: null, outcome: null, settledAt: null },
  };

  test("are decided once, by whoever comes first and in time, and are due until they are settled", async () => {
    expect(await stores.approvals.insert(approval)).toEqual(approval);
    expect(await stores.approvals.insert({ ...approval, summary: "another" })).toEqual(approval);
    expect(await stores.approvals.find("approval")).toEqual(approval);
    expect(await stores.approvals.waiting(later(1), 5)).toEqual([approval]);
    expect(await stores.approvals.waiting(later(DAY_MS), 5)).toEqual([]);
    expect(await stores.approvals.due(later(1), 5)).toEqual([]);
    expect(await stores.approvals.due(later(DAY_MS), 5)).toEqual(["approval"]);
    const decide = (decidedBy: string, at_ms = 5) =>
      stores.approvals.decide("approval", { state: "approved", decidedBy, decidedAt: later(at_ms) });
    expect(await decide("discord:late", DAY_MS)).toBe(false);
    const won = await Promise.all(["discord:2", "discord:3", "discord:4"].map((operator) => decide(operator)));
    expect(won.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await stores.approvals.due(later(5), 5)).toEqual(["approval"]);
    await stores.approvals.postpone("approval", later(60));
    expect(await stores.approvals.due(later(59), 5)).toEqual([]);
    expect(await stores.approvals.due(later(60), 5)).toEqual(["approval"]);
    expect(await stores.approvals.find("approval")).toMatchObject({
      state: "approved",
      decidedBy: `discord:${won.indexOf(true) + 2}`,
    });
    await stores.approvals.settle("approval", { state: "done", outcome: "it is", settledAt: later(6) });
    await stores.approvals.postpone("approval", later(60));
    expect(await stores.approvals.due(later(2 * DAY_MS), 5)).toEqual([]);
    const settled = { state: "done", outcome: "it is", askers: [], intent };
    expect(await stores.approvals.find("approval")).toMatchObject(settled);
  });

  test("that cannot be read any more keep none of the others from being listed or settled", async () => {
    await stores.approvals.insert({ ...approval, id: "legible", askedAt: later(1) });
    await stores.approvals.insert({ ...approval, id: "illegible", askedAt: later(2) });
    const documents = mongo.connection.getClient().db().collection("approvals");
    await documents.updateOne({ _id: "illegible" as never }, { $set: { intent: '{"act":{"kind":"unheard-of"}}' } });
    expect((await stores.approvals.waiting(later(3), 5)).map(({ id }) => id)).toEqual(["legible"]);
    expect((await stores.approvals.due(later(DAY_MS), 5)).toSorted()).toEqual(["illegible", "legible"]);
    await expect(stores.approvals.find("illegible")).rejects.toThrow();
    await documents.deleteMany({ _id: { $in: ["legible", "illegible"] as never[] } });
  });
});

describe("announcements", () => {
  const announcement: Announcement = {
    ...{ id: "news", texts: { en: "Hello.", de: "Hallo." }, audience: "everybody", kind: "service", by: "discord:1" },
    ...{ reason: "why", people: 3, state: "sending", startedAt: START, endedAt: null, stoppedBy: null },
    ...{ after: null, posted: 0 },
  };

  test("go on from where they are, by one of those that try, and end once", async () => {
    await stores.announcements.insert(announcement);
    await stores.announcements.insert({ ...announcement, reason: "another" });
    expect(await stores.announcements.find("news")).toEqual(announcement);
    const page = { from: null, to: "account-20", posted: 20 };
    const won = await Promise.all([1, 2, 3].map(() => stores.announcements.advance("news", page)));
    expect(won.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await stores.announcements.sending(5)).toEqual([{ ...announcement, after: "account-20", posted: 20 }]);
    const end = { state: "stopped", endedAt: later(1), stoppedBy: "discord:2" } as const;
    expect(await stores.announcements.end("news", end)).toBe(true);
    expect(await stores.announcements.end("news", { ...end, state: "sent" })).toBe(false);
    expect(await stores.announcements.advance("news", { from: "account-20", to: "z", posted: 1 })).toBe(false);
    expect(await stores.announcements.latest(5)).toMatchObject([end]);
  });
});

describe("statistics", () => {
  test("count what happened since then, and nothing from before", async () => {
    const since = later(-DAY_MS);
    const before = { acceptedAt: later(-2 * DAY_MS) };
    const request = { ...finishedPicture().request, model: "seedream" };
    for (const [index, facts] of [{}, {}, before].entries()) {
      const accountFacts = { id: `picture-${index}`, account: "drawer", request, acceptedAt: START };
      await stores.generations.insert(finishedPicture({ ...accountFacts, ...facts }));
    }
    const database = mongo.connection.getClient().db();
    const paid = { amount: 899, currency: "usd" };
    const order = { account: "drawer", changedAt: START, paidAt: START, paid, returns: [] };
    await database.collection("orders").insertMany([
      { ...order, _id: "order-1" as never },
      // Paid long ago, and given back now.
      {
        ...{ ...order, _id: "order-2" as never, paidAt: later(-2 * DAY_MS) },
        returns: [
          { id: "refund:1", amount: 300, at: later(-HOUR_MS) },
          { id: "refund:0", amount: 100, at: later(-2 * DAY_MS) },
          { id: "refund:2", amount: 50, at: later(-HOUR_MS), undoneAt: START },
        ],
      },
      { ...order, _id: "order-3" as never, paid: { amount: 500, currency: "xtr" } },
      { ...order, _id: "order-4" as never, changedAt: later(-2 * DAY_MS), paidAt: later(-2 * DAY_MS) },
    ]);
    const statistics = await stores.statistics.since(since);
    expect(statistics).toMatchObject({
      pictures: [{ model: "seedream", state: "delivered", count: 2 }],
      returned: [{ currency: "usd", amount: 300, returns: 1 }],
      people: { joined: 0, active: 1 },
      underWay: 0,
    });
    expect(statistics?.income.toSorted((a, b) => a.amount - b.amount)).toEqual([
      { currency: "xtr", amount: 500, orders: 1 },
      { currency: "usd", amount: 899, orders: 1 },
    ]);
  });
});
