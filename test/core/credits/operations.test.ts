import { describe, expect, test } from "vitest";
import { apply } from "../../../src/core/credits/operations.ts";
import { emptyWallet } from "../../../src/core/credits/wallet.ts";
import { START } from "../../support/credits.ts";
import { play, text } from "./script.ts";

function follows(script: string): void {
  expect(play(script)).toBe(text(script));
}

describe("holds", () => {
  test("a hold takes, a capture spends, and the rest returns", () =>
    follows(`
      grant pack bought 10      -> 10: pack +10; 10 available, 0 held
      hold h 4                  -> 4: pack -4; 6 available, 4 held
      holds                     -> h of pack 4
      capture h 3               -> 3: pack +1; 7 available, 0 held
      holds                     -> none
    `));

  test("a hold is refused when there is too little, and says how much there is", () =>
    follows(`
      hold h 1                  -> insufficient available=0
      grant pack bought 3       -> 3: pack +3; 3 available, 0 held
      hold h 4                  -> insufficient available=3
      hold h 3                  -> 3: pack -3; 0 available, 3 held
      hold i 1                  -> insufficient available=0
    `));

  test("at most so many are held at once", () =>
    follows(`
      grant pack bought 9       -> 9: pack +9; 9 available, 0 held
      hold a 1 max=2            -> 1: pack -1; 8 available, 1 held
      hold b 1 max=2            -> 1: pack -1; 7 available, 2 held
      hold c 1 max=2            -> too-many-held running=2 max=2
      release a                 -> 1: pack +1; 8 available, 1 held
      hold c 1 max=2            -> 1: pack -1; 7 available, 2 held
    `));

  test("a hold ends once, whichever way is asked for second", () =>
    follows(`
      grant pack bought 9       -> 9: pack +9; 9 available, 0 held
      hold a 2                  -> 2: pack -2; 7 available, 2 held
      capture a 2               -> 2: nothing moved; 7 available, 0 held
      release a                 -> unknown-hold
      capture a 1               -> unknown-hold
      release b                 -> unknown-hold
    `));

  test("no more is captured than was held", () =>
    follows(`
      grant pack bought 9       -> 9: pack +9; 9 available, 0 held
      hold a 2                  -> 2: pack -2; 7 available, 2 held
      capture a 3               -> more-than-held held=2
      release a                 -> 2: pack +2; 9 available, 0 held
    `));

  test("someone with many small lots can pay with all of them", () => {
    const grants = Array.from({ length: 300 }, (_, index) => `grant lot${index} promotional 1`).join("\n");
    const lines = play(`${grants}\nhold h 300\nlots\nrelease h\navailable`).split("\n");
    expect(lines.at(-4)).toMatch(/; 0 available, 300 held$/);
    expect(lines.at(-2)).toMatch(/; 300 available, 0 held$/);
    expect(lines.at(-1)).toBe("available -> 300");
  });
});

describe("the order of spending", () => {
  test("is soonest expiry, then promotional before subscription before bought, then oldest, then id", () =>
    follows(`
      grant never bought 1                -> 1: never +1; 1 available, 0 held
      grant b-late promotional 1 until=50 -> 1: b-late +1; 2 available, 0 held
      grant bought bought 1 until=20      -> 1: bought +1; 3 available, 0 held
      grant plan subscription 1 until=20  -> 1: plan +1; 4 available, 0 held
      grant z promotional 1 until=20      -> 1: z +1; 5 available, 0 held
      hour 1
      grant c promotional 1 until=20      -> 1: c +1; 6 available, 0 held
      grant b promotional 1 until=20      -> 1: b +1; 7 available, 0 held
      hold h 7                            -> 7: z -1, b -1, c -1, plan -1, bought -1, b-late -1, never -1; 0 available, 7 held
    `));

  test("what is captured is what was taken first", () =>
    follows(`
      grant soon bought 2 until=10 -> 2: soon +2; 2 available, 0 held
      grant late bought 5 until=20 -> 5: late +5; 7 available, 0 held
      hold h 4                     -> 4: soon -2, late -2; 3 available, 4 held
      capture h 1                  -> 1: soon +1, late +2; 6 available, 0 held
    `));
});

