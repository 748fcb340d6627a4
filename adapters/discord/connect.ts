import type { APIInteraction } from "discord.js";
import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";
import type { Command } from "../../src/core/chat/command.ts";
import type { EventBatches } from "../../src/core/chat/event-batches.ts";
import type {
  Chat,
  Clock,
  Dispatch,
  HttpRoute,
  Ids,
  ImageStore,
  Imaging,
  Log,
  Metrics,
} from "../../src/core/services.ts";
import { createAcknowledge } from "./acknowledge.ts";
import { createDownloads } from "./attachments.ts";
import { BoundedMap } from "./bounded-map.ts";
import { createConnection } from "./connection.ts";
import { createDirectMessages } from "./direct.ts";
import { interactionsEndpoint } from "./endpoint.ts";
import { createFormMemory } from "./form-memory.ts";
import { createGateway, DiscordRefused, TOKEN_REFUSED } from "./gateway.ts";
import { createGiveUp } from "./give-up.ts";
import { createInbox, noInbox, type TakeoverTimes } from "./inbox.ts";
import type { Originals } from "./originals.ts";
import { PLATFORM } from "./place.ts";
import { createReceive, type LeftBehind } from "./receive.ts";
import { createRest, type RestSettings, watchToken } from "./rest.ts";
import { createScreens } from "./screens.ts";
import { createSend } from "./send.ts";
import { createShow } from "./show.ts";
import { createShownPictures } from "./shown-pictures.ts";

/** How long a stop waits for answers that are on their way. */
const STOP_PATIENCE_MS = 3_000;
const MESSAGES_REMEMBERED_MAX = 10_000;

export interface DiscordOptions {
  readonly token: string;
  /** Without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** How many shards the whole bot has; `auto`: as many as Discord advises. */
  readonly shards: number | "auto";
  /** Which of them this process serves; null: all. */
  readonly shardList: readonly number[] | null;
  /** Interactions are posted to `/discord`, signed for this key; null: they come through the gateway. */
  readonly publicKey: string | null;
  /** What has to be found again after a restart; unset: in this process only. */
  readonly memory?: ChatMemory;
  /** Where interactions stand until they were answered; unset: what a process that dies is at is lost with it. */
  readonly journal?: EventBatches;
  /** How soon what a dead process left is gone on with; unset: see `inbox.ts`. */
  readonly takeover?: TakeoverTimes;
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail" | "shrink">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "acknowledged">;
  readonly commands: readonly Command[];
  /** Links to originals that are larger than what Discord takes; unset: there are none, and the person is told so. */
  readonly originals?: Pick<Originals, "linkTo"> | null;
  /** How long Discord may take for one attempt, an acknowledgement or anything else; unset: see `rest.ts`. */
  readonly timeouts?: Pick<RestSettings, "timeout_ms" | "acknowledgeTimeout_ms">;
  /** How long a form may take until a sign of work is shown instead; unset: as long as Discord's own limit allows. */
  readonly formPatience_ms?: number;
}

export interface Discord {
  readonly chat: Chat;
  readonly routes: HttpRoute[];
  /** From now on, what people do reaches `dispatch`. */
  connect(dispatch: Dispatch): void;
  /** Registers the commands and opens the gateway. @throws DiscordRefused with a sentence for the operator. */
  start(): Promise<void>;
  /** Takes nothing new and waits for what is being answered; showing still works. */
  stop(): Promise<void>;
}

/** Discord, through discord.js: the gateway or the interactions endpoint in, its REST API out. */
export function createDiscord(options: DiscordOptions): Discord {
  const { clock, ids, log, publicKey } = options;
  const rest = createRest({ token: options.token, apiUrl: options.apiUrl, ...options.timeouts });
  const screens = createScreens();
  const forms = createFormMemory(ids);
  const send = createSend({
    rest,
    log,
    images: options.images,
    imaging: options.imaging,
    originals: options.originals ?? null,
  });
  const direct = createDirectMessages({ rest, send, ids });
  const shown = createShownPictures({ memory: options.memory ?? memoryOfThisProcess(), clock, ids, log });
  const { journal, takeover } = options;
  const inbox = journal === undefined ? noInbox : createInbox({ ...{ journal, clock, log }, ...takeover });
  const working = new Set<Promise<void>>();
  let dispatch: Dispatch | null = null;

  const connection = createConnection({
    rest: rest.bot,
    commands: options.commands,
    log,
    createGateway: () => (publicKey === null ? createGateway({ ...options, onInteraction }) : null),
  });
  const { formPatience_ms: patience_ms } = options;
  const receive = createReceive({
    commands: options.commands,
    acknowledge: createAcknowledge({ rest, log, ...(patience_ms === undefined ? {} : { patience_ms }) }),
    downloads: createDownloads(),
    forms,
    screens,
    inbox,
    log,
    metrics: options.metrics,
    nameOf: (guild) => connection.nameOf(guild),
  });

  function onInteraction(interaction: APIInteraction, arrived_ms: number): void {
    void work(interaction, arrived_ms, null);
  }

  async function work(interaction: APIInteraction, arrived_ms: number, left: LeftBehind | null): Promise<boolean> {
    if (dispatch === null) return false;
    const received = receive(dispatch, interaction, arrived_ms, left);
    working.add(received);
    await received.finally(() => working.delete(received));
    return true;
  }

  return {
    chat: {
      platform: PLATFORM,
      show: createShow({ rest, send, direct, screens, forms, shown, clock, ids }),
      pictureAt: (link) => shown.behind(link),
      direct: (user, reply, key) => direct.deliver(user, reply, { key, language: "" }),
    },
    routes:
      publicKey === null
        ? []
        : [interactionsEndpoint({ publicKey, clock, receive: () => (dispatch === null ? null : onInteraction) })],
    connect(to) {
      dispatch = to;
    },
    async start() {
      await connection.start();
      // A start that is refused says so itself.
      watchToken(rest.bot, () => log.error({ error: new DiscordRefused(TOKEN_REFUSED) }, TOKEN_REFUSED));
      inbox.start({
        resume: (interaction, place) => work(interaction, performance.now(), { place }),
        giveUp: createGiveUp(send),
      });
    },
    async stop() {
      dispatch = null;
      // Each claim counts, and what is claimed now would be tried by nobody.
      inbox.rest();
      await connection.stop();
      const patience = new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS).unref());
      await Promise.race([Promise.all(working), patience]);
      await inbox.stop();
    },
  };
}

function memoryOfThisProcess(): ChatMemory {
  const known = new BoundedMap<string, string>(MESSAGES_REMEMBERED_MAX);
  return {
    async put(key, value) {
      known.set(key, value);
    },
    find: async (key) => known.get(key) ?? null,
  };
}
