import type { Json } from "./json.ts";

/**
 * What Discord answers instead of doing what was asked.
 * @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: number;
  readonly errors: Json | null;

  constructor(status: number, code: number, message: string, errors: Json | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): Json {
    return { message: this.message, code: this.code, ...(this.errors === null ? {} : { errors: this.errors }) };
  }
}

/** One thing in a body that Discord does not take: where, which rule, in words. */
export interface FormFault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

export const tooLong = (path: FormFault["path"], max: number): FormFault => ({
  path,
  code: "BASE_TYPE_MAX_LENGTH",
  message: `Must be ${max} or fewer in length.`,
});
export const wrongLength = (path: FormFault["path"], min: number, max: number): FormFault => ({
  path,
  code: "BASE_TYPE_BAD_LENGTH",
  message: `Must be between ${min} and ${max} in length.`,
});
export const required = (path: FormFault["path"]): FormFault => ({
  path,
  code: "BASE_TYPE_REQUIRED",
  message: "This field is required",
});
export const invalid = (path: FormFault["path"], code: string, message: string): FormFault => ({ path, code, message });

/** The tree in which Discord tells what is wrong with a body. */
export function invalidForm(faults: readonly FormFault[]): ApiError {
  const tree: Record<string, unknown> = {};
  for (const { path, code, message } of faults) {
    let at = tree;
    for (const step of path) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    const listed = Array.isArray(at["_errors"]) ? at["_errors"] : [];
    at["_errors"] = [...listed, { code, message }];
  }
  return new ApiError(400, 50035, "Invalid Form Body", tree);
}

export const unauthorized = () => new ApiError(401, 0, "401: Unauthorized");
export const notFound = () => new ApiError(404, 0, "404: Not Found");
export const unknownChannel = () => new ApiError(404, 10003, "Unknown Channel");
export const unknownGuild = () => new ApiError(404, 10004, "Unknown Guild");
export const unknownMessage = () => new ApiError(404, 10008, "Unknown Message");
export const unknownUser = () => new ApiError(404, 10013, "Unknown User");
export const unknownWebhook = () => new ApiError(404, 10015, "Unknown Webhook");
export const unknownInteraction = () => new ApiError(404, 10062, "Unknown interaction");
export const notAuthorizedForApplication = () =>
  new ApiError(403, 20012, "You are not authorized to perform this action on this application");
export const requestTooLarge = () => new ApiError(413, 40005, "Request entity too large");
export const forumTakesNoMessages = () => new ApiError(400, 40058, "Cannot message this channel until it is a post");
export const alreadyAcknowledged = () => new ApiError(400, 40060, "Interaction has already been acknowledged.");
export const tooManyFollowUps = () =>
  new ApiError(400, 40094, "This interaction has hit the maximum number of follow up messages");
export const missingAccess = () => new ApiError(403, 50001, "Missing Access");
export const notTheAuthor = () => new ApiError(403, 50005, "Cannot edit a message authored by another user");
export const emptyMessage = () => new ApiError(400, 50006, "Cannot send an empty message");
export const cannotMessageUser = () => new ApiError(403, 50007, "Cannot send messages to this user");
export const missingPermissions = () => new ApiError(403, 50013, "Missing Permissions");
export const invalidWebhookToken = () => new ApiError(401, 50027, "Invalid Webhook Token");
export const threadArchived = () => new ApiError(400, 50083, "Thread is archived");
export const invalidJson = () => new ApiError(400, 50109, "The request body contains invalid JSON.");
export const threadLocked = () => new ApiError(403, 160005, "Thread is locked");
