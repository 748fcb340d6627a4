import type { BodyBudget } from "./body-budget.ts";

/** More bytes came, or were announced, than the route takes. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Bodies of other requests take the room that this one would need. */
export class BodiesTooMany extends Error {
  override readonly name = "BodiesTooMany";
}

/** The sender went away, or broke the protocol, in the middle of it. */
export class BodyIncomplete extends Error {
  override readonly name = "BodyIncomplete";
}

export interface ReadRequest {
  readonly request: Request;
  /** Gives back what the body takes of the budget. */
  release(): void;
}

/**
 * The request as the web's own `Request`, with at most `bytesMax` of body, read whole: a body that announces more, or more
 * than the budget has room for, is not read at all, and one that announces nothing is cut off.
 * @throws BodyTooLarge, BodiesTooMany, BodyIncomplete
 */
export async function readRequest(request: Request, bytesMax: number, budget: BodyBudget): Promise<ReadRequest> {
  const { url, method } = request;
  const headers = new Headers(request.headers);
  if (method === "GET" || method === "HEAD") {
    return { request: new Request(url, { method, headers }), release: () => undefined };
  }
  const announced = headers.get("content-length");
  const size = announced === null ? bytesMax : Number(announced);
  if (size > bytesMax) throw new BodyTooLarge();
  const release = budget.reserve(size);
  if (release === null) throw new BodiesTooMany();
  try {
    const body = oneChunk(await readBody(request, size));
    return { request: new Request(url, { method, headers, body, duplex: "half" }), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Into one piece of memory from the start: gathering pieces and joining them would hold every byte twice. */
async function readBody(request: Request, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      if (length + chunk.length > size) throw new BodyTooLarge();
      bytes.set(chunk, length);
      length += chunk.length;
    }
  } catch (error) {
    throw error instanceof BodyTooLarge ? error : new BodyIncomplete("the body ended early", { cause: error });
  }
  return bytes.subarray(0, length);
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
