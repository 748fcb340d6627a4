import { isFromOtherSite } from "../../src/core/other-site.ts";
import type { HttpRoute } from "../../src/core/services.ts";
import type { SuggestedCommand } from "./commands.ts";
import type { EventStreams } from "./events.ts";
import {
  FIELDS_BYTES_MAX,
  isPerson,
  languageAsked,
  messageBytesMax,
  type Post,
  PostRefused,
  readForm,
  readMessage,
  readPress,
} from "./incoming.ts";

const PRESS_BYTES_MAX = 16 * 1024;
/** Two a second, for as long as somebody likes: more is no person at a keyboard, whatever names it gives. */
const POSTS_PER_MINUTE_MAX = 120;

export interface ConversationRoutesOptions {
  /** Calls `during` with the work that still needs the files of the post when this resolves. @throws PostRefused */
  accept(post: Post, arrived_ms: number, during: (work: Promise<unknown>) => void): Promise<"accepted" | "repeated">;
  readonly events: EventStreams;
  readonly commands: readonly SuggestedCommand[];
}

/** What the page talks to: events out, messages, presses and forms in. */
export function conversationRoutes({ accept, events, commands }: ConversationRoutesOptions): HttpRoute[] {
  const post = (
    path: string,
    bodyBytesMax: NonNullable<HttpRoute["bodyBytesMax"]>,
    read: (request: Request) => Promise<Post>,
  ): HttpRoute => ({
    method: "POST",
    path,
    bodyBytesMax,
    perMinuteMax: POSTS_PER_MINUTE_MAX,
    refuses: fromOtherSite,
    async handle(request, _parameters, keepBody = () => undefined) {
      const arrived_ms = performance.now();
      const refused = fromOtherSite(request.headers);
      if (refused !== null) return refused;
      try {
        const post = { ...(await read(request)), ...languageAsked(request.headers.get("accept-language")) };
        return Response.json({ outcome: await accept(post, arrived_ms, keepBody) }, { status: 202 });
      } catch (error) {
        if (error instanceof PostRefused) return Response.json({ error: error.message }, { status: error.status });
        throw error;
      }
    },
  });

  return [
    post("/playground/messages", messageBytesMax, readMessage),
    post("/playground/buttons", PRESS_BYTES_MAX, readPress),
    post("/playground/forms", FIELDS_BYTES_MAX, readForm),
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

function fromOtherSite(headers: Headers): Response | null {
  if (!isFromOtherSite(headers)) return null;
  return Response.json({ error: "Please write from the playground's own page." }, { status: 403 });
}
