import { existsSync } from "node:fs";
import { renderCommands } from "../adapters/discord/commands.ts";
import { refusesToken } from "../adapters/discord/errors.ts";
import { TOKEN_REFUSED } from "../adapters/discord/gateway.ts";
import { registerCommands } from "../adapters/discord/register.ts";
import { createRest } from "../adapters/discord/rest.ts";
import { commands } from "../commands/index.ts";
import { readConfig } from "./config.ts";

/** Registers the commands with Discord where they differ from those that it has, and says what it did. */
async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { discord } = readConfig(process.env);
  if (discord === null) throw new Error("DISCORD_TOKEN is unset, so there is no bot to register commands for.");
  const { outcome, commands: count } = await registerCommands(createRest(discord).bot, renderCommands(commands));
  const said =
    outcome === "unchanged"
      ? `Discord has these ${count} commands already. Nothing was changed.`
      : `Discord took ${count} commands. People see them within a minute, some after restarting their Discord.`;
  process.stdout.write(`${said}\n`);
}

main().catch((error: unknown) => {
  const message = refusesToken(error) ? TOKEN_REFUSED : error instanceof Error ? error.message : String(error);
  process.stderr.write(`The commands were not registered: ${message}\n`);
  process.exit(1);
});
