import type { HttpRoute } from "../../src/core/services.ts";
import type { SuggestedCommand } from "./commands.ts";
import type { EventStreams } from "./events.ts";
import { isPerson, MESSAGE_BYTES_MAX, type Post, PostRefused, readForm, readMessage, readPress } from "./incoming.ts";

export interface ConversationRoutesOptions {
  accept(post: Post, arrived_ms: number): Promise<"accepted" | "repeated">;
  readonly events: EventStreams;
  readonly commands: readonly SuggestedCommand[];
}

/** What the page talks to: events out, messages, presses and forms in. */
export function conversationRoutes({ accept, events, commands }: ConversationRoutesOptions): HttpRoute[] {
  const post = (path: string, bodyBytesMax: number, read: (request: Request) => Promise<Post>): HttpRoute => ({
    method: "POST",
    path,
    bodyBytesMax,
    async handle(request) {
      const arrived_ms = performance.now();
      try {
        refuseOtherSites(request);
        return Response.json({ outcome: await accept(await read(request), arrived_ms) }, { status: 202 });
      } catch (error) {
        if (error instanceof PostRefused) return Response.json({ error: error.message }, { status: error.status });
        throw error;
      }
    },
  });

  return [
    post("/playground/messages", MESSAGE_BYTES_MAX, readMessage),
    post("/playground/buttons", 16 * 1024, readPress),
    post("/playground/forms", 256 * 1024, readForm),
    {
      method: "GET",
      path: "/playground/commands",
      handle: () => Response.json(commands, { headers: { "Cache-Control": "no-cache" } }),
    },
    {
      method: "GET",
      path: "/playground/events",
      handle(request) {
        const asked = new URL(request.url).searchParams;
        const person = asked.get("person") ?? "";
        if (!isPerson(person)) return Response.json({ error: "There is no such person." }, { status: 400 });
        const after = Number(request.headers.get("last-event-id") ?? asked.get("after") ?? 0);
        return events.open(person, Number.isSafeInteger(after) ? after : 0);
      },
    },
  ];
}

/** Another site's page can make a browser send a form here; it must not speak in this person's name. */
function refuseOtherSites(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const otherOrigin =
    origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get("host"));
  if ((site !== null && site !== "same-origin") || (site === null && otherOrigin)) {
    throw new PostRefused(403, "Please write from the playground's own page.");
  }
}
