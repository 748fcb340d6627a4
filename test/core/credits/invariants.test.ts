import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type LawId, laws, type Step } from "../../../src/core/credits/invariants.ts";
import { apply } from "../../../src/core/credits/operations.ts";
import { type Entry, emptyWallet, type Operation, type Wallet } from "../../../src/core/credits/wallet.ts";
import { HOUR_MS, START } from "../../support/credits.ts";

const base = { reason: "test" } as const;
const operations = {
  soon: { ...base, kind: "grant", cause: "soon", amount: 5, lotKind: "promotional", order: null, expiresAt: hour(10) },
  late: { ...base, kind: "grant", cause: "late", amount: 9, lotKind: "bought", order: "o", expiresAt: hour(20) },
  hold: { ...base, kind: "hold", cause: "h", amount: 7 },
  release: { ...base, kind: "release", cause: "release:h", hold: "h" },
  expire: { ...base, kind: "expire", cause: "expire:soon" },
  reclaim: { ...base, kind: "reclaim", cause: "refund", order: "o" },
  freeze: { ...base, kind: "freeze", cause: "f", order: null },
  out: { ...base, kind: "join-out", cause: "j", into: "b" },
} satisfies Record<string, Operation>;

function hour(count: number): Date {
  return new Date(START.getTime() + count * HOUR_MS);
}

/** The last of these operations as a step, done right. */
function stepOf(operations: readonly Operation[], at = START): Step {
  let step: Step = { before: emptyWallet("a"), after: emptyWallet("a"), entry: {} as Entry, causes: new Set() };
  for (const operation of operations) {
    const answer = apply(step.after, operation, at);
    if (answer.outcome !== "applied") throw new Error(answer.outcome);
    step = { before: step.after, after: answer.wallet, entry: answer.entry, causes: new Set() };
  }
  return step;
}

function brokenBy(step: Step): LawId[] {
  return laws.filter((law) => law.step(step) !== null).map(({ id }) => id);
}
function brokenIn(stored: Wallet, replayed: Wallet): LawId[] {
  return laws.filter((law) => law.wallet?.(stored, replayed)).map(({ id }) => id);
}
function lotsOf(wallet: Wallet, available: Readonly<Record<string, number>>): Wallet {
  return { ...wallet, lots: wallet.lots.map((lot) => ({ ...lot, available: available[lot.id] ?? lot.available })) };
}

const { soon, late, hold, release, expire, reclaim, freeze, out } = operations;
const held = stepOf([soon, late, hold]);
const released = stepOf([soon, late, hold, release]);

/** For each law, steps that break it, made from steps that are right. */
const breaches: readonly (readonly [law: LawId, how: string, step: Step])[] = [
  ["L1", "an amount of nothing", { ...held, entry: { ...held.entry, amount: 0 } }],
  ["L1", "half a credit", { ...held, entry: { ...held.entry, moved: [{ lot: "soon", amount: -0.5 }] } }],
  ["L2", "lots that moved otherwise than the entry says", { ...held, after: lotsOf(held.after, { late: 8 }) }],
  ["L2", "an entry that tells another balance", { ...held, entry: { ...held.entry, available: 6 } }],
  ["L3", "a lot below zero", { ...held, after: lotsOf(held.after, { soon: -1 }) }],
  ["L4", "a cause that came before", { ...held, causes: new Set(["h"]) }],
  ["L5", "a release of a hold that is not live", { ...released, before: { ...released.before, holds: [] } }],
  ["L5", "a release that leaves the hold", { ...released, after: { ...released.after, holds: released.before.holds } }],
  ["L6", "a later lot that was spent first", { ...held, after: lotsOf(held.after, { soon: 5, late: 2 }) }],
  ["L7", "a release into another lot", { ...released, after: lotsOf(released.after, { soon: 3, late: 11 }) }],
  ["L7", "a release after expiry that revives nothing", { ...released, entry: { ...released.entry, at: hour(15) } }],
  ["L8", "an expired lot that was spent", { ...held, entry: { ...held.entry, at: hour(11) } }],
  [
    "L8",
    "an expiry that came too early",
    { ...stepOf([soon, expire], hour(10)), entry: { ...stepOf([soon, expire], hour(10)).entry, at: hour(9) } },
  ],
  ["L9", "a reclaim that leaves something", reclaimLeaving(1)],
  ["L9", "a reclaim that forgets a hold in flight", forgetfulReclaim()],
  ["L9", "a reclaim in part that takes more", greedyReclaim()],
  ["L10", "a join that changes an expiry", changedJoin()],
  ["L10", "a join that leaves a freeze behind", joinLeaving({ freezes: [{ cause: "f", order: null }] })],
  ["L10", "a join that loses a freeze", { ...joinedStep(), after: { ...joinedStep().after, freezes: [] } }],
  ["L5", "a join that leaves a hold behind", joinLeaving({ holds: held.after.holds })],
  ["L5", "a join that loses a hold", { ...joinedStep(), after: { ...joinedStep().after, holds: [] } }],
  ["L11", "a hold in a frozen wallet", { ...held, before: { ...held.before, freezes: [{ cause: "f", order: null }] } }],
  ["L11", "a hold of a frozen order", { ...held, before: { ...held.before, freezes: [{ cause: "f", order: "o" }] } }],
  ["L12", "an entry that replays differently", { ...held, entry: { ...held.entry, seq: 9 } }],
];

