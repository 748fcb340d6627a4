import { Routes } from "discord.js";
import type { Reply } from "../../src/core/chat/reply.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import type { Chat, Clock, Ids } from "../../src/core/services.ts";
import type { DirectMessages } from "./direct.ts";
import { meaningOf } from "./errors.ts";
import type { FormMemory } from "./form-memory.ts";
import { FILE_BYTES_MAX_DEFAULT } from "./incoming.ts";
import { type DiscordPlace, readPlace } from "./place.ts";
import type { RestClients } from "./rest.ts";
import type { Screen, Screens, ShownMessage } from "./screens.ts";
import type { Send, Sending, Sent, Target } from "./send.ts";
import type { PictureMessage, ShownPictures } from "./shown-pictures.ts";
import type { Kept } from "./uploads.ts";

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const TOKEN_LIFETIME_MS = 15 * 60_000;
/** A request that begins now may take as long, its repetitions included. */
const TOKEN_SLACK_MS = 20_000;
/** Of an interaction where the app is installed to the person only. */
const FOLLOW_UPS_MAX = 5;

export interface ShowParts {
  readonly rest: RestClients;
  readonly send: Send;
  readonly direct: DirectMessages;
  readonly screens: Screens;
  readonly forms: FormMemory;
  readonly shown: ShownPictures;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "derived">;
}

/** A reply on its way: where to, and what is known of the message there. */
interface Showing {
  readonly place: string;
  readonly at: DiscordPlace;
  readonly screen: Screen;
  readonly reply: Reply;
  readonly isPrivate: boolean;
}

/**
 * While the interaction's token lives, its own messages; then, unless only the person may see it, the channel as the bot;
 * then a direct message. `gone` when none of them takes it.
 */
