import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyWallet, type Lot, type Wallet } from "../../../src/core/credits/wallet.ts";
import { actSchema, needsSecondPerson } from "../../../src/core/desk/act.ts";
import { lotsToTake } from "../../../src/core/desk/credit-acts.ts";
import { START } from "../../support/credits.ts";

const lots: fc.Arbitrary<Lot[]> = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-c]{1,3}([~@][a-c]{1,2})?$/u),
    kind: fc.constantFrom("promotional", "subscription", "bought"),
    order: fc.option(fc.constantFrom("order-1", "order-2")),
    available: fc.integer({ min: 0, max: 1_000 }),
    grantedAt: fc.constant(START),
    expiresAt: fc.option(fc.integer({ min: -5, max: 5 }).map((days) => new Date(START.getTime() + days * 86_400_000))),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);
const walletOf = (some: readonly Lot[]): Wallet => ({ ...emptyWallet("somebody"), lots: some });
const isFree = ({ kind, order, expiresAt }: Lot) =>
  kind === "promotional" && order === null && (expiresAt === null || expiresAt > START);

describe("taking credits back", () => {
  test("takes exactly what was asked for, of nothing but what was given free and is unspent", () => {
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 4_000 }), fc.boolean(), (some, asked, isAll) => {
        const free = some.filter(isFree);
        const most = free.reduce((total, { available }) => total + available, 0);
        const take = () => lotsToTake(walletOf(some), START, isAll ? null : asked);
        if (most === 0 || (!isAll && asked > most)) {
          expect(take).toThrow();
          return;
        }
        const { lots: taken } = take();
        expect(taken.reduce((total, { amount }) => total + amount, 0)).toBe(isAll ? most : asked);
        for (const { lot, amount } of taken) {
          const ofGrant = free.filter(({ id }) => id.split(/[~@]/u)[0] === lot);
          expect(amount).toBeGreaterThan(0);
          expect(amount).toBeLessThanOrEqual(ofGrant.reduce((total, { available }) => total + available, 0));
        }
      }),
    );
  });
});

describe("a second person", () => {
  const intent = (act: unknown, byAccount = "operator") => ({ act: actSchema.parse(act), byAccount });
  const grant = (amount: number, account = "somebody") => ({ kind: "grant", account, amount, expiresAt_ms: null });
  const texts = { en: "Hello." };

  test.each([
    ["10,000 credits", grant(10_000), false],
    ["10,001 credits", grant(10_001), true],
    ["credits for oneself", grant(1, "operator"), true],
    [
      "much taken back in parts",
      {
        kind: "take",
        account: "a",
        lots: [
          { lot: "b", amount: 9_000 },
          { lot: "c", amount: 2_000 },
        ],
        expiresAt_ms: null,
      },
      true,
    ],
    ["a freeze", { kind: "freeze", account: "a" }, false],
    ["a suspension", { kind: "suspend", account: "a", reason: "terms", duration_hours: null, freezes: true }, false],
    ["a termination", { kind: "terminate", account: "a", reason: "terms", withoutNotice: null, forfeits: false }, true],
    ["a message to all", { kind: "announce", texts, audience: "everybody", notice: "service", people: 1 }, true],
  ])("for %s: see the table", (_what, act, isNeeded) => {
    expect(needsSecondPerson(intent(act), { twoPeople: true })).toBe(isNeeded);
    expect(needsSecondPerson(intent(act), { twoPeople: false })).toBe(false);
  });

  test.each([
    grant(0),
    grant(0.5),
    grant(1_000_001),
    { kind: "announce", texts: { de: "Hallo." }, audience: "everybody", notice: "service", people: 1 },
    { kind: "announce", texts, audience: "platform:", notice: "service", people: 1 },
    { kind: "announce", texts, audience: "platform:a b", notice: "service", people: 1 },
    { kind: "erase", account: "a" },
  ])("is asked for no such act: %o", (act) => {
    expect(actSchema.safeParse(act).success).toBe(false);
  });
});
