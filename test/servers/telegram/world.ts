import { badRequest, forbidden } from "./errors.ts";
import { CHAT_ACTION_MS } from "./limits.ts";
import type { Chat, Content, Markup, MemberStatus, Message, UpdateContent, User } from "./types.ts";

/** What a group may allow a bot to send, or not. */
export type Sent = "text" | "photos" | "documents";

/** One chat, as Telegram keeps it. */
export interface Room {
  readonly chat: Chat;
  readonly members: Map<number, MemberStatus>;
  /** Topics of a forum, by the id of their thread. */
  readonly topics: Map<number, { readonly name: string; isClosed: boolean }>;
  readonly messages: Map<number, Message>;
  /** What the bot asked to be answered, by message: only people see that, no message carries it. */
  readonly prompts: Map<number, Markup>;
  /** The bot's reaction, by message. */
  readonly reactions: Map<number, string>;
  /** What the bot may not send here. */
  readonly forbidden: Set<Sent>;
  /** Whether the bot is told everything that is said, as administrators are. */
  botReadsAll: boolean;
  /** In a private chat: whether the person has ever written, which opens it. */
  isStarted: boolean;
  isBlocked: boolean;
  isDeactivated: boolean;
  migratedTo: number | null;
  /** What the bot is seen doing. */
  action: { readonly name: string; readonly until_ms: number } | null;
  /** When the bot last sent or changed something, by the monotonic clock. */
  touchedAt_ms: number;
}

export interface Place {
  readonly room: Room;
  readonly thread: number | undefined;
}

/** Who and what there is in Telegram. `emit` hands an update to the bot. */
export function createWorld({ bot, emit }: { bot: User; emit: (update: UpdateContent) => void }) {
  const rooms = new Map<number, Room>();
  const users = new Map<number, User>();
  const watchers = new Set<() => void>();
  // Private chats and small groups share one row of ids, as they do in Telegram.
  let sharedId = 100;
  const ownIds = new Map<number, number>();
  let dateOffset_s = 0;

  const changed = () => {
    for (const watch of watchers) watch();
  };
  const now_s = () => Math.floor(Date.now() / 1000) + dateOffset_s;

  function addRoom(chat: Chat): Room {
    const room: Room = {
      chat,
      members: new Map(),
      topics: new Map(),
      messages: new Map(),
      prompts: new Map(),
      reactions: new Map(),
      forbidden: new Set(),
      botReadsAll: chat.type === "private",
      isStarted: false,
      isBlocked: false,
      isDeactivated: false,
      migratedTo: null,
      action: null,
      touchedAt_ms: 0,
    };
    rooms.set(chat.id, room);
    return room;
  }

  function nextId({ chat }: Room): number {
    if (chat.type !== "supergroup") return ++sharedId;
    const id = (ownIds.get(chat.id) ?? 0) + 1;
    ownIds.set(chat.id, id);
    return id;
  }

  /** `kind`: what is sent; null: nothing new. @throws ApiError as Telegram refuses to let a bot write */
  function writable(id: number | string, thread: number | undefined, kind: Sent | null): Place {
    const room = rooms.get(Number(id));
    if (room === undefined) throw badRequest("chat not found");
    if (room.migratedTo !== null) {
      throw badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: room.migratedTo });
    }
    const { chat } = room;
    if (chat.type === "private") {
      if (room.isDeactivated) throw forbidden("user is deactivated");
      if (room.isBlocked) throw forbidden("bot was blocked by the user");
      // A bot that was never written to does not know the person.
      if (!room.isStarted) throw forbidden("bot can't initiate conversation with a user");
    } else {
      const status = room.members.get(bot.id);
      if (status === "kicked") throw forbidden(`bot was kicked from the ${chat.type} chat`);
      if (status === undefined || status === "left") throw forbidden(`bot is not a member of the ${chat.type} chat`);
    }
    if (thread !== undefined) {
      const topic = room.topics.get(thread);
      if (topic === undefined) throw badRequest("message thread not found");
      if (topic.isClosed && room.members.get(bot.id) !== "administrator") throw badRequest("TOPIC_CLOSED");
    }
    if (kind !== null && room.forbidden.has(kind)) {
      const what = kind === "text" ? "text messages" : kind;
      throw badRequest(`not enough rights to send ${what} to the chat`);
    }
    return { room, thread };
  }

  function add(place: Place, from: User, content: Content, more: Partial<Message> = {}): Message {
    const { room, thread } = place;
    const message: Message = {
      message_id: nextId(room),
      from,
      chat: room.chat,
      date: now_s(),
      ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const }),
      ...content,
      ...more,
    };
    room.messages.set(message.message_id, message);
    if (from.id === bot.id) {
      room.action = null;
      room.touchedAt_ms = performance.now();
    }
    changed();
    return message;
  }

  return {
    bot,
    rooms,
    users,
    emit,
    changed,
    now_s,
    addRoom,
    writable,
    add,
    /** Lets everything that was said so far be older than it is. */
    passTime(seconds: number): void {
      dateOffset_s += seconds;
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    replace(room: Room, message: Message): void {
      room.messages.set(message.message_id, message);
      room.touchedAt_ms = performance.now();
      changed();
    },
    remove(room: Room, id: number): void {
      room.messages.delete(id);
      room.prompts.delete(id);
      room.touchedAt_ms = performance.now();
      changed();
    },
    act(room: Room, name: string): void {
      room.action = { name, until_ms: performance.now() + CHAT_ACTION_MS };
      changed();
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** What is shown of a message that others answer to: Telegram nests one level only. */
export function asQuoted({ reply_to_message: _, ...message }: Message): Message {
  return message;
}
