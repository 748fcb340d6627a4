import type { Reply } from "../../src/core/chat/reply.ts";
import type { Imaging } from "../../src/core/services.ts";
import type { Asker } from "./asker.ts";
import type { Pace } from "./pace.ts";
import { refusedFor, TelegramRefused } from "./refusals.ts";
import { kinds, type OwnMessage, PICTURES_KEPT_MS, type Remembered, type Screen } from "./remembered.ts";
import { carrierOf, type Rendered, renderReply } from "./replies.ts";
import type { Sender, Sent, Target } from "./sender.ts";
import { isPrivateChat, type Spot } from "./spot.ts";

/** Stands where a picture was that Telegram no longer lets us take away. */
const COVER =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#8a8f98"/></svg>';
/** Marks a screen that shows a question. */
const QUESTION = "question";

export const emptyScreen: Screen = { main: null, extras: [], keys: [], stale: [] };

export interface DrawingOptions {
  readonly sender: Sender;
  readonly asker: Asker;
  readonly pace: Pace;
  readonly remembered: Remembered;
  readonly imaging: Pick<Imaging, "rasterize">;
  readonly personOf: (spot: Pick<Spot, "user">) => string;
  /** Where a group is now. */
  readonly movedTo: (chat: number) => Promise<number>;
}

export type Drawing = ReturnType<typeof createDrawing>;

