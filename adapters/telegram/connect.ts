import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";
import type { Command } from "../../src/core/chat/command.ts";
import type { EventJournal } from "../../src/core/chat/event-journal.ts";
import type { ServerStore } from "../../src/core/servers/server.ts";
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
import { createAsker } from "./asker.ts";
import { createClient } from "./client.ts";
import { publishMenus, renderMenus } from "./commands.ts";
import { createDrawing } from "./drawing.ts";
import { createFileReader } from "./files.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { chatOf, concernsUs, hear, isForUs, keptOf, type Move, moveOf, type Self, serverKey } from "./incoming.ts";
import { LoginRefused, logIn, TelegramAway } from "./login.ts";
import { createManagers } from "./managers.ts";
import { createMeaning } from "./meaning.ts";
import { createMessageLinks } from "./message-links.ts";
import { createPace } from "./pace.ts";
import { createPictures } from "./pictures.ts";
import { startPolling } from "./polling.ts";
import { createAnswerPress } from "./presses.ts";
import { createReceiver } from "./receiver.ts";
import { createRemembered, kinds } from "./remembered.ts";
import { createScreens } from "./screens.ts";
import { createSender } from "./sender.ts";
import { createSigns } from "./signs.ts";
import { PLATFORM, type Spot } from "./spot.ts";
import { createStarDesk, isPaymentNews, type StarListener } from "./star-desk.ts";
import type { Stars } from "./stars.ts";
import { telegramWebhook } from "./webhook.ts";

const PATH = "/telegram";
/** @see https://core.telegram.org/bots/features#deep-linking */
const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/u;
/** A payload that means nothing, so that it is a greeting. */
const GREETING = "hello";
const REOPEN_EVERY_MS = 10_000;

export interface TelegramOptions {
  readonly token: string;
  /** Without a slash at the end: `https://api.telegram.org`, or a Bot API server of one's own. */
  readonly apiUrl: string;
  /** Telegram posts updates to `origin` + `/telegram`; null: they are polled. */
  readonly webhook: { readonly origin: string; readonly secret: string } | null;
  readonly commands: readonly Command[];
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail" | "shrink" | "rasterize">;
  readonly memory: ChatMemory;
  readonly journal: EventJournal;
  /** Where what is set in a group goes on when the group becomes another one. */
  readonly servers: Pick<ServerStore, "move">;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "derived">;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "acknowledged">;
  /** What Telegram asks and tells about payments is for these; absent: nothing is paid by Stars. */
  readonly stars?: { readonly payments: Stars; readonly metrics: Pick<Metrics, "paymentEvent"> };
}

export interface Telegram {
  readonly chat: Chat;
  readonly routes: HttpRoute[];
  /** What is heard from now on reaches `dispatch`. */
  connect(dispatch: Dispatch): void;
  /** Who decides what may be paid by Stars, and hears what was. Before the start, so that no payment comes to nobody. */
  connectPayments(listener: StarListener): void;
  /**
   * Logs in and takes updates; rejects with a sentence for the operator when that is not possible. While Telegram itself is
   * away, it is tried again and again in the background.
   */
  start(): Promise<void>;
  /** The bot's name in links (`https://t.me/<name>`); null before the start. */
  botName(): string | null;
  stop(): Promise<void>;
}

/** How many groups a process knows to have moved, those that did last; the chat's memory knows all. */
const MOVED_MAX = 10_000;

