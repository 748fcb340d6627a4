import { setMaxListeners } from "node:events";
import type { Reply } from "../../src/core/chat/reply.ts";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";
import { messagesFor } from "../../src/core/messages.ts";
import type { Chat, Clock } from "../../src/core/services.ts";
import type { Asker } from "./asker.ts";
import { type Drawing, emptyScreen, messagesOf, targetOf } from "./drawing.ts";
import type { Pace } from "./pace.ts";
import { ALERT_LENGTH_MAX } from "./presses.ts";
import { refusedFor } from "./refusals.ts";
import { kinds, type Remembered, type Screen } from "./remembered.ts";
import { renderReply } from "./replies.ts";
import type { Sender } from "./sender.ts";
import type { Signs } from "./signs.ts";
import { decodeSpot, isPrivateChat, PLATFORM, type Spot } from "./spot.ts";

/** Marks a screen that says nothing but that there is an answer in private. */
const INVITATION = "invitation";

export interface ScreenOptions {
  readonly drawing: Drawing;
  readonly sender: Sender;
  readonly asker: Pick<Asker, "isPublic">;
  readonly signs: Signs;
  readonly pace: Pace;
  readonly remembered: Remembered;
  readonly clock: Clock;
  readonly movedTo: (chat: number) => Promise<number>;
  /** See `Chat.deepLink`. */
  readonly deepLink: (payload: string) => string | null;
  /** See `Chat.pictureAt`. */
  readonly pictureAt: (link: string) => Promise<string | null>;
  /** A link into the private chat, which takes up there what was asked for by this command where that is possible. */
  readonly startLink: (command: string | null) => string | null;
}

export interface Screens extends Chat {
  stop(): void;
}