describe("expiry", () => {
  test("an expired lot cannot be spent, and its expiry is an entry", () =>
    follows(`
      grant gift promotional 5 until=24 -> 5: gift +5; 5 available, 0 held
      grant pack bought 2               -> 2: pack +2; 7 available, 0 held
      hour 23.999
      available                         -> 7
      expire                            -> nothing
      hour 24
      available                         -> 2
      hold h 3                          -> insufficient available=2
      expire                            -> 5: gift -5; 2 available, 0 held
      expire                            -> nothing
      lots                              -> pack 2
    `));

  test("what comes back to an expired lot lives 72 more hours, as its own lot", () =>
    follows(`
      grant gift promotional 5 until=24 -> 5: gift +5; 5 available, 0 held
      hold h 3                          -> 3: gift -3; 2 available, 3 held
      hold i 1                          -> 1: gift -1; 1 available, 4 held
      hour 30
      expire                            -> 1: gift -1; 0 available, 4 held
      lots                              -> gift 0 until 24
      release h                         -> 3: gift~h +3; 3 available, 1 held
      lots                              -> gift 0 until 24, gift~h 3 until 102
      capture i 1                       -> 1: nothing moved; 3 available, 0 held
      lots                              -> gift~h 3 until 102
      hold j 3                          -> 3: gift~h -3; 0 available, 3 held
      hour 102
      release j                         -> 3: gift~h~j +3; 3 available, 0 held
      lots                              -> gift~h~j 3 until 174
    `));

  test("the uncaptured rest of a hold lives on in the same way", () =>
    follows(`
      grant gift promotional 5 until=24 -> 5: gift +5; 5 available, 0 held
      hold h 5                          -> 5: gift -5; 0 available, 5 held
      hour 25
      capture h 2                       -> 2: gift~h +3; 3 available, 0 held
      available                         -> 3
    `));
});

describe("reclaiming a part of an order", () => {
  test("takes the lots as they would be spent, and no more than was asked for", () =>
    follows(`
      grant a bought 6 order=o1 until=50 -> 6: a +6; 6 available, 0 held
      grant b bought 6 order=o1 until=20 -> 6: b +6; 12 available, 0 held
      grant c bought 6 order=o2          -> 6: c +6; 18 available, 0 held
      reclaim o1 max=8                   -> 8: b -6, a -2; 10 available, 0 held
      reclaim o1 max=8                   -> 4: a -4; 6 available, 0 held
      reclaim o1 max=8                   -> nothing
    `));

  test("takes the end of a hold in flight once the lots are empty: what is captured was spent before", () =>
    follows(`
      grant a bought 10 order=o1 -> 10: a +10; 10 available, 0 held
      hold h 8                   -> 8: a -8; 2 available, 8 held
      reclaim o1 max=5           -> 5: a -2; 0 available, 8 held
      holds                      -> h of a 5 + a 3 voided
      capture h 4                -> 4: a +1; 1 available, 0 held
    `));

  test("passes over what has expired, whether that is an entry yet or not", () =>
    follows(`
      grant a bought 5 order=o1 until=10 -> 5: a +5; 5 available, 0 held
      grant b bought 5 order=o1 until=20 -> 5: b +5; 10 available, 0 held
      hour 10
      reclaim o1 max=8                   -> 5: b -5; 5 available, 0 held
      expire                             -> 5: a -5; 0 available, 0 held
      reclaim o1 max=8                   -> nothing
    `));

  test("leaves the rest of a hold to come back once, also into a lot that has expired", () =>
    follows(`
      grant a bought 6 order=o1 until=10 -> 6: a +6; 6 available, 0 held
      hold h 6                           -> 6: a -6; 0 available, 6 held
      reclaim o1 max=2                   -> 2: nothing moved; 0 available, 6 held
      reclaim o1 max=1                   -> 1: nothing moved; 0 available, 6 held
      hour 11
      release h                          -> 6: a~h +3; 3 available, 0 held
      lots                               -> a~h 3 until 83
    `));
});

