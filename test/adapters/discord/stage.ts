import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { createDiscord, type Discord, type DiscordOptions } from "../../../adapters/discord/connect.ts";
import { startHttp } from "../../../adapters/http/server.ts";
import { createImaging } from "../../../adapters/sharp/imaging.ts";
import { type Command, defineCommand } from "../../../src/core/chat/command.ts";
import type { Incoming } from "../../../src/core/chat/incoming.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Chat, Clock, Dispatch, Ids, LogFacts, StoredImage } from "../../../src/core/services.ts";
import { systemClock } from "../../../src/system.ts";
import { type DiscordServer, startDiscordServer } from "../../servers/discord/server.ts";

export type Answer = (incoming: Incoming, chat: Chat) => Promise<void>;

/** A dispatch that does what the test says: it answers by the name of the command or the token of the button or form. */
export class ScriptedDispatch implements Dispatch {
  readonly received: Incoming[] = [];
  readonly #working: Promise<void>[] = [];
  readonly answers = new Map<string, Answer>();
  readonly privately = new Set<string>();
  readonly forms = new Set<string>();
  chat: Chat | undefined;

  audience({ action, originIsPrivate }: Parameters<Dispatch["audience"]>[0]): "everyone" | "caller" {
    return originIsPrivate || this.privately.has(keyOf(action)) ? "caller" : "everyone";
  }

  opensForm({ action }: Pick<Incoming, "action">): boolean {
    return this.forms.has(keyOf(action));
  }

  async handle(incoming: Incoming): Promise<void> {
    this.received.push(incoming);
    if (this.chat === undefined) throw new Error("the stage was not set up");
    const work = this.answers.get(keyOf(incoming.action))?.(incoming, this.chat) ?? Promise.resolve();
    this.#working.push(work.catch(() => undefined));
    await work;
  }

