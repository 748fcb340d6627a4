const WAIT_MS_MAX = 5_000;

/** The server understood and said no; the sentence is for the person. */
export class Refused extends Error {}

/**
 * An id for something a person does, so that the server knows it again when it arrives twice.
 * `crypto.randomUUID` is not there on a page that is served without TLS to another machine.
 */
export function newEventId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Posts until the server has answered, however long it is away.
 * @param {string} path
 * @param {Record<string, unknown> & { event: string }} fields
 * @param {readonly File[]} [files]
 * @param {(sentence: string) => void} [delayed] told why it takes longer, each time the server asks for patience
 * @throws {Refused}
 */
export async function post(path, fields, files = [], delayed = () => undefined) {
  for (let failures = 0; ; failures += 1) {
    const answer = await attempt(path, fields, files);
    if (answer?.ok) return;
    const problem = await answer?.json().catch(() => null);
    if (answer !== null && answer.status < 500) {
      throw new Refused(problem?.error ?? "That could not be sent. Please reload the page and try again.");
    }
    // A fault of the server is tried a few times; a server that is away, until it is back.
    if (answer !== null && answer.status !== 503 && failures >= 3) {
      throw new Refused(problem?.error ?? "Something went wrong on our side. Please try again.");
    }
    if (answer?.status === 503 && problem?.error) delayed(problem.error);
    const asked_ms = 1000 * Number(answer?.headers.get("retry-after") ?? 0);
    const wait_ms = Math.max(asked_ms, 300 * 2 ** failures);
    await new Promise((resolve) => setTimeout(resolve, Math.min(WAIT_MS_MAX, wait_ms)));
  }
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} fields
 * @param {readonly File[]} files
 * @returns {Promise<Response | null>} null when nothing answered
 */
async function attempt(path, fields, files) {
  try {
    if (files.length === 0) {
      const body = JSON.stringify(fields);
      return await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    }
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
    for (const file of files) body.append("file", file, file.name);
    return await fetch(path, { method: "POST", body });
  } catch {
    return null;
  }
}
