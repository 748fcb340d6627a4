import { type Cdn, storeAttachment } from "./attachments.ts";
import { checkMessage, type MessageContext, mayMention, messageFlags, usesV2 } from "./check-message.ts";
import { emptyMessage, invalidForm } from "./errors.ts";
import { isObject, type Json, objectsOf } from "./json.ts";
import type { UploadedFile } from "./multipart.ts";
import {
  type Channel,
  channelTypes,
  type StoredAttachment,
  type StoredInteraction,
  type StoredMessage,
  type User,
  type World,
} from "./world.ts";

export interface Written {
  readonly body: Json;
  readonly files: readonly UploadedFile[];
  readonly fileBytesMax: number;
  readonly at: readonly string[];
}

/** Makes and changes messages as the bodies of requests say, where Discord takes them. */
export interface Messages {
  /** @throws ApiError */
  create(
    written: Written,
    by: {
      readonly channel: Channel;
      readonly author: User;
      readonly interaction: StoredInteraction | null;
      readonly onlyFor: string | null;
    },
  ): StoredMessage;
  /** What the person sees while the app thinks. */
  createLoading(interaction: StoredInteraction, onlyFor: string | null): StoredMessage;
  /** @throws ApiError */
  edit(message: StoredMessage, written: Written): void;
  render(message: StoredMessage): Json;
}

export function createMessages(
  world: World,
  cdn: Cdn,
  { requireNoMentions }: { requireNoMentions: boolean },
): Messages {
  function check({ body, files, fileBytesMax, at }: Written, before: Pick<MessageContext, "isV2" | "kept">): void {
    const faults = checkMessage(body, files, { ...before, fileBytesMax, at });
    if (faults.length > 0) throw invalidForm(faults);
    if (requireNoMentions && mayMention(body)) {
      world.violations.push("a message carries text without allowed_mentions that mention nobody");
    }
  }

  function attach(
    { body, files }: Written,
    message: Pick<StoredMessage, "channel" | "attachments">,
  ): StoredAttachment[] {
    const described = Array.isArray(body["attachments"]) ? objectsOf(body["attachments"]) : null;
    const store = (file: UploadedFile, description: unknown) =>
      storeAttachment(world, message.channel.id, {
        ...file,
        description: typeof description === "string" ? description : null,
      });
    if (described === null) return [...message.attachments, ...files.map((file) => store(file, null))];
    return described.flatMap(({ id, description }) => {
      const kept = message.attachments.find((attachment) => attachment.id === String(id));
      const file = files.find(({ key }) => key === String(id));
      if (kept !== undefined) return [kept];
      return file === undefined ? [] : [store(file, description)];
    });
  }

  function blank(channel: Channel, author: User, interaction: StoredInteraction | null, onlyFor: string | null) {
    const message: StoredMessage = {
      ...{ id: world.newId(), channel, author, interaction, onlyFor, createdAt: world.clock.now(), nonce: null },
      ...{ content: "", embeds: [], components: [], attachments: [], isV2: false, isLoading: false },
      ...{ editedAt: null, edits: 0, isDeleted: false },
    };
    return message;
  }

  function add(message: StoredMessage): StoredMessage {
    world.messages.set(message.id, message);
    world.changed();
    return message;
  }

  return {
    create(written, { channel, author, interaction, onlyFor }) {
      check(written, { isV2: false, kept: [] });
      const { body } = written;
      const message = blank(channel, author, interaction, onlyFor);
      const nonce = body["nonce"];
      Object.assign(message, {
        content: typeof body["content"] === "string" ? body["content"] : "",
        embeds: objectsOf(body["embeds"]),
        components: numbered(objectsOf(body["components"])),
        attachments: attach(written, message),
        isV2: usesV2(body, false),
        nonce: typeof nonce === "string" || typeof nonce === "number" ? nonce : null,
      });
      if (isEmpty(message)) throw emptyMessage();
      return add(message);
    },
    createLoading(interaction, onlyFor) {
      const message = blank(interaction.channel, world.application, interaction, onlyFor);
      message.isLoading = true;
      return add(message);
    },
    edit(message, written) {
      const { body } = written;
      check(written, { isV2: message.isV2, kept: message.attachments.map(({ name }) => name) });
      const changed = {
        content:
          typeof body["content"] === "string" ? body["content"] : body["content"] === null ? "" : message.content,
        embeds: body["embeds"] === undefined ? message.embeds : objectsOf(body["embeds"]),
        components: body["components"] === undefined ? message.components : numbered(objectsOf(body["components"])),
        attachments: attach(written, message),
        isV2: usesV2(body, message.isV2),
      };
      if (isEmpty(changed)) throw emptyMessage();
      Object.assign(message, changed, { isLoading: false, editedAt: world.clock.now(), edits: message.edits + 1 });
      world.changed();
    },
    render: (message) => renderMessage(message, cdn),
  };
}

