export interface ErrorParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** What the Bot API answers when it does not do what was asked. @see https://core.telegram.org/bots/api#making-requests */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;
  /** The client could have known by Telegram's documentation that this would be refused. */
  readonly isViolation: boolean;

  constructor(
    code: number,
    description: string,
    { isViolation = false, parameters }: { isViolation?: boolean; parameters?: ErrorParameters } = {},
  ) {
    super(description);
    this.code = code;
    this.isViolation = isViolation;
    this.parameters = parameters;
  }
}

/** Refused because of how things stand in Telegram, which the client could not know. */
export function badRequest(what: string, parameters?: ErrorParameters): ApiError {
  return new ApiError(400, `Bad Request: ${what}`, parameters === undefined ? {} : { parameters });
}

/** Refused because of what the client sent. */
export function violation(what: string): ApiError {
  return new ApiError(400, `Bad Request: ${what}`, { isViolation: true });
}

export function forbidden(what: string): ApiError {
  return new ApiError(403, `Forbidden: ${what}`);
}

export function tooMany(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { parameters: { retry_after: seconds } });
}