/** Telegram as a chat, over grammY's client. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { clock, ids, log, metrics, journal } = options;
  const api = createClient(options);
  let self: Self | null = null;
  let dispatch: Dispatch | undefined;
  let starListener: StarListener | null = null;
  let isStarted = false;
  let polling: { stop(): Promise<void> } | null = null;
  let reopening: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  const remembered = createRemembered({ memory: options.memory, clock, ids });
  const moved = new Map<number, number>();
  async function movedTo(chat: number): Promise<number> {
    if (chat > 0) return chat;
    return moved.get(chat) ?? (await remembered.find(kinds.moved, String(chat))) ?? chat;
  }
  /** A group has become a supergroup, which is another chat: what was set and decided there still holds. Safe to repeat. */
  async function groupMoved({ from, to }: Move): Promise<void> {
    moved.set(from, to);
    if (moved.size > MOVED_MAX) moved.delete(moved.keys().next().value ?? 0);
    // The group itself is its general topic, and so a channel.
    const renamed = (channel: string) => (channel === String(from) ? String(to) : channel);
    await options.servers.move(serverKey(from), serverKey(to), renamed);
    await remembered.put(kinds.moved, String(from), to);
  }

  /** What is remembered of somebody is remembered under this, so that it names nobody. */
  const personOf = ({ user }: Pick<Spot, "user">) => ids.derived(`${PLATFORM}:${user}`);

  const commandNames = new Set(options.commands.map(({ name }) => name));
  const deepLink = (payload: string): string | null =>
    self === null || !START_PAYLOAD.test(payload) ? null : `https://t.me/${self.username}?start=${payload}`;

  const pace = createPace(clock);
  const answerPress = createAnswerPress({ api, clock });
  const signs = createSigns({ api, answerPress, clock, metrics });
  const sender = createSender({
    api,
    pictures: createPictures(options),
    onMigrated(from, to) {
      groupMoved({ from, to }).catch((error: unknown) => {
        log.warn({ error }, "where a group has moved to could not be kept");
      });
    },
  });
  const asker = createAsker({ sender, remembered, personOf, dispatch: () => dispatch });
  const drawing = createDrawing({ sender, asker, pace, remembered, imaging: options.imaging, personOf, movedTo });
  const screens = createScreens({
    ...{ drawing, sender, asker, signs, pace, remembered, clock, movedTo },
    deepLink,
    pictureAt: createMessageLinks({ api, remembered }),
    startLink: (command) => deepLink(commandNames.has(command ?? "") ? (command ?? "") : GREETING),
  });
  const receiver = createReceiver({
    ...{ answerPress, sender, asker, signs },
    meaningOf: createMeaning({ remembered, personOf, attach: createFileReader({ ...options, api }) }),
    mayManage: createManagers({ api, clock }),
    movedTo,
  });
  const starDesk =
    options.stars === undefined
      ? null
      : createStarDesk({ ...options.stars, api, clock, log, listener: () => starListener });
  const inbox = createInbox({
    ...{ journal, clock, log },
    bot: () => self?.id ?? 0,
    concernsUs: (update) => self !== null && (isPaymentNews(update) || concernsUs(update, self)),
    keptOf: (update) => (self === null ? update : keptOf(update, self)),
    async handle(updates, arrived_ms) {
      if (self === null || dispatch === undefined) throw new Error("an update came before Telegram was connected");
      for (const update of updates) if (await starDesk?.told(update)) return false;
      const [move] = updates.flatMap((update) => moveOf(update) ?? []);
      if (move !== undefined) {
        await groupMoved(move);
        return false;
      }
      const heard = hear(updates, self);
      if (!isForUs(heard)) return false;
      await receiver.handle(heard, arrived_ms, dispatch);
      return true;
    },
    async tellLate(update, wasMeant) {
      const heard = self === null ? null : hear([update], self);
      const chat = chatOf(update);
      if (chat === null || !(wasMeant || isForUs(heard))) return;
      await receiver.tellLate(chat, update.message?.message_id ?? null, heard);
    },
  });

  /** What Telegram waits for is answered before anything is kept or put in a line. */
  const door: Pick<Inbox, "accept" | "handle"> = {
    accept: async (update) => (starDesk?.asked(update) === true ? false : inbox.accept(update)),
    handle: inbox.handle,
  };

  const { webhook } = options;

  async function open(): Promise<void> {
    const to = webhook === null ? null : { url: `${webhook.origin}${PATH}`, secret: webhook.secret };
    self = await logIn(api, to, clock, stopping.signal);
    await inbox.start({ alone: webhook === null });
    isStarted = true;
    if (webhook === null) polling = startPolling({ api, inbox: door, clock, log });
    // Commands work without their menu, so nobody waits for it.
    publishMenus(renderMenus(options.commands), api, log).catch((error: unknown) => {
      log.warn({ error }, "Telegram's menus of commands could not be brought up to date");
    });
  }

  async function reopen(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(REOPEN_EVERY_MS, stopping.signal);
        await open();
        return log.info({}, "Telegram is reached now");
      } catch (error) {
        if (stopping.signal.aborted) return;
        // What only the operator can change stays as it is however often it is tried.
        if (error instanceof LoginRefused) return log.error({ error }, error.message);
        if (!(error instanceof TelegramAway)) log.warn({ error }, "Telegram could not be started; it is tried again");
      }
    }
  }

  const routes =
    webhook === null
      ? []
      : [telegramWebhook({ path: PATH, secret: webhook.secret, inbox: () => (isStarted ? door : null), log })];

  return {
    chat: screens,
    routes,
    connectPayments(listener) {
      starListener = listener;
    },
    connect(to) {
      dispatch = to;
    },
    async start() {
      try {
        await open();
      } catch (error) {
        if (!(error instanceof TelegramAway)) throw error;
        // The other chats need not wait for this one.
        log.error({ error }, error.message);
        reopening = reopen();
      }
    },
    botName: () => self?.username ?? null,
    async stop() {
      isStarted = false;
      stopping.abort();
      await reopening;
      await polling?.stop();
      await inbox.stop();
      screens.stop();
      signs.stop();
    },
  };
}
