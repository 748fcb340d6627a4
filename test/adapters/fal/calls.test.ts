import { describe, expect, test } from "vitest";
import { createFal } from "../../../adapters/fal/provider.ts";
import { type Answer, json, startRawServer, takeNotes } from "./raw-server.ts";

const seedream = { endpoint: "fal-ai/bytedance/seedream/v4.5/text-to-image", requestId: "r1" };
const gptEdit = { endpoint: "openai/gpt-image-2/edit", requestId: "r1" };

function providerAt(queueUrl: string, timeouts_ms = {}) {
  const notes = takeNotes();
  return { notes, provider: createFal({ key: "secret", queueUrl, webhookUrl: null, timeouts_ms, ...notes }) };
}

describe("status", () => {
  test.each([
    [
      { status: "IN_QUEUE", queue_position: 3 },
      { state: "queued", ahead: 3 },
    ],
    [{ status: "IN_QUEUE" }, { state: "queued", ahead: null }],
    [
      { status: "IN_QUEUE", queue_position: "three" },
      { state: "queued", ahead: null },
    ],
    [{ status: "IN_PROGRESS", logs: null }, { state: "running" }],
    [{ status: "COMPLETED", error: "x" }, { state: "done" }],
  ])("%j", async (body, expected) => {
    await using server = await startRawServer(json(202, body));
    expect(await providerAt(server.url).provider.status(seedream)).toEqual(expected);
    expect(server.requests[0]?.url).toBe("/fal-ai/bytedance/requests/r1/status?logs=0");
  });

  test.each([{ status: "CANCELLED" }, {}, [], null, "COMPLETED"])("%j says nothing", async (body) => {
    await using server = await startRawServer(json(200, body));
    await expect(providerAt(server.url).provider.status(seedream)).rejects.toMatchObject({ code: "malformed" });
  });

  test("a request that fal does not know was dropped", async () => {
    await using server = await startRawServer(json(404, { detail: "Not found" }));
    await expect(providerAt(server.url).provider.status(seedream)).rejects.toMatchObject({
      name: "ProviderRefused",
      code: "not_found",
      policy: false,
    });
  });

  test("asking is repeated a little when the network fails", async () => {
    const answers: Answer[] = [(response) => response.destroy(), json(503, {}), json(200, { status: "COMPLETED" })];
    await using server = await startRawServer((response, request) => answers.shift()?.(response, request));
    const { provider, notes } = providerAt(server.url);
    expect(await provider.status(seedream)).toEqual({ state: "done" });
    expect(server.requests).toHaveLength(3);
    expect(notes.calls).toEqual(["status ok"]);
  });

  test("it gives up after three times, and at once when the key is wrong", async () => {
    await using down = await startRawServer(json(500, {}));
    await expect(providerAt(down.url).provider.status(seedream)).rejects.toMatchObject({ code: "http_500" });
    expect(down.requests).toHaveLength(3);
    await using closed = await startRawServer(json(401, {}));
    await expect(providerAt(closed.url).provider.status(seedream)).rejects.toMatchObject({ code: "unauthorized" });
    expect(closed.requests).toHaveLength(1);
  });

  test("all its tries together keep to the time limit", async () => {
    await using server = await startRawServer(() => {});
    await expect(providerAt(server.url, { status: 200 }).provider.status(seedream)).rejects.toMatchObject({
      code: "timeout",
    });
    // None after the first, which a busy machine may not even have sent.
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });
});

