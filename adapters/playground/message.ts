import type { Reply } from "../../src/core/chat/reply.ts";

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

/** Direct messages are private; so is what the channel shows to one person only. */
export function maySee(message: NewMessage, person: string): boolean {
  return message.person === person || (message.pane === "channel" && message.audience === "everyone");
}

/** Whether a change of the message is news for this person. */
export function concerns(message: Message, person: string): boolean {
  return maySee(message, person) || (message.pane === "channel" && message.withdrawn === true);
}

/** Whether Easel still owes it an answer, or the end of one. */
export function isUnsettled(message: Message): message is Message & EaselMessage {
  if (message.author !== "easel" || message.movedTo !== null) return false;
  return message.reply === null || message.reply.tone === "working";
}

/** The stored images that a message shows. */
export function shownKeys(message: NewMessage): string[] {
  if (message.author === "person" || message.reply === null) return [];
  return [...(message.reply.images ?? []), ...(message.reply.files ?? [])].map(({ key }) => key);
}
