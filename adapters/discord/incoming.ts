import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteraction,
  type APIMessage,
  type APIMessageApplicationCommandInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Action, Identity, ServerContext } from "../../src/core/chat/incoming.ts";
import { type MessageMenu, menuAction } from "../../src/core/chat/menus.ts";
import type { Downloads } from "./attachments.ts";
import { menuNamed } from "./commands.ts";
import { readForm } from "./forms.ts";
import { type DiscordPlace, PLATFORM } from "./place.ts";
import { MENU_PREFIX } from "./rows.ts";

/** @see https://discord.com/developers/docs/reference#uploading-files */
export const FILE_BYTES_MAX_DEFAULT = 10 * 1024 * 1024;
/** The first second of 2015, from which Discord counts. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

export function identityOf({ member, user: direct }: Pick<APIInteraction, "member" | "user">): Identity | null {
  const user = member?.user ?? direct;
  if (user === undefined) return null;
  return { platform: PLATFORM, user: user.id, name: member?.nick ?? user.global_name ?? user.username };
}

/** The message that was pressed, or whose form was sent. */
export function originOf(interaction: APIInteraction): APIMessage | null {
  const has = interaction.type === InteractionType.MessageComponent || interaction.type === InteractionType.ModalSubmit;
  return has ? (interaction.message ?? null) : null;
}

/** Only the person saw it. */
export function isEphemeral(message: Pick<APIMessage, "flags">): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** Where it happened, when that is a server. `nameOf` answers what this process knows of it. */
export function serverOf(
  interaction: APIInteraction,
  nameOf: (guild: string) => string | null,
): ServerContext | undefined {
  const { guild_id: guild, channel, member } = interaction;
  const channelId = channel?.id ?? interaction.channel_id;
  if (guild === undefined || channelId === undefined) return undefined;
  const parent =
    channel !== undefined && THREADS.includes(channel.type) && "parent_id" in channel ? channel.parent_id : null;
  const permissions = BigInt(member?.permissions ?? "0");
  const manages = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;
  return {
    key: `${PLATFORM}:${guild}`,
    name: nameOf(guild),
    channel: parent ?? channelId,
    mayManage: (permissions & manages) !== 0n,
  };
}

/** Everything of a place but how it is acknowledged: the same each time that the same interaction comes. */
export function placeOf(interaction: APIInteraction, user: string): Omit<DiscordPlace, "sign" | "isPrivate"> {
  const { guild_id: guild, authorizing_integration_owners: owners } = interaction;
  // Where only the person has installed the app, their id stands there and the server's does not.
  const isInstalled = owners === undefined || owners["0"] === guild;
  return {
    application: interaction.application_id,
    interaction: interaction.id,
    token: interaction.token,
    user,
    channel: interaction.channel?.id ?? interaction.channel_id ?? null,
    origin: originOf(interaction)?.id ?? null,
    canPost: (guild !== undefined && isInstalled) || interaction.context === InteractionContextType.BotDM,
    createdAt: createdAt(interaction.id),
    fileBytesMax: interaction.attachment_size_limit ?? FILE_BYTES_MAX_DEFAULT,
    language: "locale" in interaction ? interaction.locale : "",
  };
}

/**
 * When Discord made an id, in milliseconds since 1970.
 * @see https://discord.com/developers/docs/reference#snowflakes
 */
export function createdAt(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}

/** What was asked, or a menu that finds nothing in its message; null for what is no question to us. */
export type Asked = { readonly action: Action } | { readonly nothingFor: MessageMenu } | null;

export function askedBy(interaction: APIInteraction, downloads: Downloads): Asked {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.ChatInput) return { action: commandAction(data, downloads) };
      if (data.type === ApplicationCommandType.Message) return menuAsked(data, downloads);
      return null;
    }
    case InteractionType.MessageComponent: {
      const { data } = interaction;
      const chosen = "values" in data && data.custom_id.startsWith(MENU_PREFIX) ? data.values[0] : undefined;
      return { action: { kind: "button", token: chosen ?? data.custom_id } };
    }
    case InteractionType.ModalSubmit: {
      const { custom_id: token, components } = interaction.data;
      return { action: { kind: "form", token, values: readForm(components) } };
    }
    default:
      return null;
  }
}

/** The option that is being typed, with what is there of it. */
export function typedOption(
  interaction: APIInteraction,
): { readonly command: string; readonly option: string; readonly typed: string } | null {
  if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) return null;
  const focused = (interaction.data.options ?? []).find((option) => "focused" in option && option.focused === true);
  if (focused === undefined || !("value" in focused)) return null;
  return { command: interaction.data.name, option: focused.name, typed: String(focused.value) };
}

function commandAction(data: APIChatInputApplicationCommandInteractionData, downloads: Downloads): Action {
  const values: Record<string, string | number | boolean> = {};
  const files: APIAttachment[] = [];
  for (const option of (data.options ?? []) as readonly APIApplicationCommandInteractionDataBasicOption[]) {
    const file =
      option.type === ApplicationCommandOptionType.Attachment ? data.resolved?.attachments?.[option.value] : null;
    if (file !== null) {
      if (file !== undefined) files.push(file);
    } else if (["string", "number", "boolean"].includes(typeof option.value)) values[option.name] = option.value;
  }
  return { kind: "command", name: data.name, words: "", values, attachments: downloads.begin(files) };
}

function menuAsked(data: APIMessageApplicationCommandInteraction["data"], downloads: Downloads): Asked {
  const menu = menuNamed(data.name);
  const message = data.resolved.messages[data.target_id];
  if (menu === null || message === undefined) return null;
  const tokens = tokensIn(message.components ?? []);
  // Only when no button is meant are files of use.
  const button = menuAction(menu, tokens, []);
  const files = button === null && menu === "edit-picture" ? picturesOf(message) : [];
  const action = button ?? menuAction(menu, tokens, downloads.begin(files));
  return action === null ? { nothingFor: menu } : { action };
}

/** The pictures of a message, and of one that it passes on. */
function picturesOf(message: Pick<APIMessage, "attachments" | "message_snapshots">): APIAttachment[] {
  const passedOn = (message.message_snapshots ?? []).flatMap(({ message: inside }) => inside.attachments);
  return [...message.attachments, ...passedOn].filter(({ content_type: type }) => type?.startsWith("image/"));
}

interface AnyComponent {
  readonly custom_id?: string;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly options?: readonly { readonly value?: string }[];
}

/** The tokens of a message's buttons and menus, wherever they stand. */
function tokensIn(components: readonly unknown[]): string[] {
  return (components as readonly AnyComponent[]).flatMap((component) => [
    ...(component.custom_id === undefined ? [] : [component.custom_id]),
    ...(component.options ?? []).flatMap(({ value }) => value ?? []),
    ...tokensIn(component.components ?? []),
    ...(component.accessory === undefined ? [] : tokensIn([component.accessory])),
  ]);
}
