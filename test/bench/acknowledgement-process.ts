import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { DiscordServer } from "../servers/discord/server.ts";
import { SHARDS } from "./footprint-stage.ts";

/** The bare bot in a process of its own. `perSecond`: how many requests its library may send. Answers how to stop it. */
export async function startBareBot(
  discord: DiscordServer,
  perSecond: number,
): Promise<{ readonly stop: () => Promise<void> }> {
  const script = join(import.meta.dirname, "acknowledgement-bare-bot.ts");
  const settings = [discord.token, discord.apiUrl, SHARDS.bare, SHARDS.count, perSecond].map(String);
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", script, ...settings], {
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    exited.then(([code]) => reject(new Error(`the bare bot ended with ${code}`)));
  });
  return {
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
