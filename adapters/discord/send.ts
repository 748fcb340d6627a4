import {
  type APIMessage,
  MessageFlags,
  type RawFile,
  type REST,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from "discord.js";
import type { Reply, ReplyFile } from "../../src/core/chat/reply.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import type { Log } from "../../src/core/services.ts";
import { meaningOf } from "./errors.ts";
import type { Originals } from "./originals.ts";
import { renderReply } from "./replies.ts";
import type { RestClients } from "./rest.ts";
import { type Kept, keptWith, prepareUploads, type UploadParts } from "./uploads.ts";

/** Which message is written. */
export type Target =
  | { readonly to: "original"; readonly application: string; readonly token: string }
  | { readonly to: "follow-up"; readonly application: string; readonly token: string; readonly isPrivate: boolean }
  | { readonly to: "edit-follow-up"; readonly application: string; readonly token: string; readonly id: string }
  | { readonly to: "channel"; readonly channel: string; readonly nonce: string }
  | { readonly to: "edit-channel"; readonly channel: string; readonly id: string };

export interface Sending {
  /** What the message has already. */
  readonly kept: Kept;
  readonly fileBytesMax: number;
  readonly language: string;
  /** Only the person sees the message. */
  readonly isPrivate: boolean;
  /** Where the message stands by itself: whose it is. */
  readonly forUser?: string;
}

export interface Sent {
  readonly id: string;
  readonly channel: string;
  readonly kept: Kept;
}

/** Writes a reply into a message, new or edited. Rejects as `@discordjs/rest` does. */
export type Send = (target: Target, reply: Reply, sending: Sending) => Promise<Sent>;

/** How often files are made smaller when Discord takes less than it said. */
const SMALLER_ATTEMPTS = 2;

export interface SendParts extends UploadParts {
  readonly rest: RestClients;
  readonly log: Log;
  /** null: nobody can reach us from outside, so there are no links to what is too large. */
  readonly originals: Pick<Originals, "linkTo"> | null;
}

export function createSend({ rest, log, originals, ...parts }: SendParts): Send {
  async function send(target: Target, reply: Reply, sending: Sending): Promise<Sent & { left: readonly ReplyFile[] }> {
    const uploads = await prepareUploads(reply, parts, sending);
    const messages = messagesFor(languageOf(sending.language));
    const { attachments, files, left } = uploads;
    const smallerFiles = await Promise.all(
      uploads.smallerFiles.map(async ({ name, key }) => ({ name, url: (await originals?.linkTo(key)) ?? null })),
    );
    const attached = { ...uploads.attached, smallerFiles };
    const { forUser } = sending;
    const body = {
      components: renderReply(reply, { messages, attached, ...(forUser === undefined ? {} : { forUser }) }),
      attachments,
      allowed_mentions: { parse: [] },
    };
    const message = await write(rest, target, body, files);
    const sent = { id: message.id, channel: message.channel_id, kept: uploads.keptBy(message), left };
    if (target.to !== "channel" || textsIn(message.components) === textsIn(body.components)) return sent;
    // The nonce gave back what was written before, by a process that has died since: it becomes what it should be now.
    const edited = await write(rest, { ...target, to: "edit-channel", id: message.id }, body, files);
    return { ...sent, kept: uploads.keptBy(edited) };
  }

  async function sendFitting(target: Target, reply: Reply, sending: Sending) {
    let { fileBytesMax } = sending;
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(target, reply, { ...sending, fileBytesMax });
      } catch (error) {
        if (meaningOf(error) !== "too-large" || attempt === SMALLER_ATTEMPTS) throw error;
        fileBytesMax = Math.floor(fileBytesMax / 2);
      }
    }
  }

  return async (target, reply, sending) => {
    const { left: first, ...sent } = await sendFitting(target, reply, sending);
    let { kept } = sent;
    let left = first;
    for (let part = 2; left.length > 0; part++) {
      const behind = behindOf(target, sent.id, sending.isPrivate, part);
      try {
        const next = await sendFitting(behind, { files: left }, { ...sending, kept: new Map() });
        kept = keptWith(kept, left.slice(0, left.length - next.left.length));
        left = next.left;
      } catch (error) {
        // The answer itself is there, and asking for it again brings what is missing.
        log.warn({ error, files: left.length }, "not all files of an answer could be sent");
        break;
      }
    }
    return { ...sent, kept };
  };
}

/** Where the files of a message go on that are too much for one request. */
function behindOf(target: Target, id: string, isPrivate: boolean, part: number): Target {
  if (target.to === "channel" || target.to === "edit-channel") {
    return { to: "channel", channel: target.channel, nonce: `${id}.${part}` };
  }
  const { application, token } = target;
  return { to: "follow-up", application, token, isPrivate };
}

type Body = Pick<RESTPostAPIChannelMessageJSONBody, "components" | "allowed_mentions"> & {
  readonly attachments: readonly object[];
};

async function write(
  { interactions, bot }: RestClients,
  target: Target,
  body: Body,
  files: RawFile[],
): Promise<APIMessage> {
  const v2 = MessageFlags.IsComponentsV2;
  const call = (rest: REST, method: "post" | "patch", route: `/${string}`, more: object, query?: URLSearchParams) =>
    rest[method](route, {
      body: { ...body, flags: v2, ...more },
      files,
      auth: rest === bot,
      ...(query === undefined ? {} : { query }),
    }) as Promise<APIMessage>;
  switch (target.to) {
    case "original":
      return call(interactions, "patch", Routes.webhookMessage(target.application, target.token, "@original"), {});
    case "edit-follow-up":
      return call(interactions, "patch", Routes.webhookMessage(target.application, target.token, target.id), {});
    case "follow-up": {
      const flags = target.isPrivate ? v2 | MessageFlags.Ephemeral : v2;
      const wait = new URLSearchParams({ wait: "true" });
      return call(interactions, "post", Routes.webhook(target.application, target.token), { flags }, wait);
    }
    case "channel": {
      const once = { nonce: target.nonce, enforce_nonce: true };
      return call(bot, "post", Routes.channelMessages(target.channel), once);
    }
    case "edit-channel":
      return call(bot, "patch", Routes.channelMessage(target.channel, target.id), {});
  }
}

interface AnyComponent {
  readonly content?: string;
  readonly components?: readonly AnyComponent[];
}

/** All texts of a message as one, to tell whether two messages say the same. */
function textsIn(components: readonly unknown[] | undefined): string {
  return ((components ?? []) as readonly AnyComponent[])
    .map(({ content, components: inside }) => `${content?.trim() ?? ""}\n${textsIn(inside)}`)
    .join("\n");
}
