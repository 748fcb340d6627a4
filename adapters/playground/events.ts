import type { Clock } from "../../src/core/services.ts";
import type { Conversation } from "./conversation.ts";
import type { Message } from "./message.ts";
import { renderMessage } from "./replies.ts";

export const HEARTBEAT_MS = 15_000;
/** How many events may wait for a page that does not read; it is cut off then, and comes back for what it missed. */
const WAITING_MAX = 1_000;

const encoder = new TextEncoder();

export interface EventStreams {
  /** The changes that `person` may see, as server-sent events: first what came after `after`, then each new one. */
  open(person: string, after: number): Response;
  /** Ends all of them. */
  close(): void;
}

/**
 * An event's id is the sequence of the change it carries, and a message is always sent whole: a page that comes back with
 * the last id it saw misses nothing, however long it was away.
 */
export function createEventStreams(
  conversation: Conversation,
  clock: Clock,
  heartbeat_ms: number = HEARTBEAT_MS,
): EventStreams {
  const ends = new Set<() => void>();

  function open(person: string, after: number): Response {
    let leave = (): void => undefined;
    let end = leave;
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const send = (text: string): void => {
            controller.enqueue(encoder.encode(text));
            if ((controller.desiredSize ?? 0) < -WAITING_MAX) end();
          };
          const missed = conversation.since(person, after);
          const unwatch = conversation.watch(person, (message) => send(messageEvent(message, person)));
          const heartbeat = setInterval(() => send(event("heartbeat", {})), heartbeat_ms);
          leave = () => {
            ends.delete(end);
            unwatch();
            clearInterval(heartbeat);
          };
          end = () => {
            if (!ends.has(end)) return;
            leave();
            controller.close();
          };
          ends.add(end);
          const hello = event("hello", { conversation: conversation.id, person, now: clock.now().getTime() });
          const first = [hello, ...missed.map((message) => messageEvent(message, person)), event("caught-up", {})];
          controller.enqueue(encoder.encode(first.join("")));
        },
        cancel: () => leave(),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        // Proxies that gather output would hold back what should be seen at once.
        "X-Accel-Buffering": "no",
      },
    });
  }

  return {
    open,
    close() {
      for (const end of [...ends]) end();
    },
  };
}

function messageEvent(message: Message, person: string): string {
  return event("message", renderMessage(message, person), message.sequence);
}

function event(name: string, data: unknown, id?: number): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
