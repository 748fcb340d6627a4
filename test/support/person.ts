import { randomBytes } from "node:crypto";
import type { ShownMessage } from "../../adapters/playground/replies.ts";

/** Somebody in the playground, over its own HTTP interface: what they can do, and what they see. */
export interface Person {
  readonly name: string;
  /** Everything they see now, oldest first. */
  messages(): ShownMessage[];
  /** Sends words and answers the id of the message that will hold the answer. `event`: the same event again. */
  say(
    text: string,
    options?: { event?: string; pane?: "channel" | "direct"; files?: readonly NamedFile[] },
  ): Promise<string>;
  /** Sends words and waits for an answer that is not "working". */
  answerTo(
    text: string,
    options?: { pane?: "channel" | "direct"; files?: readonly NamedFile[] },
  ): Promise<ShownMessage>;
  /** Presses the newest button with this label, or that of one message, and answers the id of the message that will answer. */
  click(label: string, options?: { on?: ShownMessage; event?: string }): Promise<string>;
  /** Presses and waits for the answer; where it takes the place of the pressed message, for that one. */
  press(label: string, on?: ShownMessage): Promise<ShownMessage>;
  /** Sends a form and waits for the answer; where it takes the place of the form's message, for that one. */
  fill(form: ShownMessage, values: Readonly<Record<string, string>>): Promise<ShownMessage>;
  /** Waits for a message with this id to have a final answer. */
  final(id: string, within_ms?: number): Promise<ShownMessage>;
  until<T>(look: (messages: ShownMessage[]) => T | undefined | false, within_ms?: number): Promise<T>;
  /** Stops listening. */
  leave(): void;
}
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

const AWAY_MS_MAX = 60_000;
/** Wide, because machines are slow at times; what comes in time costs no more for it. */
const WAIT_MS = 90_000;

export async function personAt(url: string, name: string): Promise<Person> {
  const seen = new Map<string, ShownMessage>();
  const watchers = new Set<() => void>();
  const leaving = new AbortController();
  let last = 0;

  async function listen(): Promise<void> {
    let awaySince = performance.now();
    // A test that failed has left nobody: whoever meets no server for so long goes by themselves.
    while (!leaving.signal.aborted && performance.now() - awaySince < AWAY_MS_MAX) {
      try {
        const response = await fetch(`${url}/playground/events?person=${name}&after=${last}`, {
          signal: leaving.signal,
        });
        if (response.body === null) throw new Error("no events");
        awaySince = Number.POSITIVE_INFINITY;
        let waiting = "";
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
          const parts = (waiting + chunk).split("\n\n");
          waiting = parts.pop() ?? "";
          for (const part of parts) take(part);
        }
      } catch {
        // The server is away: a page comes back too.
      }
      if (awaySince === Number.POSITIVE_INFINITY) awaySince = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  function take(part: string): void {
    const id = /^id: ?(\d+)$/mu.exec(part)?.[1];
    const data = /^data: ?(.*)$/mu.exec(part)?.[1];
    if (id !== undefined) last = Number(id);
    if (data === undefined) return;
    const message = JSON.parse(data) as ShownMessage & { removed?: true };
    if (typeof message.id !== "string") return;
    if (message.removed) seen.delete(message.id);
    else seen.set(message.id, message);
    for (const watch of watchers) watch();
  }

  const messages = () => [...seen.values()].toSorted((a, b) => a.order - b.order);

  function until<T>(look: (messages: ShownMessage[]) => T | undefined | false, within_ms = WAIT_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        watchers.delete(watch);
        const shown = messages().map((message) => [
          message.id,
          message.text,
          message.reply?.title,
          message.reply?.text,
        ]);
        reject(new Error(`${name} waited in vain and saw ${JSON.stringify(shown)}`));
      }, within_ms);
      const watch = () => {
        const found = look(messages());
        if (found === undefined || found === false) return;
        clearTimeout(timeout);
        watchers.delete(watch);
        resolve(found);
      };
      watchers.add(watch);
      watch();
    });
  }

  async function post(path: string, body: object | FormData): Promise<void> {
    const isForm = body instanceof FormData;
    const send = () =>
      fetch(url + path, {
        method: "POST",
        body: isForm ? body : JSON.stringify(body),
        ...(isForm ? {} : { headers: { "content-type": "application/json" } }),
      });
    // As the page does: what got no answer is sent again, and is the same event.
    const response = await send().catch(send);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  }

  const newEvent = () => randomBytes(9).toString("hex");
  const isFinal = (message: ShownMessage) =>
    !message.waiting && message.reply !== null && message.reply.tone !== "working";
  const final = (id: string, within_ms?: number) =>
    until((all) => all.find((message) => message.id === id && isFinal(message)), within_ms);

  async function say(
    text: string,
    {
      event = newEvent(),
      pane = "channel",
      files = [],
    }: { event?: string; pane?: "channel" | "direct"; files?: readonly NamedFile[] } = {},
  ): Promise<string> {
    if (files.length === 0) {
      await post("/playground/messages", { event, person: name, pane, text });
    } else {
      const form = new FormData();
      for (const [field, value] of Object.entries({ event, person: name, pane, text })) form.set(field, value);
      for (const { name: file, bytes, type } of files) {
        form.append(
          "file",
          new Blob([bytes as Uint8Array<ArrayBuffer>], { type: type ?? "application/octet-stream" }),
          file,
        );
      }
      await post("/playground/messages", form);
    }
    return `${name}.${event}.answer`;
  }

  function find(label: string, on?: ShownMessage): { origin: string; token: string } {
    const candidates = (on === undefined ? messages() : messages().filter(({ id }) => id === on.id)).toReversed();
    for (const { id, reply } of candidates) {
      for (const button of reply?.buttons ?? []) {
        if ("token" in button && button.label.startsWith(label)) return { origin: id, token: button.token };
      }
    }
    throw new Error(`${name} sees no button “${label}”`);
  }

  async function click(
    label: string,
    { on, event = newEvent() }: { on?: ShownMessage; event?: string } = {},
  ): Promise<string> {
    await post("/playground/buttons", { event, person: name, ...find(label, on) });
    return `${name}.${event}.answer`;
  }

  void listen();

  return {
    name,
    messages,
    say,
    click,
    final,
    answerTo: async (text, options) => final(await say(text, options)),
    async press(label, on) {
      const { origin } = find(label, on);
      const before = seen.get(origin);
      const id = await click(label, on === undefined ? {} : { on });
      return until((all) => {
        const answer = all.find((message) => message.id === id);
        if (answer !== undefined) return isFinal(answer) && answer;
        const changed = all.find((message) => message.id === origin);
        return changed !== undefined && changed !== before && changed;
      });
    },
    async fill(form, values) {
      const event = newEvent();
      const token = form.reply?.form?.token ?? "";
      const before = seen.get(form.id);
      await post("/playground/forms", { event, person: name, origin: form.id, token, values });
      return until((all) => {
        const answer = all.find((message) => message.id === `${name}.${event}.answer`);
        if (answer !== undefined) return isFinal(answer) && answer;
        const changed = all.find((message) => message.id === form.id);
        return changed !== undefined && changed !== before && changed;
      });
    },
    until,
    leave: () => leaving.abort(),
  };
}
