import { available, sum } from "../../src/core/credits/wallet.ts";
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from "../servers/discord/server.ts";
import type { Guild } from "../servers/discord/world.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "./app.ts";
import type { DiscordPerson, PersonOptions } from "./discord-person.ts";

/** The whole product, as a bot of a Discord on this machine. */
export interface DiscordApp {
  readonly discord: DiscordServer;
  readonly easel: TestApp;
  /** A server with the bot in it, where the tests meet. */
  readonly guild: Guild;
  /** Somebody with the terms behind them. */
  join(name: string, options?: PersonOptions): Promise<DiscordPerson>;
  /** Spendable, and set aside. */
  credits(person: DiscordPerson): Promise<{ available: number; held: number }>;
  /** What the provider was asked with these words. */
  painted(words: string): number;
  stop(): Promise<void>;
}

export interface DiscordAppOptions extends TestAppOptions {
  readonly discord?: DiscordServerOptions;
  readonly shards?: number;
  readonly shardList?: readonly number[];
  /** Interactions are posted to the app, and there is no gateway. */
  readonly isPosted?: boolean;
}

/** Longer than Discord's own three seconds, because a machine that runs many tests at once may need them. */
const PATIENCE_MS = 60_000;

export async function startDiscordApp(options: DiscordAppOptions = {}): Promise<DiscordApp> {
  const { discord: serverOptions, shards, shardList, isPosted = false, ...appOptions } = options;
  const discord = await startDiscordServer({ acknowledgeWithin_ms: PATIENCE_MS, ...serverOptions });
  // Each journey waits for pictures, not for the pace that Discord allows; that has a test of its own.
  discord.rateLimits.areOn = false;
  const guild = discord.guild();
  const config = discord.config({
    ...(shards === undefined ? {} : { shards }),
    ...(shardList === undefined ? {} : { shardList }),
    ...(isPosted ? { publicKey: discord.signer.publicKey } : {}),
  });
  const easel = await startTestApp({ ...appOptions, config: { discord: config, ...appOptions.config } }).catch(
    async (error: unknown) => {
      await discord.stop();
      throw error;
    },
  );
  if (isPosted) await discord.signer.setUrl(`${easel.app.url}/discord`);
  return {
    discord,
    easel,
    guild,
    async join(name, personOptions) {
      const person = discord.person(name, personOptions);
      const asked = await person.answerTo("start");
      const welcome = await person.press(asked, "I am 13");
      if (!welcome.text.includes("all set")) throw new Error(`${name} could not join: ${welcome.text}`);
      return person;
    },
    credits: (person) => discordCredits(easel, person),
    painted: (words) => easel.sandbox.requests().filter(({ input }) => input["prompt"] === words).length,
    async stop() {
      await easel.stop();
      await discord.stop();
    },
  };
}

export async function discordCredits(
  { app }: Pick<TestApp, "app">,
  { user, name }: DiscordPerson,
): Promise<{ available: number; held: number }> {
  const { accounts, ledger, clock } = app.services;
  const account = await accounts.of({ platform: "discord", user: user.id, name });
  const wallet = await ledger.wallet(account.id);
  return { available: available(wallet, clock.now()), held: sum(wallet.holds.map((hold) => hold.amount)) };
}
