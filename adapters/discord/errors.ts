import { DiscordAPIError } from "discord.js";

/** @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const codes = {
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  entityTooLarge: 40_005,
  forumWithoutPost: 40_058,
  acknowledged: 40_060,
  tooManyFollowUps: 40_094,
  invalidWebhookToken: 50_027,
  invalidRecipient: 50_033,
  archivedThread: 50_083,
  /** Of the network in front of Discord, for a moment. */
  networkError: 40_333,
} as const;

/** What Discord's "no" means for what we wanted to do. */
export type Meaning =
  /** The interaction's token does nothing any more. */
  | "token-dead"
  | "message-gone"
  /** This interaction was answered before, by us: the answer to that was lost, or it came twice. */
  | "acknowledged"
  | "too-large"
  /** Not here, and trying again does not change that: no such channel, no right to write, closed for us. */
  | "no-way";

/** null: it may work later, or the fault is ours. */
export function meaningOf(error: unknown): Meaning | null {
  if (!(error instanceof DiscordAPIError)) return null;
  switch (error.code) {
    case codes.unknownMessage:
      return "message-gone";
    case codes.unknownWebhook:
    case codes.unknownInteraction:
    case codes.invalidWebhookToken:
      return "token-dead";
    case codes.acknowledged:
      return "acknowledged";
    case codes.entityTooLarge:
      return "too-large";
    case codes.invalidRecipient:
    case codes.archivedThread:
    case codes.forumWithoutPost:
    case codes.tooManyFollowUps:
      return "no-way";
  }
  if (error.status === 413) return "too-large";
  // What stands between may refuse everything for a moment, in words of its own: that says nothing about where we write.
  if (typeof error.code !== "number" || error.code === codes.networkError) return null;
  return error.status === 403 || error.status === 404 ? "no-way" : null;
}

/** Discord refused the bot's token: nothing works until somebody gives us another one. */
export function refusesToken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}