function isEmpty({
  content,
  embeds,
  components,
  attachments,
}: Pick<StoredMessage, "content" | "embeds" | "components" | "attachments">): boolean {
  return content.trim() === "" && embeds.length === 0 && components.length === 0 && attachments.length === 0;
}

/** Every component gets a number, in the order in which they stand. */
export function numbered(components: readonly Json[]): Json[] {
  let next = 1;
  const number = (component: Json): Json => {
    const id = component["id"] ?? next++;
    const inside = Array.isArray(component["components"])
      ? { components: objectsOf(component["components"]).map(number) }
      : {};
    const one = isObject(component["component"]) ? { component: number(component["component"]) } : {};
    const accessory = isObject(component["accessory"]) ? { accessory: number(component["accessory"]) } : {};
    return { ...component, id, ...inside, ...one, ...accessory };
  };
  return components.map(number);
}

export function renderMessage(message: StoredMessage, cdn: Cdn): Json {
  const { id, channel, author, interaction, createdAt, editedAt, nonce } = message;
  const flags =
    (message.onlyFor === null ? 0 : messageFlags.ephemeral) |
    (message.isLoading ? messageFlags.loading : 0) |
    (message.isV2 ? messageFlags.componentsV2 : 0);
  const asked =
    interaction === null
      ? {}
      : {
          webhook_id: author.id,
          application_id: author.id,
          interaction_metadata: {
            id: interaction.id,
            type: Number(interaction.payload["type"]),
            user: renderUser(interaction.user),
            authorizing_integration_owners: interaction.payload["authorizing_integration_owners"],
          },
        };
  return {
    ...{ id, channel_id: channel.id, author: renderUser(author), content: message.content, flags },
    // Of a reply to a command Discord says that it is one (20); everything else is a plain message.
    type: interaction?.kind === "command" && interaction.original === message ? 20 : 0,
    timestamp: new Date(createdAt).toISOString(),
    edited_timestamp: editedAt === null ? null : new Date(editedAt).toISOString(),
    ...{ tts: false, mention_everyone: false, mentions: [], mention_roles: [], pinned: false },
    attachments: message.attachments.map((attachment) => cdn.render(attachment)),
    embeds: message.embeds,
    components: message.components.map((component) => withMedia(component, message, cdn)),
    ...(nonce === null ? {} : { nonce }),
    ...asked,
  };
}

/** `attachment://fox.png` becomes the link of that attachment. */
function withMedia(component: Json, message: StoredMessage, cdn: Cdn): Json {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(component)) {
    if (Array.isArray(value))
      filled[name] = value.map((item) => (isObject(item) ? withMedia(item, message, cdn) : item));
    else if ((name === "media" || name === "file") && isObject(value)) filled[name] = mediaOf(value, message, cdn);
    else filled[name] = isObject(value) ? withMedia(value, message, cdn) : value;
  }
  return filled;
}

function mediaOf(media: Json, message: StoredMessage, cdn: Cdn): Json {
  const url = String(media["url"]);
  const attachment = message.attachments.find(({ name }) => url === `attachment://${name}`);
  if (attachment === undefined) return media;
  const { url: link, proxy_url, width, height, content_type } = cdn.render(attachment);
  return {
    url: link,
    proxy_url,
    width: width ?? null,
    height: height ?? null,
    content_type,
    attachment_id: attachment.id,
  };
}

export function renderUser(user: User): Json {
  return {
    ...{
      id: user.id,
      username: user.name,
      global_name: user.bot ? null : user.name,
      discriminator: user.bot ? "0001" : "0",
    },
    ...{ avatar: null, bot: user.bot, public_flags: 0 },
  };
}

export function renderChannel(channel: Channel): Json {
  const { id, kind, name, guild, parent } = channel;
  const base = { id, type: channelTypes[kind], last_message_id: null, flags: 0 };
  if (guild === null)
    return { ...base, recipients: channel.people.map(renderUser), ...(kind === "group" ? { name } : {}) };
  return {
    ...{ ...base, name, guild_id: guild.id, parent_id: parent?.id ?? null, nsfw: channel.isAgeRestricted },
    ...{ position: 0, permission_overwrites: [], rate_limit_per_user: 0 },
    ...(kind === "thread"
      ? {
          owner_id: guild.owner,
          thread_metadata: {
            archived: channel.isArchived,
            locked: channel.isLocked,
            auto_archive_duration: 1_440,
            archive_timestamp: new Date(0).toISOString(),
          },
        }
      : {}),
  };
}
