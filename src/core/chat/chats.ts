import type { Chat, Chats } from "../services.ts";
import { decodePlace } from "./place.ts";

/** How many places are remembered: far more than are being written to at once, few enough to stay small in memory. */
const PLACES_MAX = 10_000;

interface Screen {
  /** The newest version that was shown or waits to be. */
  version: number;
  /** The show that is under way; the next one waits for it. */
  last: Promise<unknown>;
}

/**
 * Joins the platforms. What a place shows only ever gets newer: shows for one place run one after the other, and one that a
 * newer reply has overtaken is dropped, so that "working" never covers a picture.
 */
export function createChats(adapters: readonly Chat[]): Chats {
  const byPlatform = new Map(adapters.map((chat) => [chat.platform, chat]));
  const screens = new Map<string, Screen>();

  return {
    async show(place, reply, version) {
      const chat = byPlatform.get(decodePlace(place)[0]);
      // A platform that is switched off now: the answer stays in the history.
      if (chat === undefined) return "gone";
      const screen = screens.get(place) ?? { version: -1, last: Promise.resolve() };
      if (version < screen.version) return "shown";
      screen.version = version;
      // Re-inserting keeps the map in order of use, so that the oldest can be forgotten.
      screens.delete(place);
      screens.set(place, screen);
      if (screens.size > PLACES_MAX) screens.delete(screens.keys().next().value ?? "");
      const mine = screen.last.then(async () => {
        if (version < screen.version) return "shown" as const;
        return chat.show(place, reply);
      });
      screen.last = mine.catch(() => undefined);
      return mine;
    },
    platforms: () => [...byPlatform.keys()],
    deepLink: (platform, payload) => byPlatform.get(platform)?.deepLink?.(payload) ?? null,
    async pictureAt(link) {
      for (const chat of adapters) {
        const found = (await chat.pictureAt?.(link)) ?? null;
        if (found !== null) return found;
      }
      return null;
    },
    has: (place) => byPlatform.has(decodePlace(place)[0]),
    async direct(identity, reply, key) {
      const chat = byPlatform.get(identity.platform);
      return chat === undefined ? "closed" : chat.direct(identity.user, reply, key);
    },
  };
}
