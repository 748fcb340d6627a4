import type { Clock, Ids, Log } from "../../src/core/services.ts";
import { type OpenToAppend, openAppendFile } from "./append-file.ts";
import { concerns, type EaselMessage, isUnsettled, type Message, type NewMessage, shownKeys } from "./message.ts";
import { loadMessages, recordsOf, type StoredConversation, worthKeeping } from "./stored-messages.ts";

/** How many changes a page that comes back is sent, the newest ones. */
const MISSED_MAX = 1_000;
/** From so many on, those in memory that a restart would leave out are left out, whatever the disk does. */
const MESSAGES_TIDY = 20_000;
/** From here on the file is written anew once half of it is of no more use. */
const FILE_BYTES_TIDY = 16 * 1024 * 1024;

export interface Conversation {
  /** The same as long as its messages are kept: a page that finds another one starts afresh. */
  readonly id: string;
  find(id: string): Message | undefined;
  /**
   * Writes or rewrites messages: those who watch see them before this returns; resolves once they would outlive the process,
   * either all of them or none. Rejects when the conversation was closed, or the disk refused them: then they stay in memory,
   * and are kept with the next ones that can be.
   */
  put(...messages: readonly NewMessage[]): Promise<void>;
  /** What this person may see, or may see no longer, and has not seen so, oldest change first, each message as it is now. */
  since(person: string, sequence: number): Message[];
  /** Calls back for every later change of what this person may see, or may see no longer, until the answer is called. */
  watch(person: string, changed: (message: Message) => void): () => void;
  /** Whether there is such a message and the disk does not owe it to us. */
  kept(id: string): boolean;
  /** What Easel never answered, or was at work on: nobody is when this process has only begun. */
  unsettled(): EaselMessage[];
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
  /** How its file is opened; unset: as Node does. */
  readonly open?: OpenToAppend;
  /** From how many bytes on the file is tidied up. Default 16 MiB. */
  readonly fileBytesTidy?: number;
}

/** Opens the stored conversation, leaving out of its file what is no longer needed. */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const { path, clock, ids, log } = options;
  const tidyFrom = options.fileBytesTidy ?? FILE_BYTES_TIDY;
  const stored: StoredConversation = path === null ? { id: null, messages: [] } : await loadMessages(path, log);
  const id = stored.id ?? ids.random();
  const messages = new Map(stored.messages.map((message) => [message.id, message]));
  let keys = new Set(stored.messages.flatMap(shownKeys));
  const watchers = new Set<{ person: string; changed(message: Message): void }>();
  let sequence = stored.messages.reduce((last, message) => Math.max(last, message.sequence), 0);
  /** Ids of what is in memory only, because the disk refused it. */
  const unkept = new Set<string>();
  let refusing = false;
  let tidyAt = tidyFrom;
  let tidying = false;
  let forgetAt = MESSAGES_TIDY;

  const file = path === null ? null : await openAppendFile(path, options.open);
  if (file !== null) {
    try {
      await file.rewrite(() => recordsOf(id, stored.messages));
    } catch (error) {
      // The old file still serves; a new one cannot be begun.
      if (stored.id === null) throw error;
      log.error({ error }, "the playground could not tidy up its file");
    }
  }

  async function keep(written: readonly Message[]): Promise<void> {
    if (file === null) return;
    const owed = [...unkept].flatMap((messageId) => messages.get(messageId) ?? []);
    const record = [...owed.filter((message) => !written.includes(message)), ...written];
    try {
      await file.append({ messages: record });
    } catch (error) {
      for (const message of written) unkept.add(message.id);
      if (!refusing) log.error({ error }, "the playground cannot keep messages");
      refusing = true;
      throw error;
    }
    refusing = false;
    // One that changed meanwhile is owed as it is now.
    for (const message of record) if (messages.get(message.id) === message) unkept.delete(message.id);
    if (file.bytes() > tidyAt && !tidying) void tidy();
  }

  /** Leaves out of memory what a restart would leave out; answers what is left. */
  function forget(): readonly Message[] {
    const worth = worthKeeping([...messages.values()]);
    messages.clear();
    for (const message of worth) messages.set(message.id, message);
    for (const messageId of unkept) if (!messages.has(messageId)) unkept.delete(messageId);
    keys = new Set(worth.flatMap(shownKeys));
    forgetAt = Math.max(MESSAGES_TIDY, 2 * worth.length);
    return worth;
  }

  /** The same for the file. */
  async function tidy(): Promise<void> {
    tidying = true;
    try {
      await file?.rewrite(() => recordsOf(id, forget()));
    } catch (error) {
      log.error({ error }, "the playground could not tidy up its file");
    }
    tidyAt = Math.max(tidyFrom, 2 * (file?.bytes() ?? 0));
    tidying = false;
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
      if (messages.size > forgetAt) forget();
      await keep(written);
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
    kept: (messageId) => messages.has(messageId) && !unkept.has(messageId),
    unsettled: () => [...messages.values()].filter(isUnsettled),
    shows: (key) => keys.has(key),
    async close() {
      closed = true;
      watchers.clear();
      // The last chance for what the disk refused; that it did was told already.
      if (unkept.size > 0) await keep([]).catch(() => undefined);
      await file?.close();
    },
  };
}
