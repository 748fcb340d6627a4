/** @see https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const permissions = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  useApplicationCommands: 1n << 31n,
  sendMessagesInThreads: 1n << 38n,
  useExternalApps: 1n << 50n,
} as const;

export type Permission = keyof typeof permissions;

/** What a bot may do in a channel of which nobody has taken anything away. */
export const usualPermissions =
  permissions.viewChannel |
  permissions.sendMessages |
  permissions.embedLinks |
  permissions.attachFiles |
  permissions.readMessageHistory |
  permissions.useApplicationCommands |
  permissions.sendMessagesInThreads;
