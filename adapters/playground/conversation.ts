import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Clock, Ids, Log } from "../../src/core/services.ts";
import { type AppendFile, openAppendFile, readRecords, replaceRecords } from "./append-file.ts";

/** How many changes a page that comes back is sent, the newest ones. */
const MISSED_MAX = 1_000;
/** How many messages of the channel, and of each person's direct messages, outlive a restart. */
const MESSAGES_KEPT = 500;

export type Pane = "channel" | "direct";

interface MessageBase {
  readonly id: string;
  readonly pane: Pane;
  /** Who wrote it, or whom Easel answers; in direct messages, whose pane it is. */
  readonly person: string;
  /** `caller`: in the channel too, only `person` sees it. */
  readonly audience: "everyone" | "caller";
}
export interface PersonMessage extends MessageBase {
  readonly author: "person";
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
}
export interface EaselMessage extends MessageBase {
  readonly author: "easel";
  /** The message that it answers. */
  readonly answers: string | null;
  /** null: nothing was answered yet, it is shown as being worked on. */
  readonly reply: Reply | null;
  /** The answer went into this other message, and so does what follows: this one is no longer shown. */
  readonly movedTo: string | null;
}
export type NewMessage = PersonMessage | EaselMessage;
export type Message = NewMessage & {
  /** When it was written first, in milliseconds since 1970. */
  readonly at: number;
  /** Its place in the conversation: the sequence that it was written with first. */
  readonly order: number;
  /** Grows with every change of the conversation; whoever knows all up to one asks for what came after it. */
  readonly sequence: number;
  /** Everyone saw it before it became one person's: for the others it is a message that went away. */
  readonly withdrawn?: true;
};

const storedMessage = z.looseObject({
  id: z.string(),
  pane: z.enum(["channel", "direct"]),
  person: z.string(),
  audience: z.enum(["everyone", "caller"]),
  author: z.enum(["person", "easel"]),
  at: z.number(),
  order: z.number(),
  sequence: z.number(),
});
const header = z.object({ conversation: z.string() });
const change = z.object({ messages: z.array(storedMessage) });

export interface Conversation {
  /** The same as long as its messages are kept: a page that finds another one starts afresh. */
  readonly id: string;
  find(id: string): Message | undefined;
  /**
   * Writes or rewrites messages: those who watch see them before this returns; resolves once they would outlive the process,
   * either all of them or none. Rejects only when the conversation was closed.
   */
  put(...messages: readonly NewMessage[]): Promise<void>;
  /** What this person may see, or may see no longer, and has not seen so, oldest change first, each message as it is now. */
  since(person: string, sequence: number): Message[];
  /** Calls back for every later change of what this person may see, or may see no longer, until the answer is called. */
  watch(person: string, changed: (message: Message) => void): () => void;
  /** What Easel never answered, and nobody is working on when this process has only begun. */
  unanswered(): EaselMessage[];
  /** Whether a message ever showed this stored image, so that no other one is given away. */
  shows(key: string): boolean;
  close(): Promise<void>;
}

export interface ConversationOptions {
  /** null: nothing outlives the process. */
  readonly path: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Opens the stored conversation, leaving out of its file what is no longer needed. */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const { path, clock, ids, log } = options;
  const stored = path === null ? { id: null, messages: [] } : await load(path, log);
  const id = stored.id ?? ids.random();
  const messages = new Map(stored.messages.map((message) => [message.id, message]));
  const keys = new Set(stored.messages.flatMap(shownKeys));
  const watchers = new Set<{ person: string; changed(message: Message): void }>();
  let sequence = stored.messages.reduce((last, message) => Math.max(last, message.sequence), 0);
  let file: AppendFile | null = null;
  if (path !== null) {
    await replaceRecords(path, [{ conversation: id }, ...stored.messages.map((message) => ({ messages: [message] }))]);
    file = await openAppendFile(path);
  }

  let closed = false;
  function write(message: NewMessage): Message {
    const now = clock.now().getTime();
    // Never below the clock: a number that was sent but lost in a crash is not given out a second time.
    sequence = Math.max(sequence + 1, now);
    const before = messages.get(message.id);
    const open = before?.audience === "everyone" || before?.withdrawn === true;
    const withdrawn = open && message.audience === "caller" ? ({ withdrawn: true } as const) : {};
    const written: Message = {
      ...message,
      ...withdrawn,
      at: before?.at ?? now,
      order: before?.order ?? sequence,
      sequence,
    };
    messages.set(message.id, written);
    return written;
  }

  return {
    id,
    find: (messageId) => messages.get(messageId),
    async put(...changed) {
      if (closed) throw new Error("the playground has stopped");
      const written = changed.map(write);
      for (const message of written) {
        for (const key of shownKeys(message)) keys.add(key);
        for (const watcher of [...watchers]) if (concerns(message, watcher.person)) watcher.changed(message);
      }
      try {
        await file?.append({ messages: written });
      } catch (error) {
        // The chat goes on from memory: a full disk must not silence it.
        log.error({ error }, "the playground could not keep a message");
      }
    },
    since: (person, after) =>
      [...messages.values()]
        .filter((message) => message.sequence > after && concerns(message, person))
        .sort((a, b) => a.sequence - b.sequence)
        .slice(-MISSED_MAX),
    watch(person, changed) {
      const watcher = { person, changed };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    unanswered: () =>
      [...messages.values()].filter(
        (message) => message.author === "easel" && message.reply === null && message.movedTo === null,
      ) as EaselMessage[],
    shows: (key) => keys.has(key),
    async close() {
      closed = true;
      watchers.clear();
      await file?.close();
    },
  };
}

/** Direct messages are private; so is what the channel shows to one person only. */
export function maySee(message: NewMessage, person: string): boolean {
  return message.person === person || (message.pane === "channel" && message.audience === "everyone");
}

/** Whether a change of the message is news for this person. */
function concerns(message: Message, person: string): boolean {
  return maySee(message, person) || (message.pane === "channel" && message.withdrawn === true);
}

function shownKeys(message: NewMessage): string[] {
  if (message.author === "person" || message.reply === null) return [];
  return [...(message.reply.images ?? []), ...(message.reply.files ?? [])].map(({ key }) => key);
}

async function load(path: string, log: Log): Promise<{ id: string | null; messages: Message[] }> {
  await mkdir(dirname(path), { recursive: true });
  const { records, unreadable } = await readRecords(path);
  let id: string | null = null;
  let strange = unreadable;
  const newest = new Map<string, Message>();
  for (const record of records) {
    const start = header.safeParse(record);
    const line = change.safeParse(record);
    if (start.success) id = start.data.conversation;
    else if (line.success) {
      // Only this file writes them, so beyond the parts that order and privacy rest on they are taken as they are.
      for (const message of line.data.messages as unknown as Message[]) newest.set(message.id, message);
    } else strange += 1;
  }
  if (strange > 0) log.warn({ lines: strange }, "the playground left out lines of its file that it could not read");
  return { id, messages: newestOfEachPane([...newest.values()]) };
}

function newestOfEachPane(messages: readonly Message[]): Message[] {
  const counts = new Map<string, number>();
  return [...messages]
    .sort((a, b) => b.order - a.order)
    .filter((message) => {
      const pane = message.pane === "channel" ? "channel" : `direct/${message.person}`;
      const count = (counts.get(pane) ?? 0) + 1;
      counts.set(pane, count);
      return count <= MESSAGES_KEPT;
    })
    .reverse();
}
