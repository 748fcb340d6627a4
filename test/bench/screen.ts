import { encodePlace } from "../../src/core/chat/place.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Chat } from "../../src/core/services.ts";

/** A chat that costs nothing, and only waits for the answers that nothing follows. */
export class Screen implements Chat {
  readonly platform: string;
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  #places = 0;

  constructor(platform: string) {
    this.platform = platform;
  }

  /** A place of its own for one answer. */
  place(): { readonly place: string; readonly final: Promise<Reply> } {
    const place = encodePlace(this.platform, String(++this.#places));
    const final = new Promise<Reply>((resolve) => {
      this.#waiting.set(place, resolve);
    });
    return { place, final };
  }

  async show(place: string, reply: Reply): Promise<"shown"> {
    if (reply.tone !== "working") {
      this.#waiting.get(place)?.(reply);
      this.#waiting.delete(place);
    }
    return "shown";
  }

  async direct(): Promise<"sent"> {
    return "sent";
  }
}
