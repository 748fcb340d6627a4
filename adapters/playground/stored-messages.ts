import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Log } from "../../src/core/services.ts";
import { readRecords } from "./append-file.ts";
import { isUnsettled, type Message } from "./message.ts";

/** How many messages of the channel, and of each person's direct messages, are kept. */
const MESSAGES_KEPT = 500;

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

export interface StoredConversation {
  /** null: there was none. */
  readonly id: string | null;
  readonly messages: readonly Message[];
}

/** What a conversation's file holds, each message as it was last. */
export async function loadMessages(path: string, log: Log): Promise<StoredConversation> {
  await mkdir(dirname(path), { recursive: true });
  let id: string | null = null;
  let strange = 0;
  const newest = new Map<string, Message>();
  for await (const record of readRecords(path)) {
    const start = header.safeParse(record);
    const line = change.safeParse(record);
    if (start.success) id = start.data.conversation;
    else if (line.success) {
      // Only this file writes them, so beyond the parts that order and privacy rest on they are taken as they are.
      for (const message of line.data.messages as unknown as Message[]) newest.set(message.id, message);
    } else strange += 1;
  }
  if (strange > 0) log.warn({ lines: strange }, "the playground left out lines of its file that it could not read");
  return { id, messages: worthKeeping([...newest.values()]) };
}

/** The records of a file that holds these messages and nothing else. */
export function recordsOf(id: string, messages: readonly Message[]): unknown[] {
  return [{ conversation: id }, ...messages.map((message) => ({ messages: [message] }))];
}

/** The newest messages of each pane, oldest first, and older ones that Easel still owes something. */
export function worthKeeping(messages: readonly Message[]): Message[] {
  const counts = new Map<string, number>();
  return [...messages]
    .sort((a, b) => b.order - a.order)
    .filter((message) => {
      const pane = message.pane === "channel" ? "channel" : `direct/${message.person}`;
      const count = (counts.get(pane) ?? 0) + 1;
      counts.set(pane, count);
      return count <= MESSAGES_KEPT || isUnsettled(message);
    })
    .reverse();
}
