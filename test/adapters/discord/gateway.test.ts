import { afterEach, describe, expect, test } from "vitest";
import { createDiscord } from "../../../adapters/discord/connect.ts";
import { TOKEN_REFUSED } from "../../../adapters/discord/gateway.ts";
import { startDiscordServer } from "../../servers/discord/server.ts";
import { type Stage, setStage } from "./stage.ts";

const stages: Stage[] = [];
async function newStage(options: Parameters<typeof setStage>[0] = {}): Promise<Stage> {
  const stage = await setStage(options);
  stages.push(stage);
  stage.dispatch.reply("imagine", { text: "ok" });
  return stage;
}
afterEach(async () => {
  for (const stage of stages.splice(0).reverse()) {
    expect(stage.discord.violations).toEqual([]);
    await stage.stop();
  }
});
const warnings = ({ logged }: Stage) => logged.filter(({ level }) => level !== "info");

describe("the gateway", () => {
  test("that brings an event twice, also after a reconnection, has it answered once", async () => {
    const stage = await newStage();
    const { discord, dispatch } = stage;
    const ada = discord.person("ada");
    discord.gateway.times = 2;
    const interaction = ada.slash("imagine", { prompt: "x" });
    await ada.final(interaction);
    discord.gateway.cut();
    await discord.gateway.ready();
    discord.interactions.repeat(interaction);
    discord.gateway.times = 1;
    await ada.answerTo("imagine", { prompt: "y" });
    expect(dispatch.received).toHaveLength(2);
    expect(discord.callsOf("POST /interactions/:interaction/:token/callback")).toHaveLength(2);
  });

  test("that breaks is resumed, and what happened meanwhile is answered", async () => {
    const stage = await newStage();
    const { gateway } = stage.discord;
    const ada = stage.discord.person("ada");
    await gateway.ready();
    gateway.cut();
    expect((await ada.answerTo("imagine", { prompt: "meanwhile" })).text).toBe("ok");
    expect(gateway.count).toEqual({ identified: 1, resumed: 1 });
    gateway.askToReconnect();
    expect((await ada.answerTo("imagine", { prompt: "asked to come back" })).text).toBe("ok");
    expect(gateway.count.identified).toBe(1);
  });

  test("that is away for a while keeps nobody from starting or going on", async () => {
    const stage = await newStage();
    const { gateway } = stage.discord;
    await gateway.ready();
    gateway.isDown = true;
    gateway.cut();
    await new Promise((resolve) => setTimeout(resolve, 300));
    gateway.isDown = false;
    const ada = stage.discord.person("ada");
    expect((await ada.answerTo("imagine", { prompt: "x" })).text).toBe("ok");
  });

  test("that brings what nobody knows yet, or half of something, goes on", async () => {
    const stage = await newStage();
    await stage.discord.gateway.ready();
    const channel = stage.discord.channel(stage.discord.guild());
    const id = () => stage.discord.world.newId();
    const user = { id: "1", username: "odd", global_name: null };
    const odd: Record<string, unknown>[] = [
      {},
      { id: id(), type: 2 },
      { id: id(), type: 2, token: "x", data: { type: 1, name: "unheard-of" }, user },
      { id: id(), type: 2, token: "x", data: { type: 99, name: "imagine" }, user },
      { id: id(), type: 3, token: "x", data: {}, message: {}, user },
      { id: id(), type: 4, token: "x", data: { name: "imagine", options: [{ focused: true }] }, user },
      { id: id(), type: 99, user },
    ];
    for (const payload of odd) stage.discord.gateway.emit("INTERACTION_CREATE", payload, channel.guild?.id ?? null);
    const ada = stage.discord.person("ada");
    expect((await ada.answerTo("imagine", { prompt: "x" }, { in: channel })).text).toBe("ok");
    await stage.dispatch.idle();
    const known = [
      "an interaction could not be read",
      "an interaction was too old to be acknowledged; its answer takes another way",
    ];
    for (const { message } of warnings(stage)) expect(known).toContain(message);
  });

  test("tells the names of servers, and a command in one that was left is still answered", async () => {
    const stage = await newStage();
    const guild = stage.discord.guild({ name: "Foxes" });
    const channel = stage.discord.channel(guild);
    const ada = stage.discord.person("ada");
    await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    expect(stage.dispatch.received[0]?.server?.name).toBe("Foxes");
  });
});

