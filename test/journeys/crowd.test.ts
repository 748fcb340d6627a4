import { expect, test } from "vitest";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { startTestApp } from "../support/app.ts";
import { expectLaws } from "../support/laws.ts";

/** `CROWD=50x20` makes it a large one: 50 people with 20 requests each. */
const [PEOPLE = 0, EACH = 0] = (process.env["CROWD"] ?? "12x6").split("x").map(Number);
const CONCURRENCY = 10;

test(`${PEOPLE} people with ${EACH} requests each at once: everyone's first picture is ready before anyone's fifth, in order within a person`, {
  timeout: 120_000,
}, async () => {
  const fal = await startInstantFal({ work_ms: 20 });
  const crowd = await startTestApp({
    config: { fal, falConcurrency: CONCURRENCY, roles: ["web"] },
    webhooks: false,
    plans: { free: { ...planLimits.free, inWorksMax: EACH, atOnce: 1, commandsPerMinute: 1_000 } },
  });
  try {
    const names = Array.from({ length: PEOPLE }, (_, number) => `crowd-${number}`);
    const people = await Promise.all(names.map((name) => crowd.person(name)));
    const ready: { name: string; number: number }[] = [];
    await Promise.all(
      people.map(async (person) => {
        const ids: string[] = [];
        // In direct messages, where fifty people do not also read each other's pictures.
        for (let number = 1; number <= EACH; number++) {
          ids.push(await person.say(`${person.name} fox ${number}`, { pane: "direct" }));
        }
        const waits = ids.map(async (id, index) => {
          const { reply } = await person.final(id, 100_000);
          expect(reply?.images).toHaveLength(1);
          ready.push({ name: person.name, number: index + 1 });
        });
        await Promise.all(waits);
      }),
    );
    expect(ready).toHaveLength(PEOPLE * EACH);
    const firstFifth = ready.findIndex(({ number }) => number === 5);
    for (const name of names) {
      expect(ready.findIndex((one) => one.name === name && one.number === 1)).toBeLessThan(firstFifth);
      const sent = fal.prompts.filter((prompt) => prompt.startsWith(`${name} `));
      expect(sent).toEqual(Array.from({ length: EACH }, (_, index) => `${name} fox ${index + 1}`));
    }
    expect(fal.atOnceMax()).toBeLessThanOrEqual(CONCURRENCY);
    await expectLaws(crowd.app.services);
  } finally {
    await crowd.stop();
    await fal.stop();
  }
});
