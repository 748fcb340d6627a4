import { createClock, createSnowflakes, type DiscordClock } from "./identifiers.ts";
import type { Json } from "./json.ts";
import { usualPermissions } from "./permissions.ts";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** They take no direct messages from people and bots they share a server with. */
  directMessagesClosed: boolean;
  /** They have installed the app for themselves. */
  installedApp: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly locale: string;
  /** Whether the bot is a member. */
  hasBot: boolean;
  /** Whether its members may use apps of their own where others see it: without that, all answers are for them alone. */
  allowsExternalApps: boolean;
  /** What its members may do besides the usual, by user. */
  readonly memberPermissions: Map<string, bigint>;
}

/** @see https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
export const channelTypes = { text: 0, direct: 1, group: 3, thread: 11, forum: 15 } as const;
export type ChannelKind = keyof typeof channelTypes;

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly guild: Guild | null;
  /** Of a thread or a forum post, the channel that it hangs from. */
  readonly parent: Channel | null;
  /** In direct messages and groups, who is in them. */
  readonly people: readonly User[];
  isAgeRestricted: boolean;
  isArchived: boolean;
  isLocked: boolean;
  isDeleted: boolean;
  /** What the bot may do here. */
  botPermissions: bigint;
}

export interface StoredAttachment {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What Discord says it has; a test may let it say something else than is served. */
  readonly size: number;
  readonly contentType: string;
  readonly description: string | null;
  readonly width: number | null;
  readonly height: number | null;
  isDead: boolean;
}

export interface StoredMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  /** null: everyone in the channel sees it; else only this person. */
  readonly onlyFor: string | null;
  readonly interaction: StoredInteraction | null;
  readonly createdAt: number;
  readonly nonce: string | number | null;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  attachments: readonly StoredAttachment[];
  isV2: boolean;
  isLoading: boolean;
  editedAt: number | null;
  edits: number;
  isDeleted: boolean;
}

export type InteractionKind = "command" | "component" | "autocomplete" | "modal";

export interface StoredInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly user: User;
  readonly channel: Channel;
  /** The message whose component was used, also by way of a modal. */
  readonly message: StoredMessage | null;
  readonly createdAt: number;
  /** The app is installed only to the user here, so that the bot has no way into the channel. */
  readonly isUserInstallOnly: boolean;
  readonly fileBytesMax: number;
  /** What was sent to the app. */
  payload: Json;
  acknowledgedAt: number | null;
  /** When it was sent, and how long the app then took to acknowledge it, by a clock with fractions of a millisecond. */
  readonly sent_ms: number;
  acknowledgedAfter_ms: number | null;
  /** The callback's type. */
  answer: number | null;
  original: StoredMessage | null;
  readonly followUps: StoredMessage[];
  modal: Json | null;
  choices: readonly Json[] | null;
  /** Set by hand: the token is dead although its time has not come. */
  isExpired: boolean;
}

/** All that Discord knows. */
export interface World {
  readonly clock: DiscordClock;
  readonly newId: () => string;
  readonly application: User;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, StoredMessage>;
  readonly interactions: Map<string, StoredInteraction>;
  readonly attachments: Map<string, StoredAttachment>;
  commands: readonly Json[];
  /** What the app did that Discord would refuse, or that a careful app does not do. */
  readonly violations: string[];
  /** Tells everyone who watches that something has changed. */
  changed(): void;
  watch(watcher: () => void): () => void;
}

export function createWorld(): World {
  const clock = createClock();
  const newId = createSnowflakes(clock);
  const watchers = new Set<() => void>();
  let isTelling = false;
  const application: User = {
    id: newId(),
    name: "easel",
    bot: true,
    directMessagesClosed: false,
    installedApp: false,
  };
  return {
    clock,
    newId,
    application,
    users: new Map([[application.id, application]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    attachments: new Map(),
    commands: [],
    violations: [],
    changed() {
      // A crowd is told once of what happened together.
      if (isTelling) return;
      isTelling = true;
      setImmediate(() => {
        isTelling = false;
        for (const watcher of [...watchers]) watcher();
      });
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export function addUser(world: World, name: string): User {
  const user: User = { id: world.newId(), name, bot: false, directMessagesClosed: false, installedApp: false };
  world.users.set(user.id, user);
  return user;
}

export function addChannel(
  world: World,
  kind: ChannelKind,
  name: string,
  {
    guild = null,
    parent = null,
    people = [],
    isAgeRestricted = false,
  }: { guild?: Guild | null; parent?: Channel | null; people?: readonly User[]; isAgeRestricted?: boolean } = {},
): Channel {
  const channel: Channel = {
    ...{ id: world.newId(), kind, name, guild, parent, people, isAgeRestricted },
    ...{ isArchived: false, isLocked: false, isDeleted: false, botPermissions: usualPermissions },
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct messages between the bot and a person: always the same channel. */
export function directChannel(world: World, user: User): Channel {
  for (const channel of world.channels.values()) {
    if (channel.kind === "direct" && channel.people.includes(user)) return channel;
  }
  return addChannel(world, "direct", user.name, { people: [user] });
}
