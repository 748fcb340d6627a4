/** Telegram said no. Its own sentence is kept for decisions and never told further: it may quote what was sent. */
export class TelegramRefused extends Error {
  override readonly name = "TelegramRefused";
  readonly error_code: number;
  readonly method: string;
  readonly migratedTo: number | null;
  readonly retryAfter_seconds: number | null;
  readonly reason: Reason;

  constructor(method: string, answer: RefusedAnswer) {
    super(`Telegram refused ${method} (${answer.error_code})`);
    this.method = method;
    this.error_code = answer.error_code;
    this.migratedTo = answer.parameters?.migrate_to_chat_id ?? null;
    this.retryAfter_seconds = answer.parameters?.retry_after ?? null;
    this.reason = reasonOf(answer);
  }
}

/** No answer came, or none that can be read: it may work later. Holds nothing of the request, whose address has the token. */
export class TelegramUnreachable extends Error {
  override readonly name = "TelegramUnreachable";
  readonly method: string;
  /** The system's word, such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(method: string, code: string) {
    super(`Telegram did not answer ${method} (${code})`);
    this.method = method;
    this.code = code;
  }
}

export interface RefusedAnswer {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly migrate_to_chat_id?: number; readonly retry_after?: number };
}

/**
 * What a refusal means for us. `gone`: nobody can be reached there any more, by any way. `not-there`, `not-editable`: that
 * message is out of reach, the chat is not. `bad-photo`: it may go as a document.
 */
export type Reason =
  | "gone"
  | "migrated"
  | "topic-closed"
  | "unchanged"
  | "not-there"
  | "not-editable"
  | "bad-photo"
  | "too-large"
  | "media-forbidden"
  | "query-too-old"
  | "already-refunded"
  | "payment-unknown"
  | "conflict"
  | "unauthorized"
  | "too-many"
  | "other";

// Telegram's words are no contract, but its codes alone do not tell these apart; what is worded otherwise one day is `other`, and told.
// @see https://core.telegram.org/bots/api#making-requests
const reasons: readonly (readonly [RegExp, Reason])[] = [
  [/message is not modified/iu, "unchanged"],
  [/message to (edit|delete|be replied) not found|MESSAGE_ID_INVALID/iu, "not-there"],
  [/message can't be (edited|deleted)/iu, "not-editable"],
  [/there is no (text|caption|media) in the message/iu, "not-editable"],
  [/TOPIC_CLOSED|TOPIC_DELETED|message thread not found|topic (is )?closed/iu, "topic-closed"],
  [/query is too old|query ID is invalid/iu, "query-too-old"],
  [/CHARGE_ALREADY_REFUNDED/iu, "already-refunded"],
  [/CHARGE_NOT_FOUND|USER_ID_INVALID/iu, "payment-unknown"],
  [/not enough rights to send (photos?|documents?|media)|CHAT_SEND_(PHOTOS|MEDIA|DOCS)_FORBIDDEN/iu, "media-forbidden"],
  [/PHOTO_INVALID_DIMENSIONS|IMAGE_PROCESS_FAILED|PHOTO_(SAVE_FILE|EXT)_INVALID|wrong (type|file)/iu, "bad-photo"],
  [/file (is )?too (big|large)|Request Entity Too Large|photo.*too (big|large)/iu, "too-large"],
  [/chat not found|user not found|PEER_ID_INVALID|chat was (deleted|deactivated)|group chat was deactivated/iu, "gone"],
  [
    /CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|no rights to send|not enough rights to send|need administrator rights/iu,
    "gone",
  ],
];

function reasonOf({ error_code, description, parameters }: RefusedAnswer): Reason {
  if (parameters?.migrate_to_chat_id !== undefined) return "migrated";
  const known = reasons.find(([words]) => words.test(description))?.[1];
  if (known !== undefined) return known;
  // Blocked, kicked, deactivated, never started: all of them are 403.
  if (error_code === 403) return "gone";
  if (error_code === 401 || error_code === 404) return "unauthorized";
  if (error_code === 409) return "conflict";
  if (error_code === 413) return "too-large";
  return error_code === 429 ? "too-many" : "other";
}

export function refusedFor(error: unknown, ...wanted: readonly Reason[]): error is TelegramRefused {
  return error instanceof TelegramRefused && wanted.includes(error.reason);
}
