import { afterEach, expect, test } from "vitest";
import { startDiscordServer } from "../servers/discord/server.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { startFront, startTree, startTreeDatabase } from "../support/process-tree.ts";

/** For a machine with nothing to spare. */
const PATIENCE_MS = 240_000;

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

test("two gateways serve their shards, one goes on with what the other was at when it was killed, and it comes back", {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  const discord = await startDiscordServer({ acknowledgeWithin_ms: PATIENCE_MS });
  running.push(discord.stop);
  discord.rateLimits.areOn = false;
  const fal = await startInstantFal({ work_ms: 2_000, webhooks: true });
  running.push(fal.stop);
  const database = await startTreeDatabase();
  running.push(database.drop);
  const targets: { readonly url: string }[] = [];
  const front = await startFront(targets, { repeats: true });
  running.push(front.stop);
  const tree = await startTree({
    databaseUri: database.uri,
    // What the provider tells reaches whichever of them lives.
    webOrigin: front.url,
    environment: {
      ...{ FAL_QUEUE_URL: fal.queueUrl, FAL_JWKS_URL: fal.jwksUrl, FAL_KEY: fal.key, FAL_CONCURRENCY: "4" },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS: "2" },
    },
    plans: [0, 1].map((shard) => ({
      ...{ name: `gateway-${shard}`, roles: ["discord"] as const },
      environment: { DISCORD_SHARD_LIST: String(shard) },
    })),
  });
  running.push(tree.stop);
  targets.push(...tree.processes);
  await discord.gateway.ready(2);

  const ada = discord.person("ada");
  await ada.press(await ada.answerTo("start"), "I am 13");
  const [first, second] = [0, 1].map((index) => discord.channel(discord.guild({ shard: { index, of: 2 } })));
  if (first === undefined || second === undefined) throw new Error("there are no channels");
  const prompts = ["a fox of shard 0", "a fox of shard 1"];
  const sent = [first, second].map((channel, shard) =>
    ada.slash("imagine", { prompt: prompts[shard] ?? "" }, { in: channel }),
  );
  for (const one of sent) expect((await ada.final(one, PATIENCE_MS)).images).toHaveLength(1);
  for (const { url } of tree.processes) {
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toMatch(/easel_acknowledgement_seconds_count\{platform="discord"\} [1-9]/u);
  }

  const left = ada.slash("imagine", { prompt: "a fox left behind" }, { in: second });
  await expect.poll(() => fal.prompts, { timeout: PATIENCE_MS, interval: 20 }).toContain("a fox left behind");
  await tree.find("gateway-1").kill();
  // Whoever lives has only the other shard, and reaches the channel all the same.
  expect((await ada.final(left, PATIENCE_MS)).images).toHaveLength(1);
  expect(discord.gateway.sessions().filter(({ isConnected }) => isConnected)).toHaveLength(1);

  await tree.find("gateway-1").start();
  await discord.gateway.ready(2);
  const back = ada.slash("imagine", { prompt: "a fox that came back" }, { in: second });
  expect((await ada.final(back, PATIENCE_MS)).images).toHaveLength(1);
  for (const one of [...sent, left, back]) expect(ada.answers(one)).toHaveLength(1);
  expect(fal.prompts.toSorted()).toEqual([...prompts, "a fox left behind", "a fox that came back"].toSorted());
  const asked = ada.slash("balance");
  expect((await ada.final(asked, PATIENCE_MS)).text).toContain("You have 21 credits");
  expect(discord.violations).toEqual([]);
});
