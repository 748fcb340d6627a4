import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FalSandbox, startFalSandbox } from "../../adapters/fal/sandbox/server.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { freePort } from "../support/app.ts";
import { type Child, startChild } from "../support/child.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import { testDatabase } from "../support/mongo.ts";
import { type SeenCommand, startWireProxy } from "../support/wire-proxy.ts";

let sandbox: FalSandbox;
const directories: string[] = [];
beforeAll(async () => {
  sandbox = await startFalSandbox({
    imaging: createImaging(),
    clock: systemClock,
    ids: systemIds,
    speed: { queue_ms: 0, painting_ms: 100 },
  });
});
afterAll(async () => {
  await sandbox.stop();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function settings(uri: string, discord: DiscordServer): Promise<Record<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-discord-kill-"));
  directories.push(dataDir);
  const port = String(await freePort());
  return {
    ...{ MONGODB_URI: uri, DATA_DIR: dataDir, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` },
    ...{ FAL_QUEUE_URL: sandbox.queueUrl, FAL_JWKS_URL: sandbox.jwksUrl, FAL_KEY: sandbox.key },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS: "1" },
  };
}

function stepTo(state: string) {
  return ({ name, collection, body }: SeenCommand): boolean => {
    if (name !== "update" || collection !== "generations") return false;
    const [update] = (body["updates"] ?? []) as { u: { $set?: Record<string, unknown> } }[];
    return update?.u.$set?.["state"] === state;
  };
}

function isCapture({ collection, body }: SeenCommand): boolean {
  const [update] = (body["updates"] ?? []) as { u: { $push?: { journal?: { kind?: string } } } }[];
  return collection === "wallets" && update?.u.$push?.journal?.kind === "capture";
}

type TokenIs = "alive" | "dead";
/** Where the process is killed, always between its deferral and its answer, and whether the token survives that. */
const moments: readonly [moment: string, matches: (command: SeenCommand) => boolean, token: TokenIs][] = [
  ["is paid", isCapture, "alive"],
  ["is stored, and its token dies as well", stepTo("stored"), "dead"],
];

describe.concurrent("a process that is killed between the deferral and the answer", { timeout: 240_000 }, () => {
  test.each(moments)(
    "once the picture %s: the next one answers, and it is charged once",
    async (moment, matches, token) => {
      const own = await testDatabase();
      const proxy = await startWireProxy(own.uri);
      const discord = await startDiscordServer({ acknowledgeWithin_ms: 20_000 });
      let child: Child | null = null;
      try {
        const environment = await settings(proxy.uri, discord);
        child = await startChild(environment);
        const channel = discord.channel(discord.guild());
        const ada = discord.person("ada");
        await accept(ada);
        const words = `a fox that ${moment}`;
        const reached = proxy.freezeAfter(matches);
        const sent = ada.slash("imagine", { prompt: words }, { in: channel });
        await reached;
        await ada.until(() => sent.acknowledgedAt);
        await child.kill();
        proxy.thaw();
        if (token === "dead") discord.expire(sent);
        child = await startChild({ ...environment, MONGODB_URI: own.uri });
        const picture = await ada.until(() => ada.sees(channel).find(({ images }) => images.length > 0), 60_000);
        expect(await picture.images[0]?.bytes()).toBeDefined();
        expect(ada.sees(channel).filter(({ images }) => images.length > 0)).toHaveLength(1);
        expect(sandbox.requests().filter(({ input }) => input["prompt"] === words)).toHaveLength(1);
        expect((await ada.answerTo("balance")).text).toContain("You have 24 credits");
        expect(await child.terminate(), child.errors()).toBe(0);
        expect(discord.violations).toEqual([]);
      } finally {
        await child?.kill();
        await proxy.close();
        await discord.stop();
        await own.drop();
      }
    },
  );

  test("before anything was stored: nothing is charged, and the command works when it is sent again", async () => {
    const own = await testDatabase();
    const proxy = await startWireProxy(own.uri);
    const discord = await startDiscordServer({ acknowledgeWithin_ms: 20_000 });
    let child: Child | null = null;
    try {
      const environment = await settings(proxy.uri, discord);
      child = await startChild(environment);
      const channel = discord.channel(discord.guild());
      const ada = discord.person("ada");
      await accept(ada);
      proxy.freeze();
      const sent = ada.slash("imagine", { prompt: "a fox that was forgotten" }, { in: channel });
      await ada.until(() => sent.acknowledgedAt);
      await child.kill();
      proxy.thaw();
      child = await startChild({ ...environment, MONGODB_URI: own.uri });
      expect((await ada.answerTo("balance")).text).toContain("You have 25 credits");
      const picture = await ada.answerTo("imagine", { prompt: "a fox that was forgotten" }, { in: channel });
      expect(picture.images).toHaveLength(1);
      expect(await child.terminate(), child.errors()).toBe(0);
    } finally {
      await child?.kill();
      await proxy.close();
      await discord.stop();
      await own.drop();
    }
  });
});

async function accept(ada: DiscordPerson): Promise<void> {
  await ada.press(await ada.answerTo("start"), "I am 13");
}
