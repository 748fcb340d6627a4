import type { BodyBudget } from "./body-budget.ts";

/** Larger bodies are uploads: they take their whole room at once. Smaller ones take it as their bytes come. */
const GROWING_BYTES_MAX = 4 * 1024 * 1024;
/** What a small body takes before its first byte: as much as most webhooks have. */
const FIRST_ROOM_BYTES = 16 * 1024;

/** More bytes came, or were announced, than the route takes. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Bodies of other requests take the room that this one would need. */
export class BodiesTooMany extends Error {
  override readonly name = "BodiesTooMany";
}

/** Its bytes came so slowly that it only held a connection. */
export class BodyTooSlow extends Error {
  override readonly name = "BodyTooSlow";
}

/** The sender went away, or broke the protocol, in the middle of it. */
export class BodyIncomplete extends Error {
  override readonly name = "BodyIncomplete";
}

export interface BodyPatience {
  /** How long no byte may come. */
  readonly pause_ms: number;
  /** How long a body of at most 4 MiB may take altogether; larger ones have as long as the whole request. */
  readonly small_ms: number;
}

export interface ReadRequest {
  readonly request: Request;
  /** Gives back what the body takes of the budget. */
  release(): void;
}

/**
 * The request as the web's own `Request`, with at most `bytesMax` of body, read whole: a body that announces more, or more
 * than the budget has room for, is not read at all, and one that announces nothing is cut off.
 * @throws BodyTooLarge, BodiesTooMany, BodyTooSlow, BodyIncomplete
 */
export async function readRequest(
  request: Request,
  bytesMax: number,
  budget: BodyBudget,
  patience: BodyPatience,
): Promise<ReadRequest> {
  const { url, method } = request;
  const headers = new Headers(request.headers);
  if (method === "GET" || method === "HEAD") {
    return { request: new Request(url, { method, headers }), release: () => undefined };
  }
  const announced = headers.get("content-length");
  const size = announced === null ? bytesMax : Number(announced);
  if (size > bytesMax) throw new BodyTooLarge();
  const room = createRoom(size, budget);
  try {
    const body = oneChunk(await readBody(request, size, room, patience));
    return { request: new Request(url, { method, headers, body, duplex: "half" }), release: room.release };
  } catch (error) {
    room.release();
    throw error;
  }
}

interface Room {
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
  release(): void;
}

/**
 * Into one piece of memory: gathering pieces and joining them would hold every byte twice. A small body's piece grows, so that who
 * announces a megabyte and sends nothing holds none.
 * @throws BodiesTooMany
 */
function createRoom(size: number, budget: BodyBudget): Room {
  const releases: (() => void)[] = [];
  let bytes = Buffer.alloc(0);
  let length = 0;

  function grow(capacity: number): void {
    const release = budget.reserve(capacity - bytes.length);
    if (release === null) throw new BodiesTooMany();
    releases.push(release);
    const larger = Buffer.allocUnsafe(capacity);
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }
  grow(size > GROWING_BYTES_MAX ? size : Math.min(size, FIRST_ROOM_BYTES));
  return {
    add(chunk) {
      const needed = length + chunk.length;
      if (needed > size) throw new BodyTooLarge();
      if (needed > bytes.length) grow(Math.min(size, Math.max(needed, bytes.length * 2)));
      bytes.set(chunk, length);
      length = needed;
    },
    bytes: () => bytes.subarray(0, length),
    release() {
      for (const release of releases.splice(0)) release();
    },
  };
}

async function readBody(request: Request, size: number, room: Room, patience: BodyPatience): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return room.bytes();
  const slow = createPatience(patience, size <= GROWING_BYTES_MAX, () => reader.cancel().catch(() => undefined));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (slow.isLate()) throw new BodyTooSlow();
      if (done) return room.bytes();
      slow.heard();
      room.add(value);
    }
  } catch (error) {
    // Whatever still comes is nobody's, and the server throws it away.
    reader.cancel().catch(() => undefined);
    if (error instanceof BodyTooLarge || error instanceof BodyTooSlow || error instanceof BodiesTooMany) throw error;
    if (slow.isLate()) throw new BodyTooSlow();
    throw new BodyIncomplete("the body ended early", { cause: error });
  } finally {
    slow.end();
  }
}

/** `whenLate` ends the read that waits: a race of each read with one long promise would keep all chunks until that ends. */
function createPatience({ pause_ms, small_ms }: BodyPatience, isSmall: boolean, whenLate: () => void) {
  let isLate = false;
  const give = () => {
    isLate = true;
    whenLate();
  };
  const pause = setTimeout(give, pause_ms);
  const whole = isSmall ? setTimeout(give, small_ms) : undefined;
  return {
    isLate: () => isLate,
    heard: () => pause.refresh(),
    end() {
      clearTimeout(pause);
      clearTimeout(whole);
    },
  };
}

/** A stream hands the very bytes on, where a `Request` made of them would copy them. */
function oneChunk(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}
