import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { startHttp } from "../../../adapters/http/server.ts";
import type { OpenToAppend } from "../../../adapters/playground/append-file.ts";
import { createPlayground, type Playground } from "../../../adapters/playground/connect.ts";
import { type Command, defineCommand } from "../../../src/core/chat/command.ts";
import type { Incoming } from "../../../src/core/chat/incoming.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Chat, Clock, Dispatch, Ids, LogFacts, StoredImage } from "../../../src/core/services.ts";

export type Answer = (incoming: Incoming, chat: Chat) => Promise<void>;

/** A dispatch that does what the test says: it answers by the name of the command or the token of the button. */
export class ScriptedDispatch implements Dispatch {
  readonly received: Incoming[] = [];
  readonly answers = new Map<string, Answer>();
  readonly privately = new Set<string>(["balance"]);
  chat: Chat | undefined;

  audience({ action }: Pick<Incoming, "action">): "everyone" | "caller" {
    return this.privately.has(keyOf(action)) ? "caller" : "everyone";
  }

  opensForm(): boolean {
    return false;
  }

  async handle(incoming: Incoming): Promise<void> {
    this.received.push(incoming);
    if (this.chat === undefined) throw new Error("the stage was not set up");
    await this.answers.get(keyOf(incoming.action))?.(incoming, this.chat);
  }

  /** Answers with the same reply each time. */
  reply(key: string, reply: Reply): void {
    this.answers.set(key, async (incoming, chat) => {
      await chat.show(incoming.place, reply);
    });
  }
}

function keyOf(action: Incoming["action"]): string {
  return action.kind === "command" ? action.name : action.token;
}

const clock: Clock = {
  now: () => new Date(),
  sleep: (duration_ms) => new Promise((resolve) => setTimeout(resolve, duration_ms)),
};
const ids: Ids = {
  random: () => randomBytes(10).toString("hex"),
  derived: (cause) => createHash("sha256").update(cause).digest("hex").slice(0, 20),
  chance: (limit) => Math.floor(Math.random() * limit),
};

const nothing = { needsConsent: false, run: async () => ({}) } as const;
export const commands: readonly Command[] = [
  defineCommand({
    ...nothing,
    name: "start",
    summary: "Say hello and see what there is",
    audience: "caller",
    options: {},
    example: "/start",
  }),
  defineCommand({
    ...nothing,
    name: "imagine",
    summary: "Make a picture from words",
    audience: "everyone",
    example: "/imagine a red fox in fresh snow --ar 16:9",
    options: {
      prompt: { kind: "text", summary: "What the picture shows", lengthMax: 2000, rest: true, required: true },
      ratio: {
        kind: "choice",
        summary: "Shape of the picture",
        aliases: ["ar"],
        choices: [
          { value: "1:1", label: "Square" },
          { value: "16:9", label: "Wide" },
          { value: "9:16", label: "Tall" },
        ],
      },
      model: {
        kind: "choice",
        summary: "Who paints it",
        choices: [
          { value: "seedream", label: "Seedream 4" },
          { value: "nano-banana", label: "Nano Banana", aliases: ["nano"] },
        ],
      },
      count: { kind: "integer", summary: "How many pictures", aliases: ["n"], min: 1, max: 4 },
      private: { kind: "flag", summary: "Only for you" },
    },
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

export interface StageOptions {
  readonly dataDir?: string | null;
  readonly port?: number;
  /** How the playground opens its file. */
  readonly open?: OpenToAppend;
  readonly publicHost?: string;
  readonly bodiesBytesMax?: number;
  readonly dispatch?: ScriptedDispatch;
  readonly images?: Map<string, StoredImage>;
  /** false: as while the product is still starting. */
  readonly connected?: boolean;
}

export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly dispatch: ScriptedDispatch;
  readonly playground: Playground;
  readonly images: Map<string, StoredImage>;
  readonly logged: Logged[];
  /** Milliseconds of each acknowledgement. */
  readonly acknowledged_ms: number[];
  stop(): Promise<void>;
}

/** A playground behind the real HTTP server, with a scripted dispatch instead of a product. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const dispatch = options.dispatch ?? new ScriptedDispatch();
  const images = options.images ?? new Map<string, StoredImage>();
  const logged: Logged[] = [];
  const write = (level: Logged["level"]) => (facts: LogFacts, message: string) => {
    logged.push({ level, facts, message });
  };
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  const acknowledged_ms: number[] = [];
  const playground = await createPlayground({
    dataDir: options.dataDir ?? null,
    images: { read: async (key) => images.get(key) ?? null },
    imaging: {
      thumbnail: async (bytes, edgeMax) =>
        new Uint8Array(
          await sharp(bytes).resize(edgeMax, edgeMax, { fit: "inside", withoutEnlargement: true }).webp().toBuffer(),
        ),
    },
    clock,
    ids,
    log,
    metrics: { acknowledged: (_platform, duration_ms) => acknowledged_ms.push(duration_ms) },
    commands,
    ...(options.open === undefined ? {} : { open: options.open }),
    publicHost: options.publicHost ?? null,
  });
  dispatch.chat = playground.chat;
  if (options.connected !== false) playground.connect(dispatch);
  const http = await startHttp({
    port: options.port ?? 0,
    host: "127.0.0.1",
    routes: playground.routes,
    log,
    ...(options.bodiesBytesMax === undefined ? {} : { bodiesBytesMax: options.bodiesBytesMax }),
  });
  const stop = async () => {
    await http.stop();
    await playground.stop();
  };
  return {
    url: http.url,
    port: http.port,
    dispatch,
    playground,
    images,
    logged,
    acknowledged_ms,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** A stored picture in one plain colour. */
export async function plainPicture(key: string, width: number, height: number, colour: string): Promise<StoredImage> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
  return {
    key,
    account: "account",
    bytes: new Uint8Array(bytes),
    contentType: "image/png",
    width,
    height,
    keepUntil: null,
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}