describe("result", () => {
  const image = { url: "https://v3.fal.media/files/a.png", content_type: "image/png", width: 10, height: 10 };

  test("images, seed and flags are read, with what a model leaves out", async () => {
    const bodies = [
      { images: [image, image], seed: 7, has_nsfw_concepts: [false, true], prompt: "x", timings: {} },
      { images: [{ url: image.url }], description: "" },
      { image, timings: {} },
      { images: [image], seed: null, has_nsfw_concepts: null },
    ];
    await using server = await startRawServer((response, request) => json(200, bodies.shift())(response, request));
    const { provider } = providerAt(server.url);
    const plain = { url: image.url, contentType: "image/png", flagged: false };
    expect(await provider.result(seedream)).toEqual({ images: [plain, { ...plain, flagged: true }], seed: 7 });
    expect(await provider.result(seedream)).toEqual({ images: [{ ...plain, contentType: null }], seed: null });
    expect(await provider.result(seedream)).toEqual({ images: [plain], seed: null });
    expect(await provider.result(seedream)).toEqual({ images: [plain], seed: null });
    expect(server.requests[0]?.url).toBe("/fal-ai/bytedance/requests/r1");
  });

  const typed = (type: string) => ({ detail: [{ loc: ["body", "prompt"], msg: "m", type }] });
  const cases: readonly (readonly [string, number, unknown, object])[] = [
    ["a refusal in words", 200, { images: [], description: "I cannot." }, { code: "refused_in_text", policy: true }],
    ["no picture and no word", 200, { images: [] }, { code: "no_images", policy: false, about: "provider" }],
    ["a policy violation", 422, typed("content_policy_violation"), { policy: true, about: "prompt" }],
    ["a fault of the model", 500, typed("internal_server_error"), { policy: false, about: "provider" }],
    [
      "a fault of the runner",
      504,
      { detail: "x", error_type: "request_timeout" },
      { code: "request_timeout", about: "provider" },
    ],
    ["a forgotten request", 404, { detail: "x" }, { code: "not_found", policy: false }],
  ];
  test.each(cases)("%s is final: it will be the same tomorrow", async (_, status, body, expected) => {
    await using server = await startRawServer(json(status, body));
    const { provider } = providerAt(server.url);
    await expect(provider.result(seedream)).rejects.toMatchObject({ name: "ProviderRefused", ...expected });
    expect(server.requests).toHaveLength(1);
  });

  test("OpenAI's edit refuses as a fault behind it", async () => {
    await using server = await startRawServer(json(400, typed("downstream_service_error")));
    await expect(providerAt(server.url).provider.result(gptEdit)).rejects.toMatchObject({ policy: true });
  });

  test.each([
    ["a bare 503 is the way there, not the answer", 503, {}, "http_503"],
    ["a request that still runs", 400, { detail: "Request is still in progress" }, "not_ready"],
    ["images without links", 200, { images: [{ width: 10 }] }, "malformed"],
    ["flags that are no flags", 200, { images: [image], has_nsfw_concepts: ["no"] }, "malformed"],
    ["a list", 200, [], "malformed"],
  ] as const)("%s", async (_, status, body, code) => {
    await using server = await startRawServer(json(status, body));
    const { provider } = providerAt(server.url);
    await expect(provider.result(seedream)).rejects.toMatchObject({ name: "ProviderUnreachable", code });
  });
});

describe("cancel", () => {
  test.each([
    [202, { status: "CANCELLATION_REQUESTED" }, true],
    [400, { status: "ALREADY_COMPLETED" }, false],
    [404, { status: "NOT_FOUND" }, false],
  ])("%i", async (status, body, stopped) => {
    await using server = await startRawServer(json(status, body));
    expect(await providerAt(server.url).provider.cancel(seedream)).toBe(stopped);
    expect(server.requests[0]).toMatchObject({ method: "PUT", url: "/fal-ai/bytedance/requests/r1/cancel" });
  });

  test("a server in trouble is no answer, and is not asked twice", async () => {
    await using server = await startRawServer(json(503, {}));
    await expect(providerAt(server.url).provider.cancel(seedream)).rejects.toMatchObject({ code: "http_503" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("upload", () => {
  const bytes = new TextEncoder().encode("picture");

  test("a reference goes to the place that fal names, for one hour, and the key does not go with it", async () => {
    await using storage = await startRawServer((response) => response.writeHead(200).end());
    const upload_url = `${storage.url}/put/here?signature=1`;
    await using server = await startRawServer(json(200, { upload_url, file_url: "https://v3.fal.media/files/r.png" }));
    const { provider } = providerAt(server.url);
    expect(await provider.upload(bytes, "image/png")).toBe("https://v3.fal.media/files/r.png");
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.url).toBe("/storage/upload/initiate?storage_type=fal-cdn-v3");
    expect(server.requests[0]?.headers["x-fal-object-lifecycle"]).toBe('{"expiration_duration_seconds":3600}');
    const [put] = storage.requests;
    expect(put).toMatchObject({ method: "PUT", url: "/put/here?signature=1", body: "picture" });
    expect(put?.headers.authorization).toBeUndefined();
    expect(put?.headers["content-type"]).toBe("image/png");
  });

  test.each([
    ["no link", json(200, {}), "connection_lost"],
    ["an answer that is none", (response: Parameters<Answer>[0]) => response.end("<html>"), "malformed"],
    ["a server in trouble", json(500, {}), "http_500"],
  ] as const)("%s", async (_, answer, code) => {
    await using server = await startRawServer(answer);
    await expect(providerAt(server.url).provider.upload(bytes, "image/png")).rejects.toMatchObject({
      name: "ProviderUnreachable",
      code,
    });
  });
});
