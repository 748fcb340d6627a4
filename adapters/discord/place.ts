import { decodePlace, encodePlace } from "../../src/core/chat/place.ts";

export const PLATFORM = "discord";

/** Everything that is needed to answer an interaction, also from another process or after its token has died. */
export interface DiscordPlace {
  readonly application: string;
  readonly interaction: string;
  readonly token: string;
  readonly user: string;
  /** null: Discord did not tell. */
  readonly channel: string | null;
  /** The message whose button was pressed or whose form was sent. */
  readonly origin: string | null;
  /** What `@original` is: `message`, an answer of its own; `update`, the message that was pressed. */
  readonly sign: "message" | "update";
  /** Only the person sees the answer. */
  readonly isPrivate: boolean;
  /** The bot itself may be there, and not only the interaction: then its channel can be written to without the token. */
  readonly canPost: boolean;
  /** When the interaction was made, by Discord's clock, in milliseconds since 1970. */
  readonly createdAt: number;
  /** What one file may have here. */
  readonly fileBytesMax: number;
  /** As Discord tells it: `de`, `pt-BR`. */
  readonly language: string;
}

const MARKS = { update: "u", private: "p", post: "b" } as const;

export function writePlace(place: DiscordPlace): string {
  const marks = [
    place.sign === "update" ? MARKS.update : "",
    place.isPrivate ? MARKS.private : "",
    place.canPost ? MARKS.post : "",
  ].join("");
  return encodePlace(
    PLATFORM,
    place.application,
    place.interaction,
    place.token,
    place.user,
    place.channel ?? "",
    place.origin ?? "",
    marks,
    place.createdAt.toString(36),
    place.fileBytesMax.toString(36),
    place.language,
  );
}

/** null when nobody here has written it. */
export function readPlace(written: string): DiscordPlace | null {
  const [platform, application, interaction, token, user, channel, origin, marks, createdAt, fileBytesMax, language] =
    decodePlace(written);
  if (platform !== PLATFORM || !application || !interaction || !token || !user || !createdAt || !fileBytesMax) {
    return null;
  }
  return {
    ...{ application, interaction, token, user },
    channel: channel || null,
    origin: origin || null,
    sign: marks?.includes(MARKS.update) ? "update" : "message",
    isPrivate: marks?.includes(MARKS.private) ?? false,
    canPost: marks?.includes(MARKS.post) ?? false,
    createdAt: Number.parseInt(createdAt, 36),
    fileBytesMax: Number.parseInt(fileBytesMax, 36),
    language: language ?? "",
  };
}
