import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { startDiscordServer } from "./servers/discord/server.ts";

const run = promisify(execFile);
const COMMAND = ["--import", "tsx", "src/deploy-discord.ts"];

test("deploy:discord registers the commands, says so, and changes nothing the second time", async () => {
  const discord = await startDiscordServer();
  const env = { PATH: process.env["PATH"], DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const count = commands.length + 2;
  const [first, ...faulty] = await Promise.allSettled([
    run(process.execPath, COMMAND, { env }),
    run(process.execPath, COMMAND, { env: { ...env, DISCORD_TOKEN: "wrong" } }),
    run(process.execPath, COMMAND, { env: { ...env, DISCORD_TOKEN: "" } }),
  ]);
  expect(first).toMatchObject({ value: { stdout: expect.stringContaining(`Discord took ${count} commands.`) } });
  expect(faulty).toMatchObject([
    { reason: { code: 1, stderr: expect.stringContaining("Discord refused DISCORD_TOKEN") } },
    { reason: { code: 1, stderr: expect.stringContaining("DISCORD_TOKEN is unset") } },
  ]);
  expect((await run(process.execPath, COMMAND, { env })).stdout).toContain(`these ${count} commands already`);
  expect(discord.world.commands).toHaveLength(count);
  expect(discord.violations).toEqual([]);
  await discord.stop();
});