function reclaimLeaving(left: number): Step {
  const step = stepOf([soon, late, reclaim]);
  return {
    ...step,
    after: {
      ...step.after,
      lots: step.before.lots.map((lot) => (lot.id === "late" ? { ...lot, available: left } : lot)),
    },
  };
}
function forgetfulReclaim(): Step {
  const step = stepOf([soon, late, hold, reclaim]);
  return { ...step, after: { ...step.after, holds: step.before.holds } };
}
function greedyReclaim(): Step {
  const step = stepOf([soon, late, { ...base, kind: "reclaim", cause: "part", order: "o", amountMax: 2 }]);
  return { ...step, after: lotsOf(step.after, { late: 0 }) };
}
function joinedStep(): Step {
  const left = stepOf([soon, late, hold, freeze, out]).entry.left ?? { lots: [], holds: [], freezes: [] };
  return stepOf([{ ...base, kind: "join-in", cause: "j", from: "b", ...left }]);
}
function joinLeaving(left: Partial<Wallet>): Step {
  const step = stepOf([soon, late, hold, freeze, out]);
  return { ...step, after: { ...step.after, ...left } };
}
function changedJoin(): Step {
  const step = joinedStep();
  return { ...step, after: { ...step.after, lots: step.after.lots.map((lot) => ({ ...lot, expiresAt: null })) } };
}

test.for(breaches)("%s is broken by %s", ([law, , step]) => {
  expect(brokenBy(step)).toContain(law);
});

test("steps that are right break nothing", () => {
  const right = [
    held,
    released,
    stepOf([soon, late, hold, reclaim]),
    stepOf([soon, late, hold, { ...base, kind: "reclaim", cause: "part", order: "o", amountMax: 2 }]),
    stepOf([soon, freeze]),
    stepOf([soon, late, out]),
    stepOf([soon, late, hold, freeze, out]),
    stepOf([out]),
    joinedStep(),
  ];
  expect(right.flatMap(brokenBy)).toEqual([]);
});

test("a stored wallet that is not what its entries give is found", () => {
  const { after } = held;
  expect(brokenIn(after, after)).toEqual([]);
  expect(brokenIn(lotsOf(after, { late: 8 }), after)).toEqual(expect.arrayContaining(["L2", "L12"]));
  expect(brokenIn({ ...after, holds: [] }, after)).toContain("L12");
  expect(brokenIn({ ...after, freezes: [{ cause: "f", order: null }] }, after)).toContain("L12");
  expect(brokenIn({ ...after, holds: after.holds.map((one) => ({ ...one, amount: 6 })) }, after)).toContain("L1");
  expect(brokenIn({ ...after, lots: [] }, after)).toContain("L11");
  expect(brokenIn(lotsOf(after, { late: -1 }), after)).toContain("L3");
});

test("every law is broken by something here", () => {
  expect(new Set(breaches.map(([law]) => law))).toEqual(new Set(laws.map(({ id }) => id)));
});

test("the page about the ledger lists exactly these laws", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/ledger.md"), "utf8");
  const listed = page.split("\n").filter((line) => /^- \*\*L\d+\*\*/.test(line));
  expect(listed).toEqual(laws.map(({ id, sentence }) => `- **${id}** ${sentence}`));
});
