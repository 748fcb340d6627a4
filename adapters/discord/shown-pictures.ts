import { z } from "zod";
import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";
import type { Clock, Ids, Log } from "../../src/core/services.ts";
import type { ShownMessage } from "./screens.ts";

/** As long as a picture may have to be taken down where it was shown, or named by its message's link. */
const KEPT_MS = 180 * 24 * 60 * 60_000;
/** @see https://support.discord.com/hc/en-us/articles/206346498 */
const LINK = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d{5,25}|@me)\/(\d{5,25})\/(\d{5,25})\/?$/u;
const PICTURE_KEY = /^([a-z2-7]{20}):\d+$/u;

const messageSchema = z.object({
  by: z.enum(["original", "follow-up", "channel"]),
  channel: z.string().nullable(),
  id: z.string(),
  isPrivate: z.boolean(),
});
/** A message of ours that shows pictures. */
export type PictureMessage = z.infer<typeof messageSchema>;

/** Which messages show pictures, over the chat's memory: found again after a restart, under keys that name nobody. */
export interface ShownPictures {
  /** Never rejects: what is shown is worth more than its note. `keys`: of the stored images. */
  remember(place: string, message: Pick<ShownMessage, keyof PictureMessage>, keys: readonly string[]): Promise<void>;
  find(place: string): Promise<PictureMessage | null>;
  /** See `Chat.pictureAt`. */
  behind(link: string): Promise<string | null>;
}

export function createShownPictures({
  memory,
  clock,
  ids,
  log,
}: {
  readonly memory: ChatMemory;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "derived">;
  readonly log: Log;
}): ShownPictures {
  const placeKey = (place: string) => `discord:screen:${ids.derived(`screen:${place}`)}`;
  const messageKey = (channel: string, id: string) => `discord:picture:${ids.derived(`picture:${channel}/${id}`)}`;

  return {
    async remember(place, { by, channel, id, isPrivate }, keys) {
      const [generation] = keys.flatMap((key) => PICTURE_KEY.exec(key)?.[1] ?? []);
      if (generation === undefined) return;
      const keepUntil = new Date(clock.now().getTime() + KEPT_MS);
      const message: PictureMessage = { by, channel, id, isPrivate };
      try {
        await memory.put(placeKey(place), JSON.stringify(message), keepUntil);
        if (channel !== null) await memory.put(messageKey(channel, id), generation, keepUntil);
      } catch (error) {
        log.warn({ error }, "which message shows a picture could not be kept");
      }
    },
    async find(place) {
      const written = await memory.find(placeKey(place));
      return written === null ? null : messageSchema.parse(JSON.parse(written));
    },
    async behind(link) {
      const [, channel, id] = LINK.exec(link) ?? [];
      return channel === undefined || id === undefined ? null : memory.find(messageKey(channel, id));
    },
  };
}