describe("a start", () => {
  test("with a token that Discord refuses ends with one sentence for the operator", async () => {
    const stage = await newStage({ unstarted: true });
    const other = await startDiscordServer({ token: "another" });
    const adapter = createDiscord({
      ...other.config(),
      token: "wrong",
      images: { read: async () => null },
      imaging: { thumbnail: async (bytes) => bytes, shrink: () => Promise.reject(new Error("unused")) },
      clock: stage.clock,
      ids: { random: () => "x", derived: () => "x", chance: () => 0 },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      metrics: { acknowledged: () => undefined },
      commands: [],
    });
    await expect(adapter.start()).rejects.toThrow(TOKEN_REFUSED);
    await adapter.stop();
    await other.stop();
  });

  test("registers the commands once, and not again while they are the same", async () => {
    const stage = await newStage();
    await stage.restart();
    await stage.restart();
    expect(stage.discord.callsOf("PUT /applications/:application/commands")).toHaveLength(1);
    expect(stage.discord.world.commands.map(({ name }) => name)).toContain("Edit this picture");
  });

  test("goes on without new commands where Discord does not take them", async () => {
    const stage = await newStage({ unstarted: true });
    stage.discord.faults.add("PUT /applications/:application/commands", { kind: "status", status: 400 });
    stage.adapter.connect(stage.dispatch);
    await stage.adapter.start();
    await stage.discord.gateway.ready();
    expect(warnings(stage).map(({ message }) => message)).toEqual([
      "Discord did not take the commands; it keeps those that it has",
    ]);
  });

  test("while Discord is away tries again until it is there", async () => {
    const stage = await newStage({ unstarted: true });
    const { faults, gateway } = stage.discord;
    faults.add(/\/applications\/@me$/u, { kind: "status", status: 502 }, 4);
    stage.dispatch.chat = stage.adapter.chat;
    stage.adapter.connect(stage.dispatch);
    await stage.adapter.start();
    await gateway.ready();
    expect((await stage.discord.person("ada").answerTo("imagine", { prompt: "x" })).text).toBe("ok");
    expect(warnings(stage).map(({ message }) => message)).toEqual(["Discord cannot be reached; trying again"]);
  });

  test("serves the shards that it is given, each event once among all processes", async () => {
    const first = await newStage({ shards: 2, shardList: [0] });
    const second = await newStage({ shards: 2, shardList: [1], beside: first });
    const { discord } = first;
    expect(discord.gateway.sessions().map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const ada = discord.person("ada");
    for (const index of [0, 1]) {
      const channel = discord.channel(discord.guild({ shard: { index, of: 2 } }));
      await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    }
    await ada.answerTo("imagine", { prompt: "direct messages come to the first" });
    expect([first.dispatch.received.length, second.dispatch.received.length]).toEqual([2, 1]);
  });

  test("with as many shards as Discord advises serves all of them", async () => {
    const discord = await startDiscordServer({ shards: 3 });
    const stage = await newStage({ shards: "auto", discord });
    expect(stage.discord.gateway.sessions()).toHaveLength(3);
    await stage.stop();
    stages.pop();
  });
});

describe("a stop", () => {
  test("takes nothing new and lets what has begun be answered", async () => {
    const stage = await newStage();
    const ada = stage.discord.person("ada");
    let finish: () => void = () => undefined;
    stage.dispatch.answers.set("imagine", async (incoming, chat) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await chat.show(incoming.place, { text: "finished" });
    });
    const interaction = ada.slash("imagine", { prompt: "x" });
    await ada.until(() => stage.dispatch.received.length === 1);
    const stopped = stage.adapter.stop();
    finish();
    await stopped;
    expect((await ada.final(interaction)).text).toBe("finished");
  });
});
