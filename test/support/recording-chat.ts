import { encodePlace } from "../../src/core/chat/place.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Chat } from "../../src/core/services.ts";

/** A chat in memory: what each place shows now, what it showed before, and which direct messages came. */
export interface RecordingChat extends Chat {
  /** A place of this chat that shows nothing yet. */
  place(): string;
  /** Everything a place has shown, oldest first. */
  shown(place: string): readonly Reply[];
  directs(user: string): readonly Reply[];
  /** Whether people can be written to. */
  directsClosed: boolean;
  /** So many of the next shows fail as a network does. */
  failing: number;
  /** How long one show takes. */
  pause(place: string): Promise<void>;
}

export function recordingChat(platform = "memory"): RecordingChat {
  const screens = new Map<string, Reply[]>();
  const inboxes = new Map<string, Map<string, Reply>>();
  let places = 0;
  return {
    platform,
    directsClosed: false,
    failing: 0,
    pause: () => Promise.resolve(),
    place: () => encodePlace(platform, String(++places)),
    shown: (place) => screens.get(place) ?? [],
    directs: (user) => [...(inboxes.get(user)?.values() ?? [])],
    async show(place, reply) {
      await this.pause(place);
      if (this.failing > 0) {
        this.failing -= 1;
        throw new Error("the chat is away");
      }
      screens.set(place, [...(screens.get(place) ?? []), reply]);
      return "shown";
    },
    async direct(user, reply, key) {
      if (this.directsClosed) return "closed";
      const inbox = inboxes.get(user) ?? new Map<string, Reply>();
      if (!inbox.has(key)) inbox.set(key, reply);
      inboxes.set(user, inbox);
      return "sent";
    },
  };
}
