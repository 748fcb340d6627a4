import { createHash } from "node:crypto";
import type { Books } from "../books.ts";
import { parseForm } from "../form.ts";
import type { Presenter } from "../present.ts";
import { invalid, Refused } from "../refusal.ts";
import type { SandboxTime } from "../time.ts";
import type { Endpoint } from "./endpoint.ts";

/** @see https://docs.stripe.com/api/idempotent_requests */
const KEY_LIFE_S = 24 * 60 * 60;

const API_VERSION = "2026-10-28.endive";

export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  readonly isReplay: boolean;
}

/** The API: finds the endpoint, keeps answers by their idempotency key, and says no in Stripe's shape. */
export function createApi(options: {
  readonly books: Books;
  readonly presenter: Presenter;
  readonly endpoints: readonly Endpoint[];
  readonly secretKey: string;
  readonly time: Pick<SandboxTime, "now">;
}) {
  const { books, presenter, endpoints, secretKey, time } = options;

  function run({ method, path, query, body }: ApiRequest): object {
    const { expand, ...params } = parseForm(method === "POST" ? body : [query, body].filter(Boolean).join("&"));
    for (const endpoint of endpoints) {
      const found = endpoint.method === method ? endpoint.path.exec(path) : null;
      if (found === null) continue;
      const paths = Array.isArray(expand) ? expand.map(String) : [];
      return presenter.answer(endpoint.run(params, found[1] ?? ""), paths);
    }
    const message = `Unrecognized request URL (${method}: ${path}).`;
    throw new Refused(404, { type: "invalid_request_error", message });
  }

  function check({ headers }: ApiRequest): void {
    if (headers["authorization"] !== `Bearer ${secretKey}`) {
      throw new Refused(401, { type: "invalid_request_error", message: "Invalid API Key provided." });
    }
    const version = headers["stripe-version"];
    if (version !== undefined && version !== API_VERSION) throw invalid(`The sandbox speaks ${API_VERSION} alone.`);
  }

  function answered(request: ApiRequest): ApiAnswer {
    try {
      check(request);
      return { status: 200, body: JSON.stringify(run(request)), isReplay: false };
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      return { status: fault.status, body: JSON.stringify({ error: fault.error }), isReplay: false };
    }
  }

  return {
    version: API_VERSION,
    handle(request: ApiRequest): ApiAnswer {
      const key = request.method === "POST" ? request.headers["idempotency-key"] : undefined;
      if (key === undefined) return answered(request);
      const hash = createHash("sha256").update(`${request.path}\n${request.body}`).digest("hex");
      const known = books.answers.get(key);
      const kept = known !== undefined && time.now() - known.created < KEY_LIFE_S ? known : undefined;
      if (kept !== undefined && kept.request === hash) return { status: kept.status, body: kept.body, isReplay: true };
      if (kept !== undefined) {
        const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
        const error = { type: "idempotency_error", message };
        return { status: 400, body: JSON.stringify({ error }), isReplay: false };
      }
      const answer = answered(request);
      // What was refused before anything was done may be tried again with the same key.
      if (answer.status < 300 || answer.status === 402) {
        books.answers.add({ id: key, request: hash, status: answer.status, body: answer.body, created: time.now() });
      }
      return answer;
    },
  };
}