/** Makes one place show one reply: by an edit where that is enough, else by new messages, after which the old ones go. */
export function createDrawing({ sender, asker, pace, remembered, imaging, personOf, movedTo }: DrawingOptions) {
  async function draw(place: string, spot: Spot, reply: Reply, before: Screen, isPrivate: boolean): Promise<void> {
    const there = isPrivate || isPrivateChat(spot) ? null : await movedTo(spot.chat);
    if (reply.form !== undefined) {
      // The same event again asks nothing twice.
      if (before.keys.includes(QUESTION)) return;
      const target = targetOf(spot, there);
      const asked = await asker.ask(spot, reply.form, target);
      const main: OwnMessage = { in: there, id: asked.id, shows: "text" };
      return settle(place, spot, { main, extras: [], keys: [QUESTION], stale: messagesOf(before) });
    }
    const rendered = renderReply(reply);
    const keys = [...rendered.images, ...rendered.files].map(({ key }) => key);
    const base = await baseOf(spot, reply, before, there);
    if (await edit(spot, base, rendered, keys, there)) {
      if (base !== before || base.stale.length > 0) await settle(place, spot, base);
      return;
    }
    const sent = await sender.send(targetOf(spot, there), rendered);
    pace.wrote(sent.chat);
    await rememberPictures(spot, sent);
    const own = (message: Pick<OwnMessage, "id" | "shows">): OwnMessage => ({
      in: there === null ? null : sent.chat,
      id: message.id,
      shows: message.shows,
    });
    await settle(place, spot, {
      main: own(sent.main),
      extras: sent.extras.map(own),
      keys,
      stale: messagesOf(base),
    });
  }

  /**
   * Takes what a place shows out of it where it stands, and says why: no new message comes. False when the message itself can be
   * changed no more.
   */
  async function cover(place: string, spot: Spot, reply: Reply, before: Screen): Promise<boolean> {
    const { main, extras, stale } = before;
    if (main === null) return false;
    const [text = ""] = renderReply(reply).texts;
    if (!(await coverMain(spot, main, text))) return false;
    await settle(place, spot, { main, extras: [], keys: [], stale: [...stale, ...extras] });
    return true;
  }

  async function coverMain(spot: Spot, main: OwnMessage, text: string): Promise<boolean> {
    const chat = chatOf(main, spot);
    if (main.shows === "text") return sender.edit(chat, main, { text, keyboard: [] });
    try {
      await sender.cover(chat, main.id, await imaging.rasterize(COVER, "png"), text);
      return true;
    } catch (error) {
      if (refusedFor(error, "unchanged")) return true;
      if (!(error instanceof TelegramRefused)) throw error;
      // Whatever keeps it from being changed, it may still be taken away.
      return sender.remove(chat, main.id);
    }
  }

  /** The messages that the reply takes the place of: those of this place, or the one that was pressed. */
  async function baseOf(spot: Spot, reply: Reply, before: Screen, there: number | null): Promise<Screen> {
    const { origin } = spot;
    const isThere = isPrivateChat(spot) || there !== null;
    if (!reply.replacesOrigin || origin === null || !isThere || before.main?.id === origin.id) return before;
    const main: OwnMessage = { in: isPrivateChat(spot) ? null : spot.chat, ...origin };
    const companions = (await remembered.find(kinds.companions, `${spot.chat}/${origin.id}`)) ?? [];
    const extras = companions.map((message) => ({ ...message, in: main.in }));
    // What the pressed message shows is not known, unless it has nothing but words.
    const keys = origin.shows === "text" && extras.length === 0 ? [] : ["origin"];
    return { main, extras, keys, stale: messagesOf(before) };
  }

  /** Whether an edit of the one message is enough, and was possible. */
  async function edit(
    spot: Spot,
    base: Screen,
    rendered: Rendered,
    keys: readonly string[],
    there: number | null,
  ): Promise<boolean> {
    const { main } = base;
    // What is private is never edited into a group, and what a group must no longer see is taken away there.
    if (main === null || main.in !== there || keys.join() !== base.keys.join()) return false;
    const [text = "", ...rest] = rendered.texts;
    const carrier = carrierOf(rendered) === "photo" ? "media" : "text";
    const isWhole = rest.length === 0 && (keys.length > 0 || base.extras.length === 0);
    if (main.shows !== carrier || !isWhole) return false;
    const chat = chatOf(main, spot);
    const isEdited = await sender.edit(chat, main, { text, keyboard: rendered.keyboard });
    if (isEdited) pace.wrote(chat);
    return isEdited;
  }

  /** Written before anything is taken away: a crash between leaves one message too many, never one too few. */
  async function settle(place: string, spot: Spot, screen: Screen): Promise<void> {
    // What shows a picture may have to be covered much later.
    const keep_ms = screen.keys.length > 0 ? PICTURES_KEPT_MS : kinds.screen.keep_ms;
    await remembered.put(kinds.screen, place, screen, keep_ms);
    if (screen.stale.length === 0) return;
    await clear(spot, screen.stale);
    await remembered.put(kinds.screen, place, { ...screen, stale: [] }, keep_ms);
  }

  /** Takes messages away; a picture that Telegram keeps is covered, so that what was deleted is not seen any more. */
  async function clear(spot: Spot, messages: readonly OwnMessage[]): Promise<void> {
    for (const message of messages) {
      const chat = chatOf(message, spot);
      const isGone = await sender.remove(chat, message.id).catch(() => false);
      if (isGone || message.shows === "text") continue;
      const cover = await imaging.rasterize(COVER, "png");
      await sender.cover(chat, message.id, cover).catch(() => undefined);
    }
  }

  async function rememberPictures(spot: Spot, { chat, main, extras, pictures }: Sent): Promise<void> {
    const person = personOf(spot);
    const [first] = pictures;
    // Under an album, the message with its buttons stands for the first picture.
    const all = first === undefined || first.id === main.id ? pictures : [...pictures, { id: main.id, key: first.key }];
    for (const { id, key } of all) {
      const [generation = "", index = "0"] = key.split(":");
      await remembered.put(kinds.picture, `${chat}/${id}`, { from: `${generation}.${Number(index) + 1}`, person });
    }
    const companions = extras.map(({ id, shows }) => ({ id, shows }));
    if (companions.length > 0) await remembered.put(kinds.companions, `${chat}/${main.id}`, companions);
  }

  return { draw, cover, clear, targetOf };
}

/** Where a reply goes: into the group or the private chat, as an answer where several people talk. */
export function targetOf(spot: Spot, there: number | null): Target {
  // Private chats may have topics of their own.
  if (there === null) return { chat: spot.user, topic: isPrivateChat(spot) ? spot.topic : null, answers: null };
  const hasMoved = there !== spot.chat;
  return { chat: there, topic: hasMoved ? null : spot.topic, answers: hasMoved ? null : spot.asked };
}

export function messagesOf({ main, extras, stale }: Screen): OwnMessage[] {
  return [...stale, ...(main === null ? [] : [main]), ...extras];
}

function chatOf(message: OwnMessage, spot: Spot): number {
  return message.in ?? spot.user;
}
