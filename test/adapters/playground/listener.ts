/** A page's event stream, without a page. */
export interface Listener {
  readonly events: { readonly name: string; readonly id: number | null; readonly data: Record<string, unknown> }[];
  /** The newest state of every message that was sent, in the order of the conversation. */
  messages(): Shown[];
  /** The last id that was seen. */
  lastId(): number;
  close(): void;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
}
// What the page reads of a message; the tests look into it freely.
export type Shown = Record<string, unknown> & { id: string; order: number; text: string | null };

export async function listen(
  url: string,
  person: string,
  options: { after?: number; lastEventId?: number } = {},
): Promise<Listener> {
  const leaving = new AbortController();
  const headers: Record<string, string> =
    options.lastEventId === undefined ? {} : { "Last-Event-ID": String(options.lastEventId) };
  const after = options.after === undefined ? "" : `&after=${options.after}`;
  const answer = await fetch(`${url}/playground/events?person=${person}${after}`, { headers, signal: leaving.signal });
  if (answer.status !== 200 || answer.body === null) throw new Error(`the stream was answered ${answer.status}`);
  const events: Listener["events"] = [];
  const ended = read(answer.body, events).catch(() => undefined);
  while (!events.some(({ name }) => name === "caught-up")) await new Promise((resolve) => setTimeout(resolve, 2));
  return {
    events,
    messages() {
      const newest = new Map<string, Shown>();
      for (const { name, data } of events) if (name === "message") newest.set(String(data["id"]), data as Shown);
      return [...newest.values()].filter((one) => one["removed"] !== true).sort((a, b) => a.order - b.order);
    },
    lastId: () => Math.max(0, ...events.map(({ id }) => id ?? 0)),
    close: () => leaving.abort(),
    ended,
  };
}

async function read(body: ReadableStream<Uint8Array>, events: Listener["events"]): Promise<void> {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) {
      const fields = new Map(part.split("\n").map((line) => line.split(/: (.*)/su).slice(0, 2) as [string, string]));
      const id = fields.get("id");
      events.push({
        name: fields.get("event") ?? "message",
        id: id === undefined ? null : Number(id),
        data: JSON.parse(fields.get("data") ?? "{}"),
      });
    }
  }
}

let events = 0;
export function newEvent(): string {
  events += 1;
  return `event-${String(events).padStart(6, "0")}`;
}

/** Posts JSON as the page does; answers the status and what came with it. */
export async function post(
  url: string,
  path: "messages" | "buttons" | "forms",
  fields: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<{ status: number; outcome?: string; error?: string }> {
  const answer = await fetch(`${url}/playground/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ event: newEvent(), ...fields }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
