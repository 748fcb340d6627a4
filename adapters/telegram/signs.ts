import type { ReactionTypeEmoji } from "grammy/types";
import type { Clock, Metrics } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import type { AnswerPress, PressAnswer } from "./presses.ts";
import { isPrivateChat, PLATFORM, type Spot } from "./spot.ts";

/** A chat action lasts five seconds. @see https://core.telegram.org/bots/api#sendchataction */
const RENEW_EVERY_MS = 4_500;
/** Somebody who waits longer than this is told so by the message itself. */
const RENEWALS_MAX = 80;
/** How long a press waits for an answer of a few words before it is answered without any. */
const PRESS_PATIENCE_MS = 1_000;
/** In a group the answer to the press may be all that its person can be told without a word to the others. */
const GROUP_PRESS_PATIENCE_MS = 5_000;
/** A free reaction that every chat knows. @see https://core.telegram.org/bots/api#reactiontypeemoji */
const SEEN = "👀";

export interface Signs {
  /** Shows that Easel is at work here, until `end`. */
  begin(place: string, spot: Pick<Spot, "chat" | "topic">, arrived_ms?: number): void;
  /** A press waits for its answer, for a moment. */
  pressed(place: string, spot: Pick<Spot, "chat">, query: string, arrived_ms: number): void;
  /** Answers the press in a window that only its person sees; false when nothing waits any more. */
  alert(place: string, text: string): Promise<boolean>;
  /** Answers the press by leading its person to the private chat; false when nothing waits any more. */
  open(place: string, url: string): Promise<boolean>;
  /** Shows the group that a message was read whose answer went to its person alone. */
  seen(chat: number, message: number): void;
  /** The place shows an answer: a press there needs no words any more. */
  answered(place: string): void;
  /** The event was handled; whether there is more to come, what the place shows tells. */
  handled(place: string): void;
  end(place: string): void;
  stop(): void;
}

/** The signs of life that Telegram has: "sending a photo …" above the input, and the end of a button's waiting. */
export function createSigns({
  api,
  answerPress,
  clock,
  metrics,
}: {
  readonly api: Pick<TelegramApi, "sendChatAction" | "setMessageReaction">;
  readonly answerPress: AnswerPress;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, "acknowledged">;
}): Signs {
  const working = new Map<string, AbortController>();
  /** Where the place itself says that more will come. */
  const goesOn = new Set<string>();
  let isStopped = false;
  const waiting = new Map<string, { query: string; arrived_ms: number; patience: AbortController }>();

  function acknowledged(arrived_ms: number): void {
    metrics.acknowledged(PLATFORM, performance.now() - arrived_ms);
  }

  async function show(
    { chat, topic }: Pick<Spot, "chat" | "topic">,
    signal: AbortSignal,
    arrived_ms: number | undefined,
  ): Promise<void> {
    const action = { chat_id: chat, action: "upload_photo" as const };
    for (let renewal = 0; renewal < RENEWALS_MAX && !signal.aborted; renewal++) {
      await api.sendChatAction({ ...action, ...(topic === null ? {} : { message_thread_id: topic }) });
      if (renewal === 0 && arrived_ms !== undefined) acknowledged(arrived_ms);
      await clock.sleep(RENEW_EVERY_MS, signal);
    }
  }

  /** Takes the press out of waiting, and tells whether Telegram still took the answer. */
  async function answer(place: string, given: PressAnswer): Promise<boolean> {
    const press = waiting.get(place);
    if (press === undefined) return false;
    waiting.delete(place);
    press.patience.abort();
    const isTaken = await answerPress(press.query, given);
    if (isTaken) acknowledged(press.arrived_ms);
    return isTaken;
  }

  function end(place: string): void {
    goesOn.delete(place);
    working.get(place)?.abort();
    working.delete(place);
  }

  return {
    begin(place, spot, arrived_ms) {
      if (arrived_ms === undefined) goesOn.add(place);
      if (working.has(place) || isStopped) return;
      const controller = new AbortController();
      working.set(place, controller);
      // A courtesy: where it cannot be shown, the answer comes all the same.
      void show(spot, controller.signal, arrived_ms)
        .catch(() => undefined)
        .finally(() => {
          if (working.get(place) === controller) end(place);
        });
    },
    pressed(place, spot, query, arrived_ms) {
      const patience = new AbortController();
      waiting.set(place, { query, arrived_ms, patience });
      void clock
        .sleep(isPrivateChat(spot) ? PRESS_PATIENCE_MS : GROUP_PRESS_PATIENCE_MS, patience.signal)
        .then(() => answer(place, { kind: "none" }))
        // Answered before that, or stopped.
        .catch(() => undefined);
    },
    alert: (place, text) => answer(place, { kind: "alert", text }),
    open: (place, url) => answer(place, { kind: "open", url }),
    seen(chat, message) {
      const reaction = [{ type: "emoji" as const, emoji: SEEN }] satisfies ReactionTypeEmoji[];
      // A courtesy, which a group may have switched off.
      api.setMessageReaction({ chat_id: chat, message_id: message, reaction }).catch(() => undefined);
    },
    answered(place) {
      void answer(place, { kind: "none" });
    },
    handled(place) {
      // Nothing was shown that ends it, such as when the chat is out of reach.
      if (!goesOn.has(place)) end(place);
      void answer(place, { kind: "none" });
    },
    end,
    stop() {
      isStopped = true;
      for (const controller of working.values()) controller.abort();
      for (const { patience } of waiting.values()) patience.abort();
      working.clear();
      goesOn.clear();
      waiting.clear();
    },
  };
}