  /** Resolves once everything that was received has been answered. */
  async idle(): Promise<void> {
    await Promise.all(this.#working);
  }

  /** Answers with these replies, one after the other, each time. */
  reply(key: string, ...replies: readonly Reply[]): void {
    this.answers.set(key, async (incoming, chat) => {
      for (const reply of replies) await chat.show(incoming.place, reply);
    });
  }
}

function keyOf(action: Incoming["action"]): string {
  return action.kind === "command" ? action.name : action.token;
}

/** Stands still until it is moved, so that a token's age is the test's to choose; whoever sleeps by it wakes all the same. */
export class HandClock implements Clock {
  #now = Date.now();
  now(): Date {
    return new Date(this.#now);
  }
  move(duration_ms: number): void {
    this.#now += duration_ms;
  }
  sleep = systemClock.sleep;
}

export const ids: Ids = {
  random: () => randomBytes(10).toString("hex"),
  derived: (cause) => createHash("sha256").update(cause).digest("hex").slice(0, 20),
  chance: (limit) => Math.floor(Math.random() * limit),
};

const nothing = { needsConsent: false, run: async () => ({}) } as const;
export const commands: readonly Command[] = [
  defineCommand({
    ...nothing,
    name: "imagine",
    summary: "Make a picture from words",
    audience: "everyone",
    example: "/imagine a red fox in fresh snow --ar 16:9",
    options: {
      ratio: {
        kind: "text",
        summary: "Shape of the picture",
        lengthMax: 20,
        suggestions: ["1:1", "16:9", "9:16", "2:1"],
      },
      prompt: { kind: "text", summary: "What the picture shows", lengthMax: 2000, rest: true, required: true },
      model: {
        kind: "choice",
        summary: "Who paints it",
        choices: [
          { value: "seedream", label: "Seedream 4" },
          { value: "nano-banana", label: "Nano Banana", aliases: ["nano"] },
        ],
      },
      n: { kind: "integer", summary: "How many pictures", min: 1, max: 4 },
      private: { kind: "flag", summary: "Only for you" },
      reference: { kind: "images", summary: "Pictures to start from", max: 14 },
    },
  }),
  defineCommand({
    ...nothing,
    name: "edit",
    summary: "Change a picture",
    audience: "everyone",
    example: "/edit make it winter",
    options: { reference: { kind: "images", summary: "Pictures to start from", max: 14 } },
  }),
  defineCommand({
    ...nothing,
    name: "balance",
    summary: "What you have and what it is held for",
    audience: "caller",
    options: {},
    example: "/balance",
  }),
];

export interface Logged {
  readonly level: "info" | "warn" | "error";
  readonly facts: LogFacts;
  readonly message: string;
}

export interface StageOptions
  extends Partial<
    Pick<
      DiscordOptions,
      "shards" | "shardList" | "formPatience_ms" | "originals" | "timeouts" | "memory" | "journal" | "takeover"
    >
  > {
  /** Interactions are posted instead of told through the gateway. */
  readonly byHttp?: boolean;
  /** The adapter is built and not started. */
  readonly unstarted?: boolean;
  /** Another process of the same bot, at the same Discord. */
  readonly beside?: Stage;
  /** A Discord that is there already; it is stopped with the stage. */
  readonly discord?: DiscordServer;
}

export interface Stage extends AsyncDisposable {
  readonly discord: DiscordServer;
  readonly adapter: Discord;
  readonly dispatch: ScriptedDispatch;
  readonly images: Map<string, StoredImage>;
  readonly reads: string[];
  readonly clock: HandClock;
  readonly logged: Logged[];
  readonly acknowledged_ms: number[];
  /** The adapter as the next process has it: what it remembered is gone. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Longer than Discord's own three seconds, because a machine that runs many tests at once may need them. */
const ACKNOWLEDGE_WITHIN_MS = 20_000;

/** Discord's adapter with the real clients against a Discord on this machine, and a scripted dispatch instead of a product. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { beside } = options;
  const discord =
    options.discord ?? beside?.discord ?? (await startDiscordServer({ acknowledgeWithin_ms: ACKNOWLEDGE_WITHIN_MS }));
  const dispatch = new ScriptedDispatch();
  if (beside !== undefined) for (const [key, answer] of beside.dispatch.answers) dispatch.answers.set(key, answer);
  const images = beside?.images ?? new Map<string, StoredImage>();
  const clock = beside?.clock ?? new HandClock();
  const reads: string[] = [];
  const logged: Logged[] = [];
  const write = (level: Logged["level"]) => (facts: LogFacts, message: string) => {
    logged.push({ level, facts, message });
  };
  const acknowledged_ms: number[] = [];
  const build = () =>
    createDiscord({
      ...discord.config({
        shards: options.shards ?? 1,
        shardList: options.shardList ?? null,
        publicKey: options.byHttp ? discord.signer.publicKey : null,
      }),
      images: {
        read: async (key) => {
          reads.push(key);
          return images.get(key) ?? null;
        },
      },
      imaging: createImaging(),
      clock,
      ids,
      log: { info: write("info"), warn: write("warn"), error: write("error") },
      metrics: { acknowledged: (_platform, duration_ms) => acknowledged_ms.push(duration_ms) },
      commands,
      originals: options.originals ?? null,
      ...(options.memory === undefined ? {} : { memory: options.memory }),
      ...(options.journal === undefined ? {} : { journal: options.journal }),
      ...(options.takeover === undefined ? {} : { takeover: options.takeover }),
      ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }),
      ...(options.formPatience_ms === undefined ? {} : { formPatience_ms: options.formPatience_ms }),
    });
  let adapter = build();
  const begin = async () => {
    dispatch.chat = adapter.chat;
    adapter.connect(dispatch);
    await adapter.start();
  };
  const http = options.byHttp
    ? await startHttp({
        port: 0,
        host: "127.0.0.1",
        routes: adapter.routes,
        log: { info: write("info"), warn: write("warn"), error: write("error") },
      })
    : null;
  if (!options.unstarted) await begin();
  if (http !== null) await discord.signer.setUrl(`${http.url}/discord`);
  const stop = async () => {
    await adapter.stop();
    await http?.stop();
    if (beside === undefined) await discord.stop();
  };
  return {
    discord,
    get adapter() {
      return adapter;
    },
    dispatch,
    images,
    reads,
    clock,
    logged,
    acknowledged_ms,
    async restart() {
      await adapter.stop();
      adapter = build();
      await begin();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A stored picture; `noise` makes one that compresses badly. */
export async function picture(
  key: string,
  { width = 64, height = 64, noise = false }: { width?: number; height?: number; noise?: boolean } = {},
): Promise<StoredImage> {
  const base = noise
    ? sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    : sharp({ create: { width, height, channels: 3, background: "#c43" } });
  const bytes = await base.png({ compressionLevel: noise ? 0 : 6 }).toBuffer();
  return {
    ...{ key, account: "account", bytes: new Uint8Array(bytes), contentType: "image/png", width, height },
    keepUntil: null,
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}

export const shownImage = (key: string) => ({ key, alternative: `a picture called ${key}`, width: 64, height: 64 });
