import { decodePlace, encodePlace } from "../../src/core/chat/place.ts";

export const PLATFORM = "telegram";

/** Where something happened, and all that is needed to answer it: what a place of this chat says. */
export interface Spot {
  /** Of a private chat, the person's own id; of a group, a negative number. */
  readonly chat: number;
  readonly user: number;
  /** The forum topic it happened in. */
  readonly topic: number | null;
  /** Tells two events in one chat apart: `m12` for a message, `c…` for a press. */
  readonly event: string;
  /** The message that is answered; null for a press. */
  readonly asked: number | null;
  /** The message whose button was pressed. */
  readonly origin: Origin | null;
  /** Who was to see the answer when it was begun. */
  readonly audience: "everyone" | "caller";
  /** What was typed behind the slash; null for plain words and presses. */
  readonly command: string | null;
  /** What the adapter's own words are in, where the core's do not say. */
  readonly language: string;
}
export interface Origin {
  readonly id: number;
  /** A text cannot become a picture by an edit, nor the other way round. */
  readonly shows: Shows;
}
export type Shows = "text" | "media";

/** The same event always makes the same place. */
export function encodeSpot(spot: Spot): string {
  const { chat, user, topic, event, asked, origin, audience, command, language } = spot;
  return encodePlace(
    PLATFORM,
    String(chat),
    String(user),
    topic === null ? "" : String(topic),
    event,
    asked === null ? "" : String(asked),
    origin === null ? "" : `${origin.shows === "text" ? "t" : "m"}${origin.id}`,
    audience === "everyone" ? "e" : "c",
    language,
    command ?? "",
  );
}

/** null: not one of ours, or damaged. */
export function decodeSpot(place: string): Spot | null {
  const [platform, chat, user, topic = "", event = "", asked = "", origin = "", ...more] = decodePlace(place);
  const [audience = "", language = "en", command = ""] = more;
  if (platform !== PLATFORM || !isId(chat) || !isId(user)) return null;
  const shown = /^([tm])(\d+)$/u.exec(origin);
  return {
    chat: Number(chat),
    user: Number(user),
    topic: isId(topic) ? Number(topic) : null,
    event,
    asked: isId(asked) ? Number(asked) : null,
    origin: shown === null ? null : { id: Number(shown[2]), shows: shown[1] === "t" ? "text" : "media" },
    audience: audience === "e" ? "everyone" : "caller",
    command: command === "" ? null : command,
    language,
  };
}

/** Whether only the person and Easel are in this chat. */
export function isPrivateChat({ chat }: Pick<Spot, "chat">): boolean {
  return chat > 0;
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^-?\d{1,16}$/u.test(text);
}
