import { type APIChannel, Routes } from "discord.js";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Ids } from "../../src/core/services.ts";
import { BoundedMap } from "./bounded-map.ts";
import { meaningOf } from "./errors.ts";
import { FILE_BYTES_MAX_DEFAULT } from "./incoming.ts";
import type { RestClients } from "./rest.ts";
import type { Send, Sent } from "./send.ts";

const CHANNELS_MAX = 10_000;
const MESSAGES_MAX = 10_000;

export interface DirectMessages {
  /** The same key is one message: written again, it is edited. `closed`: this person takes none from us. */
  write(
    user: string,
    reply: Reply,
    options: {
      readonly key: string;
      readonly language: string;
      /** Which message it became. */
      readonly onSent: (sent: Sent) => Promise<void>;
    },
  ): Promise<"sent" | "closed">;
  /** The same key is delivered once, and stays as it was. */
  deliver(
    user: string,
    reply: Reply,
    options: { readonly key: string; readonly language: string },
  ): Promise<"sent" | "closed">;
}

export function createDirectMessages({
  rest,
  send,
  ids,
}: {
  readonly rest: RestClients;
  readonly send: Send;
  readonly ids: Pick<Ids, "derived">;
}): DirectMessages {
  const channels = new BoundedMap<string, string>(CHANNELS_MAX);
  const messages = new BoundedMap<string, Sent>(MESSAGES_MAX);

  async function channelOf(user: string): Promise<string> {
    const known = channels.get(user);
    if (known !== undefined) return known;
    const channel = (await rest.bot.post(Routes.userChannels(), { body: { recipient_id: user } })) as APIChannel;
    channels.set(user, channel.id);
    return channel.id;
  }

  async function post(user: string, reply: Reply, key: string, language: string): Promise<void> {
    const known = messages.get(key);
    const sending = { kept: known?.kept ?? new Map(), fileBytesMax: FILE_BYTES_MAX_DEFAULT, language, isPrivate: true };
    if (known !== undefined) {
      try {
        messages.set(key, await send({ to: "edit-channel", ...known }, reply, sending));
        return;
      } catch (error) {
        if (meaningOf(error) !== "message-gone") throw error;
      }
    }
    const channel = await channelOf(user);
    const nonce = ids.derived(`discord:direct:${key}`);
    messages.set(key, await send({ to: "channel", channel, nonce }, reply, { ...sending, kept: new Map() }));
  }

  async function unlessClosed(call: Promise<void>): Promise<"sent" | "closed"> {
    try {
      await call;
      return "sent";
    } catch (error) {
      if (meaningOf(error) !== "no-way") throw error;
      return "closed";
    }
  }

  return {
    write(user, reply, { key, language, onSent }) {
      const own = `${user}:${key}`;
      return unlessClosed(
        post(user, reply, own, language).then(() => {
          const sent = messages.get(own);
          return sent === undefined ? undefined : onSent(sent);
        }),
      );
    },
    async deliver(user, reply, { key, language }) {
      const own = `${user}:${key}`;
      if (messages.get(own) !== undefined) return "sent";
      return unlessClosed(post(user, reply, own, language));
    },
  };
}
