import type { Json } from "./json.ts";
import { renderChannel, renderUser } from "./messages.ts";
import { usualPermissions } from "./permissions.ts";
import type { Guild, User, World } from "./world.ts";

/** @see https://discord.com/developers/docs/resources/guild#guild-object */
export function renderGuild(world: World, guild: Guild): Json {
  const { id, name, owner, locale } = guild;
  const everyone = { id, name: "@everyone", color: 0, hoist: false, position: 0, managed: false, mentionable: false };
  return {
    ...{ id, name, owner_id: owner, preferred_locale: locale, icon: null, splash: null, banner: null, features: [] },
    ...{ afk_channel_id: null, afk_timeout: 300, verification_level: 0, default_message_notifications: 0 },
    ...{ explicit_content_filter: 0, mfa_level: 0, application_id: null, system_channel_id: null, emojis: [] },
    ...{ system_channel_flags: 0, rules_channel_id: null, vanity_url_code: null, description: null, stickers: [] },
    ...{ premium_tier: 0, premium_subscription_count: 0, nsfw_level: 0, premium_progress_bar_enabled: false },
    roles: [{ ...everyone, permissions: String(usualPermissions), flags: 0 }],
    ...{ joined_at: new Date(0).toISOString(), large: false, unavailable: false, member_count: 2, voice_states: [] },
    members: [renderMember(world.application, usualPermissions)],
    channels: channelsOf(world, guild, false),
    threads: channelsOf(world, guild, true),
    ...{ presences: [], stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [] },
  };
}

function channelsOf(world: World, guild: Guild, areThreads: boolean): Json[] {
  const own = [...world.channels.values()].filter((channel) => channel.guild === guild && !channel.isDeleted);
  return own.filter(({ kind }) => (kind === "thread") === areThreads).map(renderChannel);
}

export function renderMember(user: User, permissions: bigint): Json {
  return {
    ...{ user: renderUser(user), nick: null, avatar: null, roles: [], joined_at: new Date(0).toISOString() },
    ...{ premium_since: null, deaf: false, mute: false, flags: 0, pending: false, permissions: String(permissions) },
    communication_disabled_until: null,
  };
}
