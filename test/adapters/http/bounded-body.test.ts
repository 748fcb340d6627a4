import { expect, test } from "vitest";
import { createBodyBudget } from "../../../adapters/http/body-budget.ts";
import { readRequest } from "../../../adapters/http/bounded-body.ts";
import { heldBytes } from "../../support/heap.ts";

const MEBIBYTE = 1024 * 1024;
const BODY_BYTES = 20 * MEBIBYTE;
const CHUNK_BYTES = 16 * 1024;
const UNHURRIED = { pause_ms: 600_000, small_ms: 600_000 };

/** Memory outside the heap that somebody still holds. */
async function heldBuffers(): Promise<number> {
  await heldBytes();
  return process.memoryUsage().arrayBuffers;
}

test("a large body that comes drop by drop is held once, and not its drops as well", async () => {
  let sent = 0;
  let finish = (): void => undefined;
  const allButOne = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let lastAsked = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    lastAsked = resolve;
  });
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (sent === BODY_BYTES - CHUNK_BYTES) {
          // Whoever asks for the last drop has taken all others.
          lastAsked();
          await allButOne;
        }
        controller.enqueue(new Uint8Array(CHUNK_BYTES).fill(7));
        sent += CHUNK_BYTES;
        if (sent === BODY_BYTES) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "content-length": String(BODY_BYTES) };
  const request = new Request("http://localhost/take", { method: "POST", body, headers, duplex: "half" });
  const before = await heldBuffers();
  const reading = readRequest(request, BODY_BYTES, createBodyBudget(64 * MEBIBYTE), UNHURRIED);
  await arrived;
  const held = (await heldBuffers()) - before;
  expect(held).toBeGreaterThan(0.9 * BODY_BYTES);
  expect(held).toBeLessThan(1.5 * BODY_BYTES);
  finish();
  const { request: whole, release } = await reading;
  const bytes = new Uint8Array(await whole.arrayBuffer());
  expect(bytes.length).toBe(BODY_BYTES);
  expect(bytes.every((byte) => byte === 7)).toBe(true);
  release();
});
