import type { Form } from "../../src/core/chat/reply.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { Kept } from "./uploads.ts";

/** Far more than are being written to at once; what is forgotten is shown anew instead of edited. */
const SCREENS_MAX = 10_000;

/** How an interaction was acknowledged: with a sign of work, by opening a form, or too late for either. */
export type Acknowledged = "deferred" | "form" | "dead";

/** An acknowledgement that waits, because a form can only be opened first. */
export interface Held {
  /** Opens the form, or defers; the first call decides. */
  decide(form: Form | null): void;
}

/** The message that shows a place. */
export interface ShownMessage {
  /** `original`, `follow-up`: reached with the interaction's token; `channel`: as the bot. */
  readonly by: "original" | "follow-up" | "channel";
  readonly channel: string | null;
  readonly id: string;
  readonly isPrivate: boolean;
  /** It is no answer to what the person sent, but a message by itself. */
  readonly standsAlone: boolean;
  readonly kept: Kept;
}

/** What this process knows of a place: nothing of it is needed, all of it makes edits of what would be new messages. */
export interface Screen {
  acknowledged: Promise<Acknowledged>;
  held: Held | null;
  /** The token of the button that was pressed. */
  pressed: string | null;
  tokenIsDead: boolean;
  followUps: number;
  message: ShownMessage | null;
}

export interface Screens {
  of(place: string): Screen;
}

export function createScreens(): Screens {
  const screens = new BoundedMap<string, Screen>(SCREENS_MAX);
  return {
    of(place) {
      const known = screens.get(place);
      if (known !== undefined) return known;
      const screen: Screen = {
        acknowledged: Promise.resolve("deferred"),
        held: null,
        pressed: null,
        tokenIsDead: false,
        followUps: 0,
        message: null,
      };
      screens.set(place, screen);
      return screen;
    },
  };
}