describe("reclaiming an order", () => {
  test("voids what is unspent and leaves other orders alone", () =>
    follows(`
      grant a bought 10 order=o1 -> 10: a +10; 10 available, 0 held
      grant b bought 10 order=o2 -> 10: b +10; 20 available, 0 held
      hold h 4                   -> 4: a -4; 16 available, 4 held
      capture h 4                -> 4: nothing moved; 16 available, 0 held
      reclaim o1                 -> 6: a -6; 10 available, 0 held
      reclaim o1                 -> nothing
      reclaim unheard            -> nothing
      lots                       -> b 10
    `));

  test("reaches holds in flight: captured later is spent, released later is gone", () =>
    follows(`
      grant a bought 6 order=o1  -> 6: a +6; 6 available, 0 held
      grant b bought 10 order=o2 -> 10: b +10; 16 available, 0 held
      hold h 2                   -> 2: a -2; 14 available, 2 held
      hold i 3                   -> 3: a -3; 11 available, 5 held
      hold j 4                   -> 4: a -1, b -3; 7 available, 9 held
      reclaim o1                 -> 6: nothing moved; 7 available, 9 held
      reclaim o1                 -> nothing
      holds                      -> h of a 2 voided, i of a 3 voided, j of a 1 voided + b 3
      capture h 2                -> 2: nothing moved; 7 available, 7 held
      release i                  -> 3: nothing moved; 7 available, 4 held
      capture j 2                -> 2: b +2; 9 available, 0 held
      lots                       -> b 9
    `));

  test("finds credits that were revived or came from a joined account", () =>
    follows(`
      grant a bought 6 order=o1 until=5 -> 6: a +6; 6 available, 0 held
      hold h 2                          -> 2: a -2; 4 available, 2 held
      hour 6
      release h                         -> 2: a~h +2; 6 available, 0 held
      join-out second                   -> 6: a -4, a~h -2; 0 available, 0 held
      wallet second
      join-in first                     -> 6: a@first +4, a~h@first +2; 6 available, 0 held
      reclaim o1                        -> 6: a@first -4, a~h@first -2; 0 available, 0 held
      lots                              -> none
    `));
});

describe("freezing", () => {
  test("stops new holds, and still lets holds end and credits come", () =>
    follows(`
      grant a bought 6           -> 6: a +6; 6 available, 0 held
      hold h 2                   -> 2: a -2; 4 available, 2 held
      hold i 2                   -> 2: a -2; 2 available, 4 held
      freeze suspended           -> 0: nothing moved; 2 available, 4 held
      available                  -> 0
      hold j 1                   -> frozen
      release h                  -> 2: a +2; 4 available, 2 held
      capture i 2                -> 2: nothing moved; 4 available, 0 held
      grant b bought 1           -> 1: b +1; 5 available, 0 held
      thaw other                 -> unknown-freeze
      thaw suspended             -> 0: nothing moved; 5 available, 0 held
      thaw suspended             -> unknown-freeze
      available                  -> 5
    `));

  test("of one order leaves the rest of the wallet free", () =>
    follows(`
      grant a bought 6 order=o1    -> 6: a +6; 6 available, 0 held
      grant b bought 3 order=o2    -> 3: b +3; 9 available, 0 held
      freeze dispute order=o1      -> 0: nothing moved; 9 available, 0 held
      available                    -> 3
      hold h 4                     -> insufficient available=3
      hold h 3                     -> 3: b -3; 6 available, 3 held
      thaw dispute                 -> 0: nothing moved; 6 available, 3 held
      available                    -> 6
    `));

  test("for two reasons ends when both have ended", () =>
    follows(`
      grant a bought 1           -> 1: a +1; 1 available, 0 held
      freeze one                 -> 0: nothing moved; 1 available, 0 held
      freeze two                 -> 0: nothing moved; 1 available, 0 held
      thaw one                   -> 0: nothing moved; 1 available, 0 held
      hold h 1                   -> frozen
      thaw two                   -> 0: nothing moved; 1 available, 0 held
      hold h 1                   -> 1: a -1; 0 available, 1 held
    `));

  test("comes before forfeiting, which voids everything, holds in flight included", () =>
    follows(`
      grant a bought 6           -> 6: a +6; 6 available, 0 held
      hold h 2                   -> 2: a -2; 4 available, 2 held
      hold i 2                   -> 2: a -2; 2 available, 4 held
      forfeit                    -> not-frozen
      freeze suspended           -> 0: nothing moved; 2 available, 4 held
      forfeit                    -> 6: a -2; 0 available, 4 held
      forfeit                    -> nothing
      release h                  -> 2: nothing moved; 0 available, 2 held
      capture i 1                -> 1: nothing moved; 0 available, 0 held
      lots                       -> none
    `));
});