/** What places show: when, where, and what else where Telegram does not take it. How it is drawn, `drawing.ts` knows. */
export function createScreens(options: ScreenOptions): Screens {
  const { drawing, sender, asker, signs, pace, remembered, clock, movedTo } = options;
  const inOrder = new KeyedQueue();
  /** Progress that waits for its chat's pace: the newest, for each place. */
  const later = new Map<string, Reply>();
  const stopping = new AbortController();
  // Each chat that waits for its turn listens for the end.
  setMaxListeners(0, stopping.signal);

  async function show(place: string, reply: Reply): Promise<"shown" | "gone"> {
    const spot = decodeSpot(place);
    if (spot === null) return "gone";
    if (reply.tone === "working") return showProgress(place, spot, reply);
    later.delete(place);
    try {
      if (isAlert(spot, reply) && (await signs.alert(place, reply.text ?? ""))) return "shown";
      return await inOrder.run(place, () => drawOrTell(place, spot, reply));
    } finally {
      signs.answered(place);
      signs.end(place);
    }
  }

  /** Progress can wait, and what waits is dropped for what is newer. */
  async function showProgress(place: string, spot: Spot, reply: Reply): Promise<"shown" | "gone"> {
    signs.answered(place);
    signs.begin(place, spot);
    const wait_ms = pace.wait_ms(spot.chat);
    const isFirst = wait_ms === 0 || (await remembered.find(kinds.screen, place)) === null;
    if (isFirst) return inOrder.run(place, () => drawOrTell(place, spot, reply));
    const isWaiting = later.has(place);
    later.set(place, reply);
    if (!isWaiting) void showLater(place, spot, wait_ms).catch(() => undefined);
    return "shown";
  }

  async function showLater(place: string, spot: Spot, wait_ms: number): Promise<void> {
    await clock.sleep(wait_ms, stopping.signal);
    await inOrder.run(place, async () => {
      const reply = later.get(place);
      later.delete(place);
      // Nothing is left to show when the answer has come meanwhile.
      if (reply !== undefined) await drawOrTell(place, spot, reply);
    });
  }

  async function drawOrTell(place: string, spot: Spot, reply: Reply): Promise<"shown" | "gone"> {
    const before = (await remembered.find(kinds.screen, place)) ?? emptyScreen;
    if (reply.covers === true) return (await drawing.cover(place, spot, reply, before)) ? "shown" : "gone";
    const isPrivate = !isPrivateChat(spot) && isForOne(spot, reply, before);
    // What goes to the private chat may have to lead its person there, which the answer to a press can do.
    if (!isPrivate) signs.answered(place);
    try {
      await drawing.draw(place, spot, reply, before, isPrivate);
      const isFirstThere = isPrivate && (before.main === null || before.main.in !== null);
      if (isFirstThere && spot.asked !== null) signs.seen(spot.chat, spot.asked);
      return "shown";
    } catch (error) {
      if (!refusedFor(error, "gone", "topic-closed", "media-forbidden")) throw error;
      if (isPrivate) await invite(place, spot, before);
      // A picture that the group takes in no form is its person's all the same.
      else if (!isPrivateChat(spot) && error.reason === "media-forbidden")
        return sendPrivately(place, spot, reply, before);
      return "gone";
    }
  }

  /** Whether nobody else in a group may see it. What was begun in private stays there. */
  function isForOne(spot: Spot, reply: Reply, before: Screen): boolean {
    if (reply.onlyCaller === true) return true;
    // A form is between its person and Easel, but where its answer is for everyone, so may the question be.
    if (reply.form !== undefined) return !asker.isPublic(reply.form);
    return spot.audience === "caller" || (before.main !== null && before.main.in === null);
  }

  /** In the group nobody learns more than that there is an answer; who opens the private chat can ask again. */
  async function invite(place: string, spot: Spot, before: Screen): Promise<void> {
    if (before.keys.includes(INVITATION)) return;
    const { telegram } = messagesFor(spot.language);
    const url = options.startLink(spot.command);
    const buttons = url === null ? [] : [{ label: telegram.openPrivateButton, url }];
    await drawing.clear(spot, messagesOf(before));
    // Who only pressed a button, perhaps somebody else's, is led there without a word to the others.
    const isLed = url !== null && (await signs.open(place, url));
    if (!isLed) await tell(spot, { text: telegram.openPrivate, buttons });
    await remembered.put(kinds.screen, place, { ...emptyScreen, keys: [INVITATION] });
  }

  async function sendPrivately(place: string, spot: Spot, reply: Reply, before: Screen): Promise<"shown" | "gone"> {
    try {
      await drawing.draw(place, spot, reply, before, true);
    } catch (error) {
      if (refusedFor(error, "gone")) return "gone";
      throw error;
    }
    await tell(spot, { text: messagesFor(spot.language).telegram.photosNotAllowed });
    return "shown";
  }

  /** A word beside the answer; where it cannot be said, the answer counts all the same. */
  async function tell(spot: Spot, reply: Reply): Promise<void> {
    try {
      await sender.send(targetOf(spot, await movedTo(spot.chat)), renderReply(reply));
      pace.wrote(spot.chat);
    } catch (error) {
      if (!refusedFor(error, "gone", "topic-closed", "media-forbidden")) throw error;
    }
  }

  async function direct(user: string, reply: Reply, key: string): Promise<"sent" | "closed"> {
    const chat = Number(user);
    if (!Number.isSafeInteger(chat) || chat <= 0) return "closed";
    const name = `${user}/${key}`;
    return inOrder.run(`direct/${name}`, async () => {
      if (await remembered.find(kinds.direct, name)) return "sent";
      try {
        await sender.send({ chat, topic: null, answers: null }, renderReply(reply));
      } catch (error) {
        // A bot cannot write first, nor to somebody who has blocked it.
        if (refusedFor(error, "gone")) return "closed";
        throw error;
      }
      pace.wrote(chat);
      await remembered.put(kinds.direct, name, true);
      return "sent";
    });
  }

  return {
    platform: PLATFORM,
    show,
    direct,
    deepLink: options.deepLink,
    pictureAt: options.pictureAt,
    stop() {
      stopping.abort();
      later.clear();
    },
  };
}

/** A refusal, or a few words for one person, need no message where a press can be answered with them. */
function isAlert(spot: Spot, { text, tone, ...reply }: Reply): boolean {
  if (spot.origin === null || reply.replacesOrigin || reply.title !== undefined || reply.form !== undefined)
    return false;
  if (text === undefined || text.length > ALERT_LENGTH_MAX) return false;
  const beside = [reply.fields, reply.images, reply.files, reply.buttons];
  if (beside.some((parts) => (parts ?? []).length > 0)) return false;
  return tone === "refusal" || (!isPrivateChat(spot) && (reply.onlyCaller === true || spot.audience === "caller"));
}
