import { DiscordAPIError, HTTPError } from "discord.js";
import { describe, expect, test } from "vitest";
import { meaningOf, refusesToken } from "../../../adapters/discord/errors.ts";
import { createLog } from "../../../src/log.ts";

const SECRET = "aW50ZXJhY3Rpb24-token-of-an-interaction";
const URL = `https://discord.com/api/v10/webhooks/1/${SECRET}/messages/@original`;
const sent = { files: undefined, body: { components: [{ content: "a red fox in a secret garden" }] } };
const refused = (status: number, code: number) =>
  new DiscordAPIError({ code, message: `refused ${SECRET}` }, code, status, "PATCH", URL, sent);

describe("an error of Discord's", () => {
  test.each([
    [401, 50027, "token-dead"],
    [404, 10015, "token-dead"],
    [404, 10062, "token-dead"],
    [404, 10008, "message-gone"],
    [400, 40060, "acknowledged"],
    [413, 40005, "too-large"],
    [413, 0, "too-large"],
    [403, 50001, "no-way"],
    [403, 50013, "no-way"],
    [403, 50007, "no-way"],
    [403, 0, "no-way"],
    [403, 40333, null],
    [404, 10003, "no-way"],
    [400, 50083, "no-way"],
    [400, 50033, "no-way"],
    [400, 40094, "no-way"],
    [400, 50035, null],
    [429, 0, null],
  ] as const)("%s %s means %s", (status, code, meaning) => {
    expect(meaningOf(refused(status, code))).toBe(meaning);
  });

  test("that is none of its answers, may be over later", () => {
    expect(meaningOf(new HTTPError(502, "Bad Gateway", "PATCH", URL, sent))).toBeNull();
    expect(meaningOf(new Error("ECONNRESET"))).toBeNull();
    expect(meaningOf(undefined)).toBeNull();
    // A page of a network in between, as the library hands it on.
    const page = { error: "Forbidden" };
    for (const status of [403, 404]) {
      expect(meaningOf(new DiscordAPIError(page, page.error, status, "PATCH", URL, sent))).toBeNull();
    }
    expect(refusesToken(refused(401, 0))).toBe(true);
    expect(refusesToken(refused(403, 0))).toBe(false);
  });

  test("is logged without the token and the words that it carries", () => {
    const lines: string[] = [];
    const log = createLog({ level: "info", destination: { write: (line) => lines.push(line) } });
    log.warn({ error: refused(401, 50027) }, "an answer could not be shown");
    log.warn({ error: new HTTPError(502, "Bad Gateway", "PATCH", URL, sent) }, "an answer could not be shown");
    log.error({ error: new Error("outer", { cause: refused(404, 10008) }) }, "a command failed");
    expect(lines.join("\n")).toContain("50027");
    expect(lines.join("\n")).toContain("502");
    for (const part of [SECRET, "red fox", "webhooks"]) expect(lines.join("\n")).not.toContain(part);
  });
});
