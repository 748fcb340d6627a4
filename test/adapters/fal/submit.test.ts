import { describe, expect, test } from "vitest";
import { createFal } from "../../../adapters/fal/provider.ts";
import { ProviderRefused, ProviderUnreachable } from "../../../src/core/provider.ts";
import { type Answer, json, type RawServer, startRawServer, takeNotes } from "./raw-server.ts";

const KEY = "key-that-nobody-may-see";
const PROMPT = "words-that-nobody-may-see";
const request = { tag: "gen.0", endpoint: "fal-ai/z-image/turbo", input: { prompt: PROMPT } };

function providerAt(url: string, timeouts_ms = {}) {
  const notes = takeNotes();
  const provider = createFal({
    key: KEY,
    queueUrl: url,
    webhookUrl: "https://easel.example/fal",
    timeouts_ms,
    ...notes,
  });
  return { provider, notes };
}

async function failureOf(promise: Promise<unknown>): Promise<ProviderRefused | ProviderUnreachable> {
  const fault = await promise.then(
    () => new Error("it did not fail"),
    (error: unknown) => error,
  );
  if (fault instanceof ProviderRefused || fault instanceof ProviderUnreachable) return fault;
  throw fault;
}

const queued = json(200, { request_id: "r1", status: "IN_QUEUE" });

test("a submission carries the webhook with its tag, the key, and the wish that nothing be kept", async () => {
  await using server = await startRawServer(queued);
  const { provider, notes } = providerAt(server.url);
  expect(await provider.submit(request)).toEqual({ requestId: "r1" });
  const [sent] = server.requests;
  const url = new URL(sent?.url ?? "", server.url);
  expect(sent?.method).toBe("POST");
  expect(url.pathname).toBe("/fal-ai/z-image/turbo");
  expect(url.searchParams.get("fal_webhook")).toBe("https://easel.example/fal?tag=gen.0");
  expect(JSON.parse(sent?.body ?? "")).toEqual({ prompt: PROMPT });
  expect(sent?.headers).toMatchObject({
    authorization: `Key ${KEY}`,
    "x-fal-store-io": "0",
    "x-fal-object-lifecycle-preference": '{"expiration_duration_seconds":3600}',
  });
  expect(notes.calls).toEqual(["submit ok"]);
});

test("a path before the queue's own address is kept, and a webhook is only asked for when there is one", async () => {
  await using server = await startRawServer(queued);
  const provider = createFal({ key: KEY, queueUrl: `${server.url}/proxy/`, webhookUrl: null, ...takeNotes() });
  await provider.submit(request);
  expect(server.requests.map(({ url }) => url)).toEqual(["/proxy/fal-ai/z-image/turbo"]);
});

describe("a submission is posted exactly once, and we know whether it may have been taken", () => {
  const cases: readonly (readonly [string, Answer | "before" | "silence", string, "no" | "maybe"])[] = [
    ["503", json(503, { detail: "no" }), "http_503", "maybe"],
    ["502 with a web page", (response) => response.writeHead(502).end("<html>"), "http_502", "maybe"],
    ["504 of a runner", json(504, { detail: "x", error_type: "request_timeout" }), "request_timeout", "maybe"],
    ["500", json(500, {}), "http_500", "maybe"],
    ["429", json(429, { detail: "slow down" }), "rate_limited", "no"],
    ["401", json(401, { detail: "bad key" }), "unauthorized", "no"],
    ["403", json(403, { detail: "locked" }), "unauthorized", "no"],
    ["402", json(402, { detail: "pay" }), "payment_required", "no"],
    ["a redirect", (response) => response.writeHead(307, { location: "/elsewhere" }).end(), "redirected", "no"],
    ["a reset after it was read", (response) => response.destroy(), "connection_lost", "maybe"],
    ["a reset before it was read", "before", "connection_lost", "maybe"],
    ["no answer in time", "silence", "timeout", "maybe"],
    ["200 and a web page", (response) => response.end("<html>hello"), "malformed", "maybe"],
    ["200 and no id", json(200, { status: "IN_QUEUE" }), "malformed", "maybe"],
    ["200 and half an answer", halfAnAnswer, "connection_lost", "maybe"],
    ["200 and an answer without end", endless, "malformed", "maybe"],
    ["200 and a slow answer", slowly, "timeout", "maybe"],
  ];

  test.each(cases)("%s", async (_, answer, code, taken) => {
    await using server = await startRawServer(typeof answer === "string" ? () => {} : answer);
    if (answer === "before") server.intercept = (incoming) => Boolean(incoming.socket.destroy());
    const { provider, notes } = providerAt(server.url, { submit: 400 });
    const fault = await failureOf(provider.submit(request));
    expect(fault).toMatchObject({ name: "ProviderUnreachable", code, taken });
    // Whoever tries again does so before it rejects.
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(notes.calls).toEqual(["submit unreachable"]);
  });

  function halfAnAnswer(response: Parameters<Answer>[0]): void {
    response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
    response.write('{"request_id":');
    setTimeout(() => response.destroy(), 30);
  }
  function endless(response: Parameters<Answer>[0]): void {
    const block = Buffer.alloc(256 * 1024, 0x20);
    const write = () => {
      while (!response.destroyed && response.write(block));
    };
    response.writeHead(200, { "content-type": "application/json" }).on("drain", write);
    write();
  }
  function slowly(response: Parameters<Answer>[0]): void {
    response.writeHead(200, { "content-type": "application/json" });
    const beat = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(beat));
  }
});

