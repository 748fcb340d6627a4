import { z } from "zod";
import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";
import type { Clock, Ids } from "../../src/core/services.ts";
import { questionSchema } from "./questions.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Buttons and decisions may name what is remembered so for as long as there is Easel. */
const FOR_GOOD_MS = 100 * 365 * DAY_MS;

/** As long as a picture may have to be taken down where it was shown, or named by its message's link. */
export const PICTURES_KEPT_MS = 180 * DAY_MS;

/** A kind of thing that is remembered: how it reads, and how long it is kept. */
export interface Kind<Value> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
  readonly keep_ms: number;
}

const messageSchema = z.object({
  /** A group; null: the private chat of the person whom it is for. */
  in: z.number().nullable(),
  id: z.number().int(),
  shows: z.enum(["text", "media"]),
});
/** A message of ours. */
export type OwnMessage = z.infer<typeof messageSchema>;

const screenSchema = z.object({
  /** The one that is edited. */
  main: messageSchema.nullable(),
  extras: z.array(messageSchema),
  /** Keys of what it shows beside words. */
  keys: z.array(z.string()),
  /** What it has replaced and what may still be there. */
  stale: z.array(messageSchema),
});
/** Which messages show what a place shows. */
export type Screen = z.infer<typeof screenSchema>;

const pictureSchema = z.object({
  /** As `/edit --from` takes it: the id of a result, with the picture's number. */
  from: z.string(),
  /** Stands for the person whom it was made for, without naming them. */
  person: z.string(),
});

/** Everything this chat remembers. A message is named by its chat and number. */
export const kinds = {
  screen: { name: "screen", schema: screenSchema, keep_ms: 14 * DAY_MS },
  /** A message that shows a picture. */
  picture: { name: "picture", schema: pictureSchema, keep_ms: PICTURES_KEPT_MS },
  /** Messages that belong to another one, such as an album to its buttons. */
  companions: { name: "companions", schema: z.array(messageSchema.omit({ in: true })), keep_ms: 60 * DAY_MS },
  /** A direct message that went out. */
  direct: { name: "direct", schema: z.literal(true), keep_ms: 60 * DAY_MS },
  question: { name: "question", schema: questionSchema, keep_ms: 7 * DAY_MS },
  moved: { name: "moved", schema: z.number(), keep_ms: FOR_GOOD_MS },
} as const satisfies Readonly<Record<string, Kind<unknown>>>;

export interface Remembered {
  find<Value>(kind: Kind<Value>, key: string): Promise<Value | null>;
  /** `keep_ms`: when another time than the kind's. */
  put<Value>(kind: Kind<Value>, key: string, value: Value, keep_ms?: number): Promise<void>;
}

/** Typed entries over the chat's memory, under keys that name nobody. */
export function createRemembered({
  memory,
  clock,
  ids,
}: {
  readonly memory: ChatMemory;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "derived">;
}): Remembered {
  const nameOf = (kind: string, key: string) => `telegram:${kind}:${ids.derived(`${kind}:${key}`)}`;

  return {
    async find(kind, key) {
      const text = await memory.find(nameOf(kind.name, key));
      if (text === null) return null;
      const read = kind.schema.safeParse(JSON.parse(text));
      // Written by an older version of us: as good as forgotten.
      return read.success ? read.data : null;
    },
    async put(kind, key, value, keep_ms = kind.keep_ms) {
      const keepUntil = new Date(clock.now().getTime() + keep_ms);
      await memory.put(nameOf(kind.name, key), JSON.stringify(value), keepUntil);
    },
  };
}
