import type { Cdn } from "./attachments.ts";
import type { Gateway } from "./gateway.ts";
import { renderMember } from "./guilds.ts";
import { createToken } from "./identifiers.ts";
import type { Json } from "./json.ts";
import { FILE_BYTES_MAX } from "./limits.ts";
import { type Messages, renderChannel, renderUser } from "./messages.ts";
import { permissions, usualPermissions } from "./permissions.ts";
import type { Signer } from "./signed-interactions.ts";
import type {
  Channel,
  InteractionKind,
  StoredAttachment,
  StoredInteraction,
  StoredMessage,
  User,
  World,
} from "./world.ts";

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type */
const interactionTypes: Readonly<Record<InteractionKind, number>> = {
  command: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
};
/** What a bot may do in direct messages. */
const DIRECT_PERMISSIONS = usualPermissions;

export interface NewInteraction {
  readonly kind: InteractionKind;
  readonly user: User;
  readonly channel: Channel;
  readonly locale: string;
  readonly data: Json;
  readonly message: StoredMessage | null;
  readonly fileBytesMax?: number;
}

/** Tells the app what a person did. */
export interface Interactions {
  send(given: NewInteraction): StoredInteraction;
  /** The same interaction once more, as the gateway may. */
  repeat(interaction: StoredInteraction): void;
  renderAttachment(attachment: StoredAttachment): Json;
  /** Of the next interactions; what a server's boosts and a person's subscription allow. */
  fileBytesMax: number;
}

export function createInteractions({
  world,
  gateway,
  messages,
  cdn,
  signer,
}: {
  world: World;
  gateway: Gateway;
  messages: Messages;
  cdn: Cdn;
  signer: Signer;
}): Interactions {
  function deliver(interaction: StoredInteraction): void {
    if (signer.url !== null) void signer.deliver(interaction);
    else gateway.emit("INTERACTION_CREATE", interaction.payload, interaction.channel.guild?.id ?? null);
  }

  const interactions: Interactions = {
    fileBytesMax: FILE_BYTES_MAX,
    renderAttachment: (attachment) => cdn.render(attachment),
    send(given) {
      const { kind, user, channel, message } = given;
      const { guild } = channel;
      const interaction: StoredInteraction = {
        ...{ id: world.newId(), token: createToken(), kind, user, channel, message, createdAt: world.clock.now() },
        isUserInstallOnly: guild === null ? channel.kind === "group" : !guild.hasBot,
        fileBytesMax: given.fileBytesMax ?? interactions.fileBytesMax,
        ...{ payload: {}, acknowledgedAt: null, answer: null, original: null, followUps: [], modal: null },
        ...{ choices: null, isExpired: false, sent_ms: performance.now(), acknowledgedAfter_ms: null },
      };
      interaction.payload = payloadOf(interaction, given, world, messages);
      world.interactions.set(interaction.id, interaction);
      deliver(interaction);
      return interaction;
    },
    repeat: deliver,
  };
  return interactions;
}

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
function payloadOf(
  interaction: StoredInteraction,
  { locale, data }: NewInteraction,
  world: World,
  messages: Messages,
): Json {
  const { id, token, kind, user, channel, message } = interaction;
  const { guild } = channel;
  const owners: Record<string, string> = {};
  if (guild?.hasBot) owners["0"] = guild.id;
  if (channel.kind === "direct") owners["0"] = "0";
  if (user.installedApp) owners["1"] = user.id;
  const memberPermissions =
    usualPermissions |
    (guild?.memberPermissions.get(user.id) ?? 0n) |
    (guild?.allowsExternalApps ? permissions.useExternalApps : 0n) |
    (guild?.owner === user.id ? permissions.administrator : 0n);
  const appPermissions = guild === null ? DIRECT_PERMISSIONS : guild.hasBot ? channel.botPermissions : 0n;
  return {
    ...{ id, application_id: world.application.id, type: interactionTypes[kind], token, version: 1, locale, data },
    ...{ channel_id: channel.id, channel: { ...renderChannel(channel), permissions: String(memberPermissions) } },
    ...{ app_permissions: String(appPermissions), entitlements: [], authorizing_integration_owners: owners },
    context: guild !== null ? 0 : channel.kind === "direct" ? 1 : 2,
    attachment_size_limit: interaction.fileBytesMax,
    ...(guild === null
      ? { user: renderUser(user) }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: renderMember(user, memberPermissions),
        }),
    ...(message === null ? {} : { message: messages.render(message) }),
  };
}
