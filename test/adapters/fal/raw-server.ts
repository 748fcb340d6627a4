import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log, Metrics } from "../../../src/core/services.ts";

export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}
export type Answer = (response: ServerResponse, request: RawRequest) => void;

/** A server that does to a client whatever a test wants, and counts what came. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: RawRequest[];
  answer: Answer;
  /** Called before a request's body is read; true when it has dealt with the request. */
  intercept: (request: IncomingMessage) => boolean;
}

export async function startRawServer(answer: Answer): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const server: Server = createServer(async (request, response) => {
    const note = { method: request.method ?? "", url: request.url ?? "", headers: request.headers };
    if (raw.intercept(request)) {
      requests.push({ ...note, body: "" });
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const whole = { ...note, body: Buffer.concat(chunks).toString("latin1") };
    requests.push(whole);
    raw.answer(response, whole);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const raw: RawServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer,
    intercept: () => false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return raw;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

export interface Notes {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Everything that was logged, as one text. */
  readonly logged: string[];
  readonly calls: string[];
}

export function takeNotes(): Notes {
  const logged: string[] = [];
  const calls: string[] = [];
  const note = (facts: object, message: string) => {
    const plain = Object.values(facts).map((fact) => (fact instanceof Error ? `${fact.stack}` : JSON.stringify(fact)));
    logged.push([message, ...plain].join(" "));
  };
  return {
    logged,
    calls,
    log: { info: note, warn: note, error: note },
    metrics: {
      pictureState: () => {},
      creditsMoved: () => {},
      queueDepth: () => {},
      acknowledged: () => {},
      paymentCall: () => {},
      paymentEvent: () => {},
      providerCall: (call, outcome) => {
        calls.push(`${call} ${outcome}`);
      },
    },
  };
}
