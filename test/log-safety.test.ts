import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeError, presentable, scrub } from "../src/log-safety.ts";
import { cpuTime_ms } from "./support/cpu-time.ts";

const discordToken = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZg";
const botToken = "7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
const words = "a red fox in the snow";

class DiscordAPIError extends Error {
  code = 50_027;
  status = 401;
  method = "PATCH";
  url = `https://discord.com/api/v10/webhooks/123456789012345678/${discordToken}/messages/%40original`;
  requestBody = { json: { content: words }, files: [{ name: "out.png", data: Buffer.from(words) }] };
  rawError = { message: words };
  override get name() {
    return `DiscordAPIError[${this.code}]`;
  }
}
class HttpError extends Error {
  override name = "HttpError";
  error: unknown;
  constructor(error: unknown) {
    super(`Network request for 'sendPhoto' failed! POST https://api.telegram.org/bot${botToken}/sendPhoto ${words}`);
    this.error = error;
  }
}
class ValidationError extends Error {
  override name = "ValidationError";
  status = 422;
  requestId = "0198c0de-1234-7abc-9def-000000000000";
  body = { detail: [{ loc: ["body", "prompt"], msg: words, type: "content_policy_violation", input: words }] };
}
const axiosLike = () =>
  Object.assign(new Error(`Request failed: ${words}`), {
    isAxiosError: true,
    code: "ERR_BAD_REQUEST",
    config: {
      headers: { Authorization: `Key ${words}` },
      data: words,
      url: `https://queue.fal.run/x?token=${discordToken}`,
    },
    response: { status: 400, data: words },
    toJSON: () => ({ message: words }),
  });
function jsonError(): unknown {
  try {
    return JSON.parse(words);
  } catch (error) {
    return error;
  }
}

const nasty: readonly (readonly [string, unknown])[] = [
  ["a Discord error with the interaction's token and the words", new DiscordAPIError(words)],
  ["a Telegram error with the bot's token", new HttpError(new Error(`https://api.telegram.org/bot${botToken}/getMe`))],
  ["a provider's error that echoes the prompt", new ValidationError(words)],
  ["an HTTP client's error with the whole request", axiosLike()],
  ["a parser's error that quotes its input", jsonError()],
  [
    "an error whose message looks like a stack",
    new Error(`${words}\n    at ${words} (${words}.ts:1:1)\n    at fox (fox.ts:2:2)`),
  ],
  [
    "an error whose message was changed later",
    Object.assign(new Error(`${words}\n    at fox ${words}`), { message: "other" }),
  ],
  [
    "an error with words in its code and name",
    Object.assign(new Error("x"), { code: words, name: words, syscall: words }),
  ],
  [
    "a token as the code",
    Object.assign(new Error("x"), { code: botToken, requestId: discordToken.concat(".abcdef.", discordToken) }),
  ],
  ["causes in causes", new Error(words, { cause: new DiscordAPIError(words, { cause: new HttpError(words) }) })],
  ["many errors in one", new AggregateError([axiosLike(), new ValidationError(words), words], words)],
  ["a thrown string", words],
  ["a thrown object", { message: words, stack: words, code: 5, cause: { prompt: words } }],
];

describe("what was thrown", () => {
  test.for(nasty)("%s gives nothing away", ([, thrown]) => {
    const line = JSON.stringify([
      describeError(thrown),
      thrown instanceof Error ? presentable({ failure: thrown, list: [thrown] }) : "",
    ]);
    for (const secret of ["fox", "snow", discordToken, botToken, "AAHdqTcvCH"]) expect(line).not.toContain(secret);
  });

  test("names, codes and the place in our files are kept", () => {
    expect(describeError(new DiscordAPIError(words))).toMatchObject({
      name: "DiscordAPIError[50027]",
      code: 50_027,
      status: 401,
      method: "PATCH",
      stack: expect.stringContaining("log-safety.test.ts"),
    });
    expect(describeError(new ValidationError(words)).requestId).toBe("0198c0de-1234-7abc-9def-000000000000");
  });

  test("a mistake of our own code is told as the runtime tells it", () => {
    const nothing: { place: string } = JSON.parse("{}").nothing;
    const attempt = () => {
      try {
        return nothing.place;
      } catch (error) {
        return describeError(error);
      }
    };
    expect(attempt()).toMatchObject({
      name: "TypeError",
      message: "Cannot read properties of undefined (reading 'place')",
    });
  });

  test("causes are followed, but not round in circles", () => {
    const inner = Object.assign(new Error("inner"), { code: "ECONNREFUSED" });
    const outer = new Error("outer", { cause: inner });
    expect(describeError(outer).cause).toMatchObject({ name: "Error", code: "ECONNREFUSED" });
    Object.assign(inner, { cause: outer });
    expect(JSON.stringify(describeError(outer)).match(/ECONNREFUSED/g)?.length).toBeLessThan(5);
  });

  test("getters that throw, endless stacks and huge messages are survived", () => {
    const hostile = Object.defineProperty(new Error("x".repeat(5_000_000)), "code", {
      get() {
        throw new Error("no");
      },
    });
    hostile.stack = `${hostile.message}\n${"    at f (file.ts:1:1)\n".repeat(100_000)}`;
    expect(JSON.stringify(describeError(hostile)).length).toBeLessThan(2_000);
  });

  test.for([[null], [undefined], [0], [Symbol("fox")], [() => "fox"]])("%s can be thrown", ([thrown]) => {
    expect(describeError(thrown).name).toMatch(/^thrown /);
    expect(JSON.stringify(describeError(thrown))).not.toContain("fox");
  });
});