describe("joining accounts", () => {
  test("moves every lot with its expiry, and holds in flight with where they came from", () =>
    follows(`
      grant welcome promotional 5 until=24  -> 5: welcome +5; 5 available, 0 held
      grant pack bought 10 order=o1         -> 10: pack +10; 15 available, 0 held
      hold h 1                              -> 1: welcome -1; 14 available, 1 held
      hold i 4                              -> 4: welcome -4; 10 available, 5 held
      join-out second                       -> 10: pack -10; 0 available, 0 held
      lots                                  -> none
      wallet second
      grant welcome promotional 5 until=30  -> 5: welcome +5; 5 available, 0 held
      join-in first                         -> 10: pack@first +10; 15 available, 5 held
      holds                                 -> h of welcome@first 1, i of welcome@first 4
      release i                             -> 4: welcome@first +4; 19 available, 1 held
      capture h 1                           -> 1: nothing moved; 19 available, 0 held
      lots                                  -> welcome@first 4 until 24, welcome 5 until 30, pack@first 10
    `));

  test("is no way out of a freeze, nor of a reclaim that concerns what is in flight", () =>
    follows(`
      grant a bought 6 order=o1    -> 6: a +6; 6 available, 0 held
      grant b bought 3 order=o2    -> 3: b +3; 9 available, 0 held
      hold h 2                     -> 2: a -2; 7 available, 2 held
      reclaim o1                   -> 6: a -4; 3 available, 2 held
      freeze dispute order=o2      -> 0: nothing moved; 3 available, 2 held
      join-out second              -> 3: b -3; 0 available, 0 held
      wallet second
      join-in first                -> 3: b@first +3; 3 available, 2 held
      available                    -> 0
      release h                    -> 2: nothing moved; 3 available, 0 held
      thaw dispute                 -> 0: nothing moved; 3 available, 0 held
      available                    -> 3
    `));

  test("closes the wallet also when nothing was in it", () =>
    follows(`
      join-out second              -> 0: nothing moved; 0 available, 0 held
      wallet second
      join-in first                -> 0: nothing moved; 0 available, 0 held
    `));

  test("leaves a wallet that takes nothing any more", () => {
    const gone = { ...emptyWallet("a"), joinedInto: "b" };
    const freeze = { kind: "freeze", cause: "f", reason: "test", order: null } as const;
    expect(() => apply<"freeze">(gone, freeze, START)).toThrow("joined into b");
  });
});

describe("amounts and times", () => {
  test.for([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("credits are never %s", (amount) => {
    const lot = { lotKind: "bought", order: null, expiresAt: null } as const;
    const grant = { kind: "grant", cause: "g", reason: "test", amount, ...lot } as const;
    const { wallet } = apply<"grant">(emptyWallet("a"), { ...grant, amount: 9 }, START);
    expect(() => apply<"grant">(wallet, grant, START)).toThrow(RangeError);
    expect(() => apply<"hold">(wallet, { kind: "hold", cause: "h", reason: "test", amount }, START)).toThrow(
      RangeError,
    );
  });

  test("the journal never runs backwards, even when a slower clock writes second", () => {
    const freeze = { kind: "freeze", reason: "test", order: null } as const;
    const first = apply<"freeze">(emptyWallet("a"), { ...freeze, cause: "one" }, START);
    const earlier = new Date(START.getTime() - 1_000);
    const second = apply<"freeze">(first.wallet, { ...freeze, cause: "two" }, earlier);
    expect(second.entry.at).toEqual(START);
    const archived = { ...second.wallet, journal: [], archivedUntil: START };
    expect(apply<"freeze">(archived, { ...freeze, cause: "three" }, earlier).entry.at).toEqual(START);
  });
});
