import { expect, test } from "vitest";
import { type Reason, refusedFor, TelegramRefused, TelegramUnreachable } from "../../../adapters/telegram/refusals.ts";

test.each<[number, string, Reason]>([
  [403, "Forbidden: bot was blocked by the user", "gone"],
  [403, "Forbidden: bot can't initiate conversation with a user", "gone"],
  [403, "Forbidden: bot was kicked from the supergroup chat", "gone"],
  [403, "Forbidden: user is deactivated", "gone"],
  [400, "Bad Request: chat not found", "gone"],
  [400, "Bad Request: have no rights to send a message", "gone"],
  [400, "Bad Request: not enough rights to send text messages to the chat", "gone"],
  [400, "Bad Request: not enough rights to send photos to the chat", "media-forbidden"],
  [400, "Bad Request: message is not modified: specified new message content is exactly the same", "unchanged"],
  [400, "Bad Request: message to edit not found", "not-there"],
  [400, "Bad Request: message to delete not found", "not-there"],
  [400, "Bad Request: message can't be edited", "not-editable"],
  [400, "Bad Request: message can't be deleted for everyone", "not-editable"],
  [400, "Bad Request: there is no text in the message to edit", "not-editable"],
  [400, "Bad Request: TOPIC_CLOSED", "topic-closed"],
  [400, "Bad Request: message thread not found", "topic-closed"],
  [400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "bad-photo"],
  [413, "Request Entity Too Large", "too-large"],
  [400, "Bad Request: query is too old and response timeout expired or query ID is invalid", "query-too-old"],
  [401, "Unauthorized", "unauthorized"],
  [404, "Not Found", "unauthorized"],
  [409, "Conflict: terminated by other getUpdates request", "conflict"],
  [429, "Too Many Requests: retry after 3", "too-many"],
  [400, "Bad Request: something new", "other"],
])("%i %s", (error_code, description, reason) => {
  expect(new TelegramRefused("sendMessage", { error_code, description }).reason).toBe(reason);
});

test("a group that has moved says where to", () => {
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  const error = new TelegramRefused("sendMessage", {
    ...{ error_code: 400, description },
    parameters: { migrate_to_chat_id: -1_002_000_000_001 },
  });
  expect(error).toMatchObject({ reason: "migrated", migratedTo: -1_002_000_000_001 });
});

test("what Telegram quotes does not travel with the error", () => {
  const error = new TelegramRefused("sendMessage", { error_code: 400, description: "can't parse: a secret prompt" });
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("secret");
  expect(refusedFor(error, "other")).toBe(true);
  expect(refusedFor(new TelegramUnreachable("sendMessage", "ECONNRESET"), "other")).toBe(false);
});
