import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
let account: string;
beforeEach(async () => {
  easel = await testServices();
  account = (await easel.accounts.of(identityOf("ada"))).id;
});
afterEach(() => easel.stop());

async function shown() {
  const { title, text, fields = [] } = await easel.say("ada", "/balance");
  const lines = (name: string) => fields.find((field) => field.name === name)?.value.split("\n") ?? [];
  return { title, text, lots: lines("Where they are from, and until when"), movements: lines("Lately") };
}
const grant = (cause: string, amount: number, days: number | null, kind: "promotional" | "bought" = "promotional") =>
  easel.ledger.grant(account, {
    ...{ cause, amount, kind, order: kind === "bought" ? cause : null, reason: "welcome" },
    expiresAt: days === null ? null : new Date(easel.clock.now().getTime() + days * DAY_MS),
  });
const hold = (cause: string, amount: number) => easel.ledger.hold(account, { cause, amount, reason: "picture" });

describe("/balance", () => {
  test("of a newcomer says where credits come from", async () => {
    expect(await shown()).toMatchObject({ title: "You have 0 credits", text: expect.stringContaining("/start") });
  });

  test("tells every lot with its end, soonest first, and what moved, newest first", async () => {
    await grant("a", 25, 30);
    await grant("b", 100, null, "bought");
    await hold("h1", 4);
    await easel.ledger.capture(account, { hold: "h1", amount: 4, reason: "picture" });
    expect(await shown()).toEqual({
      title: "You have 121 credits",
      text: undefined,
      lots: ["21 credits · gift · until 24 Dec 2054", "100 credits · bought · no expiry"],
      movements: [
        "24 Nov 2054 · −4 · picture",
        "24 Nov 2054 · +100 · welcome gift",
        "24 Nov 2054 · +25 · welcome gift",
      ],
    });
  });

  test("tells what is set aside, what came back of a part, and what came back whole", async () => {
    await grant("a", 25, 30);
    await hold("h1", 4);
    expect(await shown()).toMatchObject({
      title: "You have 21 credits",
      text: "4 credits are set aside for pictures in the works.",
    });
    await easel.ledger.capture(account, { hold: "h1", amount: 1, reason: "picture" });
    await hold("h2", 3);
    await easel.ledger.release(account, { hold: "h2", reason: "cancelled" });
    expect(await shown()).toMatchObject({
      title: "You have 24 credits",
      text: undefined,
      movements: [
        "24 Nov 2054 · ±0 · 3 credits set aside came back",
        "24 Nov 2054 · −1 · picture",
        "24 Nov 2054 · +25 · welcome gift",
      ],
    });
  });

  test("does not count what has expired, with or without the job that writes it down", async () => {
    await grant("a", 25, 1);
    easel.clock.move(DAY_MS);
    expect(await shown()).toMatchObject({ title: "You have 0 credits", lots: [] });
    await easel.ledger.expireDue();
    expect(await shown()).toMatchObject({
      title: "You have 0 credits",
      movements: ["25 Nov 2054 · −25 · expired", "24 Nov 2054 · +25 · welcome gift"],
    });
  });

  test("tells of a refunded order, a hold on everything, and its end", async () => {
    await grant("a", 100, null, "bought");
    await grant("b", 10, null);
    await easel.ledger.reclaim(account, { cause: "refund", order: "a", reason: "refund" });
    expect((await shown()).movements[0]).toBe("24 Nov 2054 · −100 · taken back with a refunded order");
    await easel.ledger.freeze(account, { cause: "review", reason: "review" });
    expect(await shown()).toMatchObject({ title: "You have 0 credits", text: expect.stringMatching(/on hold .+@/u) });
    await easel.ledger.thaw(account, { freeze: "review", reason: "review" });
    expect(await shown()).toMatchObject({ title: "You have 10 credits", text: undefined });
    await easel.ledger.freeze(account, { cause: "breach", reason: "review" });
    await easel.ledger.forfeit(account, { cause: "forfeit", reason: "breach" });
    expect((await shown()).movements[0]).toBe("24 Nov 2054 · −10 · forfeited");
  });

  test("the lines add up to the title when nothing is set aside", async () => {
    await grant("a", 25, 30);
    for (let index = 0; index < 3; index++) {
      await hold(`h${index}`, 5);
      if (index === 1) await easel.ledger.release(account, { hold: `h${index}`, reason: "cancelled" });
      else await easel.ledger.capture(account, { hold: `h${index}`, amount: 5 - index, reason: "picture" });
    }
    const { title, movements } = await shown();
    const sum = movements.reduce(
      (total, line) => total + Number(/([+−±])(\d+)/u.exec(line)?.[0].replace("−", "-").replace("±", "")),
      0,
    );
    expect(title).toBe(`You have ${sum} credits`);
  });

  test("stays short, however much has happened", async () => {
    for (let index = 0; index < 60; index++) await grant(`g${index}`, 1, null);
    expect((await shown()).movements).toHaveLength(8);
  });
});
