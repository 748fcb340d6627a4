/** More bytes came, or were announced, than the route takes. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** The sender went away, or broke the protocol, in the middle of it. */
export class BodyIncomplete extends Error {
  override readonly name = "BodyIncomplete";
}

/**
 * The request as the web's own `Request`, with at most `bytesMax` of body, read whole: a body that announces more is not
 * read at all, and one that announces nothing is cut off. @throws BodyTooLarge, BodyIncomplete
 */
export async function readRequest(request: Request, bytesMax: number): Promise<Request> {
  const { url, method } = request;
  const headers = new Headers(request.headers);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  if (Number(headers.get("content-length") ?? 0) > bytesMax) throw new BodyTooLarge();
  return new Request(url, { method, headers, body: await readBody(request, bytesMax) });
}

async function readBody(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      if (bytes > bytesMax) throw new BodyTooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof BodyTooLarge ? error : new BodyIncomplete("the body ended early", { cause: error });
  }
  return Buffer.concat(chunks);
}
