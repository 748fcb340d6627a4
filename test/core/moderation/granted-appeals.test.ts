import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";
import { conductWith } from "./conduct-over-sanctions.ts";
import { sanctionsStage } from "./sanctions-stage.ts";

/** Ada with so many strikes; by default one every second day, so that what is timed is served meanwhile. */
async function adaWith(strikes: number, pause_ms = 2 * DAY_MS) {
  const stage = sanctionsStage();
  const { conduct } = conductWith(stage);
  const ids: string[] = [];
  for (let number = 1; number <= strikes; number++) {
    stage.clock.move(pause_ms);
    const { violation } = await conduct.found({
      ...{ cause: `event ${number}`, account: "ada", stage: "prompt", category: "hate", confidence: 1 },
      evidence: { words: "words" },
    });
    ids.push(violation);
  }
  const suspensions = async () =>
    (await stage.sanctions.latest("ada", 20)).filter(({ kind }) => kind === "suspension").length;
  const reverse = (number: number) => conduct.reverse(ids[number - 1] ?? "", "memory:boss", "granted");
  return {
    stage,
    conduct,
    ids,
    reverse,
    suspensions,
    standing: async () => (await stage.sanctions.standing("ada")).state,
  };
}

describe("an appeal that is granted", () => {
  for (const [strikes, granted] of [
    [6, 1],
    [6, 6],
    [5, 2],
    [9, 3],
  ] as const) {
    test(`of one of ${strikes} strikes suspends nobody once more for what they have served`, async () => {
      const { stage, reverse, suspensions, standing } = await adaWith(strikes);
      stage.clock.move(8 * DAY_MS);
      const before = await suspensions();
      expect(await standing()).toBe("good");
      await reverse(granted);
      expect([await standing(), await suspensions()]).toEqual(["good", before]);
    });
  }

  test("leaves what the rest is enough for, where that was not served yet", async () => {
    const { stage, reverse } = await adaWith(8, 0);
    await reverse(8);
    const until = new Date(stage.clock.now().getTime() + DAY_MS);
    expect(await stage.sanctions.standing("ada")).toMatchObject({ state: "suspended", until });
  });

  test("about all of it imposes nothing in between", async () => {
    const { stage, ids, conduct, standing } = await adaWith(8, 0);
    const before = (await stage.sanctions.latest("ada", 20)).length;
    for (const id of ids) await conduct.reverse(id, "memory:boss", "granted", ids);
    const after = await stage.sanctions.latest("ada", 20);
    expect([after.length, await standing()]).toEqual([before, "good"]);
    expect(after.filter(({ liftedAt }) => liftedAt === null)).toEqual([]);
  });

  test("frees whoever is suspended for it, and does not begin what was served before", async () => {
    const { stage, reverse, standing } = await adaWith(8);
    stage.clock.move(HOUR_MS);
    expect(await standing()).toBe("suspended");
    await reverse(3);
    expect(await standing()).toBe("good");
  });
});