export function createShow(parts: ShowParts): Chat["show"] {
  const { rest, send, direct, screens, forms, shown, clock, ids } = parts;

  return async (place, given) => {
    const at = readPlace(place);
    if (at === null) return "gone";
    const screen = screens.of(place);
    screen.held?.decide(given.form ?? null);
    const acknowledged = await screen.acknowledged;
    if (given.form !== undefined && acknowledged === "form") return "shown";
    if (acknowledged === "dead") screen.tokenIsDead = true;
    const reply = given.form === undefined ? given : askingFor(given.form, at, screen);
    // What was shown to the person alone stays so.
    const isPrivate = at.isPrivate || reply.onlyCaller === true || screen.message?.isPrivate === true;
    const showing = { place, at, screen, reply, isPrivate };
    if (reply.covers === true) return cover(showing);
    if (await byToken(showing)) return "shown";
    if (await inChannel(showing)) return "shown";
    if (!isWorthANewMessage(reply)) return "shown";
    return bySelf(showing, place);
  };

  function askingFor(form: NonNullable<Reply["form"]>, { language }: DiscordPlace, screen: Screen): Reply {
    const words = messagesFor(languageOf(language)).discord;
    const token = forms.keep(form, screen.pressed);
    return {
      title: form.title,
      text: words.formWaits,
      buttons: [{ label: form.title, style: "primary", token }],
      onlyCaller: true,
    };
  }

  /** Writes over what the place shows, and over nothing else; by whichever way still reaches that message. */
  async function cover(showing: Showing): Promise<"shown" | "gone"> {
    const { place, at, screen, reply } = showing;
    const message = screen.message ?? (await shown.find(place));
    // Of an answer of its own, the token alone finds the message.
    const isOwnAnswer = at.sign === "message" && !(reply.onlyCaller === true && !at.isPrivate);
    if (message === null && !isOwnAnswer) return "gone";
    const byBot = message?.channel ? ({ to: "edit-channel", channel: message.channel, id: message.id } as const) : null;
    const targets: Target[] = [
      ...(hasToken(showing) && message?.by !== "channel" ? [tokenTarget(message, at)] : []),
      ...(byBot !== null && message?.isPrivate === false ? [byBot] : []),
    ];
    for (const target of targets) {
      try {
        const sent = await write(showing, target);
        if (message !== null) screen.message = { standsAlone: false, ...message, kept: sent.kept };
        return "shown";
      } catch (error) {
        if (meaningOf(error) === null) throw error;
      }
    }
    return "gone";
  }

  function tokenTarget(message: Pick<ShownMessage, "by" | "id"> | null, at: DiscordPlace): Target {
    return message?.by === "follow-up" ? { to: "edit-follow-up", ...at, id: message.id } : { to: "original", ...at };
  }

  function hasToken({ at, screen }: Pick<Showing, "at" | "screen">): boolean {
    const age_ms = clock.now().getTime() - at.createdAt;
    return !screen.tokenIsDead && age_ms <= TOKEN_LIFETIME_MS - TOKEN_SLACK_MS;
  }

  /** False when the token does nothing any more. */
  async function byToken(showing: Showing): Promise<boolean> {
    const { screen } = showing;
    if (!hasToken(showing)) return false;
    if (screen.message?.by === "channel") return false;
    try {
      return await withToken(showing);
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning !== "token-dead" && meaning !== "no-way") throw error;
      screen.tokenIsDead = true;
      return false;
    }
  }

  async function withToken(showing: Showing): Promise<boolean> {
    const { at, screen, reply, isPrivate } = showing;
    const { message } = screen;
    if (message?.by === "follow-up") return (await editFollowUp(message, showing)) || instead(showing);
    if (at.sign === "update") {
      // What was acknowledged is the pressed message itself: it is only written over when the answer takes its place.
      const replaces = reply.replacesOrigin === true || message?.by === "original";
      return replaces ? editOriginal(showing) : followUp(showing);
    }
    if (reply.replacesOrigin && (await replaceOrigin(showing))) return true;
    if (isPrivate && !at.isPrivate) {
      // Everybody saw the sign of work. While it is there, the next message would take its place and its audience.
      await ignoringGone(rest.interactions.delete(route("@original", at), { auth: false }));
      return followUp(showing);
    }
    return editOriginal(showing);
  }

  async function editOriginal(showing: Showing): Promise<boolean> {
    const { at, screen, isPrivate } = showing;
    try {
      const sent = await write(showing, { to: "original", ...at }, screen.message?.kept);
      screen.message = { ...sent, by: "original", isPrivate, standsAlone: false };
      return true;
    } catch (error) {
      // What was asked for is still owed.
      if (meaningOf(error) !== "message-gone") throw error;
      return instead(showing);
    }
  }

  /** In place of a message that somebody deleted, or that never came to be. */
  async function instead(showing: Showing): Promise<boolean> {
    return isWorthANewMessage(showing.reply) ? followUp(showing) : true;
  }

  async function editFollowUp(message: ShownMessage, showing: Showing): Promise<boolean> {
    try {
      const sent = await write(showing, { to: "edit-follow-up", ...showing.at, id: message.id }, message.kept);
      showing.screen.message = { ...message, kept: sent.kept };
      return true;
    } catch (error) {
      if (meaningOf(error) !== "message-gone") throw error;
      return false;
    }
  }

  async function followUp(showing: Showing): Promise<boolean> {
    const { at, screen, isPrivate } = showing;
    if (!at.canPost && screen.followUps >= FOLLOW_UPS_MAX) return false;
    const sent = await write(showing, { to: "follow-up", ...at, isPrivate });
    screen.followUps += 1;
    screen.message = { ...sent, by: "follow-up", isPrivate, standsAlone: false };
    return true;
  }

  /** The pressed message as the bot, where the sign of work is a message of its own; false where the bot may not. */
  async function replaceOrigin(showing: Showing): Promise<boolean> {
    const { at, screen } = showing;
    const { origin: id, channel } = at;
    if (id === null || channel === null || !at.canPost) return false;
    try {
      const sent = await write(showing, { to: "edit-channel", channel, id });
      screen.message = { ...sent, by: "channel", isPrivate: false, standsAlone: false };
    } catch (error) {
      if (meaningOf(error) === null) throw error;
      return false;
    }
    await ignoringGone(rest.interactions.delete(route("@original", at), { auth: false }));
    return true;
  }

  /** False when only the person may see it, or the channel does not take it. */
  async function inChannel(showing: Showing): Promise<boolean> {
    const { at, screen, reply, isPrivate } = showing;
    const { channel } = at;
    if (isPrivate || channel === null || !at.canPost) return false;
    try {
      const { message } = screen;
      if (message !== null && (await editInChannel(message, channel, showing))) return true;
      if (!isWorthANewMessage(reply)) return false;
      const nonce = ids.derived(`discord:channel:${at.interaction}`);
      const sent = await write(showing, { to: "channel", channel, nonce }, undefined, true);
      screen.message = { ...sent, by: "channel", isPrivate: false, standsAlone: true };
      return true;
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning !== "no-way" && meaning !== "message-gone") throw error;
      return false;
    }
  }

  /** Also what was written with the token is the bot's own message. */
  async function editInChannel(message: ShownMessage, channel: string, showing: Showing): Promise<boolean> {
    try {
      const { id, kept, standsAlone } = message;
      const sent = await write(showing, { to: "edit-channel", channel, id }, kept, standsAlone);
      showing.screen.message = { ...sent, by: "channel", isPrivate: false, standsAlone };
      return true;
    } catch (error) {
      if (meaningOf(error) !== "message-gone") throw error;
      return false;
    }
  }

  async function bySelf({ at, reply }: Showing, place: string): Promise<"shown" | "gone"> {
    const sent = await direct.write(at.user, reply, {
      ...{ key: `place:${place}`, language: at.language },
      // What stands in somebody's direct messages can be changed by the bot itself.
      onSent: ({ id, channel }) => remember(place, reply, { by: "channel", channel, id, isPrivate: false }),
    });
    return sent === "closed" ? "gone" : "shown";
  }

  function remember(place: string, reply: Reply, message: PictureMessage): Promise<void> {
    const keys = [...(reply.images ?? []), ...(reply.files ?? [])].map(({ key }) => key);
    return shown.remember(place, message, keys);
  }

  async function write(showing: Showing, target: Target, kept?: Kept, standsAlone = false): Promise<Sent> {
    const { place, at, reply, isPrivate } = showing;
    const byBot = target.to === "channel" || target.to === "edit-channel";
    const sending: Sending = {
      kept: kept ?? new Map(),
      // What the interaction allows, its person may have paid for; the bot has not.
      fileBytesMax: byBot ? Math.min(at.fileBytesMax, FILE_BYTES_MAX_DEFAULT) : at.fileBytesMax,
      language: at.language,
      isPrivate,
      ...(standsAlone ? { forUser: at.user } : {}),
    };
    const sent = await send(target, reply, sending);
    const by = byBot ? "channel" : target.to === "original" ? "original" : "follow-up";
    await remember(place, reply, { by, channel: sent.channel, id: sent.id, isPrivate });
    return sent;
  }
}

/** Only what is finished: progress is shown where there is something to edit. */
function isWorthANewMessage({ tone }: Reply): boolean {
  return tone !== "working";
}

function route(message: string, { application, token }: DiscordPlace): `/${string}` {
  return Routes.webhookMessage(application, token, message);
}

async function ignoringGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (meaningOf(error) !== "message-gone") throw error;
  }
}
