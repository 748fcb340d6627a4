import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { TestLog } from "../support/credits.ts";
import { personAt } from "../support/person.ts";
import { lastingPort } from "../support/tree-process.ts";
import { CommandWatch } from "./commands.ts";
import { median } from "./contest.ts";
import type { BenchPart, BenchRow } from "./table.ts";

const COMMANDS_AIM = 10;
/** What an answer leaves to be written behind it. */
const BEHIND_MS = 300;
/** Longer than Discord's own three seconds: how soon an answer comes is not measured here. */
const PATIENCE_MS = 600_000;

/** What a picture asks of the database, from the command to its delivery, and what crosses the wire for that. */
export const pictureCost: BenchPart = {
  name: "picture-cost",
  title: "(d) database commands and bytes per picture",
  async run({ database, size, note }) {
    const pictures = size === "tiny" ? 2 : 15;
    const watch = new CommandWatch();
    const product = await startProduct(database.uri, watch);
    try {
      const rows: BenchRow[] = [];
      for (const [chat, ask] of [
        ["Discord", await askOnDiscord(product.discord)],
        ["the playground", await askInPlayground(product.url)],
      ] as const) {
        // The first picture says more than all others, and so costs more.
        await ask(0);
        rows.push(...(await costs(chat, pictures, ask, watch, note)));
      }
      return rows;
    } finally {
      await product.stop();
    }
  },
};

async function costs(
  chat: string,
  pictures: number,
  ask: (index: number) => Promise<void>,
  watch: CommandWatch,
  note: (text: string) => void,
): Promise<readonly BenchRow[]> {
  const counts: number[] = [];
  const sent: number[] = [];
  const received: number[] = [];
  for (let index = 1; index <= pictures; index++) {
    watch.start();
    await ask(index);
    await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
    const seen = watch.seen();
    counts.push(seen.length);
    sent.push(seen.reduce((sum, { sent_bytes }) => sum + sent_bytes, 0));
    received.push(seen.reduce((sum, { received_bytes }) => sum + received_bytes, 0));
    if (index === pictures) note(`${chat}: ${seen.map(({ name, collection }) => `${name} ${collection}`).join(", ")}`);
  }
  const commands = median(counts);
  const how = `median of ${pictures}, driver's command monitoring; heartbeats, switches and jobs left out`;
  const kilobytes = (bytes: readonly number[]) => `${(median(bytes) / 1_000).toFixed(1)} kB`;
  return [
    {
      what: `commands per picture, ${chat}`,
      figure: String(commands),
      aim: `≤ ${COMMANDS_AIM}`,
      met: commands <= COMMANDS_AIM,
      how,
    },
    {
      what: `bytes per picture, ${chat}`,
      figure: `${kilobytes(sent)} sent, ${kilobytes(received)} received`,
      aim: null,
      met: null,
      how: "BSON of the same commands and answers; the picture is tiny, a real one comes on top each time it is written or read",
    },
  ];
}

/** The whole product in this process, without the jobs, beside a provider that is done at once and tells by webhook. */
async function startProduct(databaseUri: string, watch: CommandWatch) {
  const discord = await startDiscordServer({ acknowledgeWithin_ms: PATIENCE_MS });
  const fal = await startInstantFal({ webhooks: true });
  const port = await lastingPort();
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MONGODB_URI: databaseUri,
    FAL_KEY: fal.key,
    FAL_QUEUE_URL: fal.queueUrl,
    FAL_JWKS_URL: fal.jwksUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ROLES: "web,discord",
  });
  const app = await startApp(config, {
    log: new TestLog(),
    monitorCommands: (client) => watch.follow(client as never),
  });
  return {
    url: app.url,
    discord,
    async stop() {
      await app.stop();
      await Promise.all([discord.stop(), fal.stop()]);
    },
  };
}

async function askOnDiscord(discord: DiscordServer): Promise<(index: number) => Promise<void>> {
  const person = discord.person("counted");
  await person.press(await person.answerTo("start"), "I am 13");
  return async (index) => {
    const { text } = await person.answerTo("imagine", { prompt: `fox number ${index}` });
    if (!text.includes("seed")) throw new Error(`no picture came: ${text}`);
  };
}

async function askInPlayground(url: string): Promise<(index: number) => Promise<void>> {
  const person = await personAt(url, "counted");
  await person.answerTo("/start");
  await person.press("I am 13");
  return async (index) => {
    const { reply } = await person.answerTo(`/imagine fox number ${index}`);
    if (reply?.tone !== "good") throw new Error(`no picture came: ${reply?.text}`);
  };
}