test("nobody listens: it was surely not taken", async () => {
  const server = await startRawServer(queued);
  await server[Symbol.asyncDispose]();
  const { provider } = providerAt(server.url);
  expect(await failureOf(provider.submit(request))).toMatchObject({ code: "no_connection", taken: "no" });
});

describe("a submission that fal will not take is refused by its type, whatever the sentence says", () => {
  const detail = (type: string, ...loc: (string | number)[]) => ({
    detail: [{ loc: ["body", ...loc], msg: "content policy violation? no!", type, input: PROMPT }],
  });
  const cases: readonly (readonly [number, unknown, object])[] = [
    [
      422,
      detail("content_policy_violation", "prompt"),
      { code: "content_policy_violation", policy: true, about: "prompt" },
    ],
    [422, detail("content_policy_violation", "image_urls", 1), { policy: true, about: "reference" }],
    [422, detail("content_policy_violation", "image_url"), { policy: true, about: "reference" }],
    [422, detail("content_policy_violation"), { policy: true, about: "prompt" }],
    [400, detail("content_policy_violation", "prompt"), { policy: true, about: "prompt" }],
    [422, detail("image_too_small", "image_url"), { code: "image_too_small", policy: false, about: "reference" }],
    [422, detail("file_download_error"), { code: "file_download_error", policy: false, about: "reference" }],
    [422, detail("greater_than_equal", "num_images"), { code: "greater_than_equal", policy: false, about: "request" }],
    [422, detail("string_too_long", "prompt"), { code: "string_too_long", policy: false, about: "prompt" }],
    [
      422,
      { detail: "Unprocessable, against our content policy" },
      { code: "http_422", policy: false, about: "request" },
    ],
    [422, { detail: [{ type: "a sentence, not a word", loc: [] }] }, { code: "unknown", policy: false }],
    [422, "not even an object", { code: "http_422", policy: false }],
    [404, { detail: "Application not found" }, { code: "not_found", policy: false }],
    [400, { detail: "x", error_type: "downstream_service_error" }, { policy: false, about: "provider" }],
  ];
  test.each(cases)("%i %j", async (status, body, expected) => {
    await using server = await startRawServer(json(status, body));
    const { provider, notes } = providerAt(server.url);
    expect(await failureOf(provider.submit(request))).toMatchObject({ name: "ProviderRefused", ...expected });
    expect(server.requests).toHaveLength(1);
    expect(notes.calls).toEqual(["submit refused"]);
  });

  test.each(["openai/gpt-image-2/edit", "fal-ai/gpt-image-1/edit-image"])(
    "%s refuses as a fault behind it",
    async (endpoint) => {
      for (const body of [
        detail("downstream_service_error"),
        { detail: "x", error_type: "downstream_service_error" },
      ]) {
        await using server = await startRawServer(json(400, body));
        const { provider } = providerAt(server.url);
        const fault = await failureOf(provider.submit({ ...request, endpoint }));
        expect(fault).toMatchObject({ code: "downstream_service_error", policy: true, about: "prompt" });
      }
    },
  );
});

test("no failure and no log line repeats the prompt, the key or an address", async () => {
  const tattle = JSON.stringify({
    detail: [{ type: `${PROMPT} ${KEY}`, msg: PROMPT, loc: ["body", PROMPT], input: PROMPT }],
  });
  const answers: Answer[] = [
    (response) => response.writeHead(422, { "content-type": "application/json" }).end(tattle),
    (response) => response.writeHead(503, { "x-fal-error-type": `${PROMPT}` }).end(tattle),
    (response) =>
      response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ message: PROMPT })),
    (response) => response.end(`{"request_id": {"${PROMPT}": "${KEY}"}}`),
    (response) => response.destroy(),
  ];
  for (const answer of answers) {
    await using server: RawServer = await startRawServer(answer);
    const { provider, notes } = providerAt(server.url);
    const fault = await failureOf(provider.submit(request));
    const told = [fault.message, fault.stack, JSON.stringify(fault), String(fault.cause), ...notes.logged].join("\n");
    for (const secret of [PROMPT, KEY, server.url, "easel.example"]) expect(told).not.toContain(secret);
  }
});