describe("a text", () => {
  test.for([
    [`POST /webhooks/123/${discordToken}/messages`, "POST /webhooks/…/messages"],
    [`/interactions/123/${discordToken}/callback`, "/interactions/…/callback"],
    [`/file/bot${botToken}/photo.png`, "/file/bot…/photo.png"],
    [`the token ${botToken} leaked`, "the token … leaked"],
    ["Authorization: Key id-1234:0123456789abcdef", "Authorization: Key …"],
    ["Bearer abcdef.ghijkl", "Bearer …"],
    ["key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "key sk_…"],
    ["Bot started; key of the picture kept", "Bot started; key of the picture kept"],
    ["whsec_abcdef", "whsec_…"],
    ["see https://v3.fal.media/files/penguin/a.png?sig=1, then", "see https://v3.fal.media/… then"],
    ["mongodb://easel:secret@db.example:27017/easel?w=1", "mongodb://db.example:27017/…"],
    ["/images/a.png?token=abc&x=1 failed", "/images/a.png?… failed"],
    ["data:image/png;base64,iVBORw0KGgo=", "data:…"],
    ["12 pictures in 3 s, is that slow?", "12 pictures in 3 s, is that slow?"],
  ] as const)("%s becomes %s", ([given, expected]) => {
    expect(scrub(given)).toBe(expected);
  });

  test("is cut, and scrubbing it takes no time however long it is", () => {
    const cost_ms = cpuTime_ms(() => {
      for (const part of ["a", "?a=", "/bot", "http://a@", "1:", "a.", "Key "])
        expect(scrub(part.repeat(500_000)).length).toBeLessThan(502);
    });
    expect(cost_ms).toBeLessThan(2_000);
  });

  test("holds no token that stood anywhere in it", () => {
    const tokens = fc.constantFrom(
      botToken,
      `sk_live_${discordToken}`,
      `/webhooks/1/${discordToken}`,
      `https://a.b/${discordToken}`,
    );
    const around = fc.string({ unit: fc.constantFrom(" ", "\n", '"', "(", "é", "…", ","), maxLength: 6 });
    fc.assert(
      fc.property(around, tokens, around, (before, token, after) => {
        expect(scrub(before + token + after)).not.toMatch(/AAHdqTcvCH|aW50ZXJhY3Rpb/);
      }),
    );
  });
});

describe("facts", () => {
  test("of any shape become something that can be written", () => {
    const circle: Record<string, unknown> = { id: 1 };
    circle.self = circle;
    const fact = {
      circle,
      bytes: new Uint8Array(5),
      at: new Date(0),
      never: new Date(Number.NaN),
      big: 10n,
      map: new Map([["a", 1]]),
      set: new Set([1, 2]),
      link: new URL("https://a.example/b"),
      made: { toJSON: () => "65f000000000000000000000" },
      broken: {
        toJSON: () => {
          throw new Error("no");
        },
      },
    };
    expect(JSON.parse(JSON.stringify(presentable(fact)))).toEqual({
      circle: { id: 1, self: "[circle]" },
      bytes: "[5 bytes]",
      at: "1970-01-01T00:00:00.000Z",
      never: "invalid date",
      big: "10",
      map: { a: 1 },
      set: [1, 2],
      made: "65f000000000000000000000",
    });
  });

  test("stay small, however large they were", () => {
    const wide = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`key${index}`, { list: Array(1_000).fill("x".repeat(1_000)) }]),
    );
    expect(JSON.stringify(presentable(wide)).length).toBeLessThan(300_000);
    let deep: unknown = "end";
    for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
    expect(JSON.stringify(presentable({ deep })).length).toBeLessThan(200);
  });

  test("of any kind never make the log throw", () => {
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true, withTypedArray: true }),
        (fact) => void JSON.stringify(presentable({ fact })),
      ),
    );
  });
});
