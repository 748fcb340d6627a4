import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startDiscordServer } from "../servers/discord/server.ts";
import { freePort, startTestApp } from "../support/app.ts";
import { startChild } from "../support/child.ts";
import { discordCredits } from "../support/discord-app.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import { expectLaws } from "../support/laws.ts";

/** `DISCORD_CROWD=500` makes it the large one, which prints its figures. */
const given = process.env["DISCORD_CROWD"];
const PEOPLE = Number(given ?? 20);
const JOINING_AT_ONCE = 20;
/** Measured alone, a second; beside other tests on the same cores, what Discord itself grants. */
const ACKNOWLEDGED_WITHIN_MS = given === undefined ? 3_000 : 1_000;

test(`${PEOPLE} people at once: each is acknowledged in time (p99), answered once and charged once`, {
  timeout: 600_000,
}, async () => {
  const discord = await startDiscordServer({ acknowledgeWithin_ms: 600_000 });
  discord.rateLimits.areOn = false;
  const dataDir = await mkdtemp(join(tmpdir(), "easel-discord-load-"));
  // The product as it starts with nothing but a token, in a process of its own: database and painter are part of it.
  const easel = await startChild({
    ...{ DATA_DIR: dataDir, PORT: String(await freePort()), FAL_CONCURRENCY: "40" },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS: "1" },
  });
  try {
    const channel = discord.channel(discord.guild());
    const people = Array.from({ length: PEOPLE }, (_, number) => discord.person(`crowd-${number}`));
    for (let from = 0; from < people.length; from += JOINING_AT_ONCE) {
      await Promise.all(people.slice(from, from + JOINING_AT_ONCE).map(accept));
    }
    const began = performance.now();
    const sent = people.map((person) => {
      const interaction = person.slash("imagine", { prompt: `fox of ${person.name}` }, { in: channel });
      return { person, interaction };
    });
    const pictures = sent.map(({ person, interaction }) => person.final(interaction, 500_000));
    for (const { images } of await Promise.all(pictures)) expect(images).toHaveLength(1);
    const took_ms = performance.now() - began;
    const waits_ms = sent
      .map(({ interaction: { createdAt, acknowledgedAt } }) => (acknowledgedAt ?? Number.POSITIVE_INFINITY) - createdAt)
      .toSorted((a, b) => a - b);
    const percentile = (share: number) => waits_ms[Math.min(PEOPLE - 1, Math.floor(PEOPLE * share))] ?? 0;
    if (given !== undefined) {
      const acknowledged = `acknowledged p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms, max ${percentile(1)} ms`;
      process.stdout.write(`${PEOPLE} at once: ${acknowledged}; the last picture after ${Math.round(took_ms)} ms\n`);
    }
    for (const { person, interaction } of sent) expect(person.answers(interaction)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
    expect(await easel.terminate(), easel.errors()).toBe(0);
    const after = await startTestApp({ config: { database: { uri: null, dataDir } } });
    try {
      await expectLaws(after.app.services);
      for (const person of people) expect(await discordCredits(after, person)).toEqual({ available: 24, held: 0 });
    } finally {
      await after.stop();
    }
    expect(percentile(0.99)).toBeLessThan(ACKNOWLEDGED_WITHIN_MS);
  } finally {
    await easel.kill();
    await discord.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function accept(person: DiscordPerson): Promise<void> {
  await person.press(await person.answerTo("start"), "I am 13");
}
