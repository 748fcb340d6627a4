import { join } from "node:path";
import type { Command } from "../../src/core/chat/command.ts";
import type { Action } from "../../src/core/chat/incoming.ts";
import { decodePlace, encodePlace } from "../../src/core/chat/place.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type {
  Chat,
  Clock,
  Dispatch,
  HttpRoute,
  Ids,
  ImageStore,
  Imaging,
  Log,
  Metrics,
} from "../../src/core/services.ts";
import { renderCommands } from "./commands.ts";
import { type Conversation, type EaselMessage, maySee, openConversation, type PersonMessage } from "./conversation.ts";
import { createEventStreams } from "./events.ts";
import {
  actionOf,
  identityOf,
  isPerson,
  type MessagePost,
  PLATFORM,
  type Post,
  PostRefused,
  toIncoming,
} from "./incoming.ts";
import { pageRoutes } from "./page.ts";
import { pictureRoutes } from "./pictures.ts";
import { offers } from "./replies.ts";
import { conversationRoutes } from "./routes.ts";

const FILE = "playground.jsonl";
const HINT =
  "Everyone in #easel can read what you write here. For a picture, begin with /imagine, or write to me in direct messages, where plain words are enough.";
const INTERRUPTED =
  "Easel restarted before it could answer. If no answer appears here within a minute, please send it again.";

export interface PlaygroundOptions {
  /** Where its conversation is kept; null: in memory only. */
  readonly dataDir: string | null;
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "acknowledged">;
  readonly commands: readonly Command[];
}

export interface Playground {
  readonly chat: Chat;
  readonly routes: HttpRoute[];
  /** From now on, what people write reaches `dispatch`. */
  connect(dispatch: Dispatch): void;
  stop(): Promise<void>;
}

/**
 * A chat in the browser that needs no keys: it stands for a platform's own servers, so it keeps its conversation itself.
 * Anyone who reaches it may be anyone in it; it is for trying out, not for the public.
 */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { clock, ids, log } = options;
  const path = options.dataDir === null ? null : join(options.dataDir, FILE);
  const conversation = await openConversation({ path, clock, ids, log });
  await tellOfInterruptions(conversation);
  const events = createEventStreams(conversation, clock);
  let dispatch: Dispatch | undefined;

  /** Shows the event and a sign of work, then hands it on; resolves once a repetition of it would be known. */
  async function accept(post: Post, arrived_ms: number): Promise<"accepted" | "repeated"> {
    if (dispatch === undefined) throw new PostRefused(503, "Easel is still starting. Please try again in a moment.");
    const action = actionOf(post);
    const id = `${post.person}.${post.event}`;
    const answer = `${id}.answer`;
    if (conversation.find(id) !== undefined || conversation.find(answer) !== undefined) return "repeated";

    const origin = post.kind === "message" ? null : pressed(conversation, post);
    const pane = post.kind === "message" ? post.pane : (origin?.pane ?? "channel");
    const { person } = post;
    const audience = audienceOf(dispatch, post, action, origin);
    const said = post.kind === "message" ? [spoken(post, { id, pane, person, audience })] : [];
    if (action === null) {
      await conversation.put(...said, ...hintOnce(conversation, person));
      return "accepted";
    }
    const answers = post.kind === "message" ? id : null;
    const sign = { ...fromEasel(answer, person), pane, audience, answers, reply: null };
    const kept = conversation.put(...said, sign);
    options.metrics.acknowledged(PLATFORM, performance.now() - arrived_ms);
    // Kept before it is handled: after a crash the page sends again only what was never begun.
    await kept;
    hand(dispatch, post, action, encodePlace(PLATFORM, person, answer, ...(origin === null ? [] : [origin.id])));
    return "accepted";
  }

  /** What is pressed under something private is answered in private from its first sign on. */
  function audienceOf(to: Dispatch, post: Post, action: Action | null, origin: EaselMessage | null) {
    if (action === null) return "everyone";
    return origin?.reply?.onlyCaller ? "caller" : to.audience({ action, identity: identityOf(post) });
  }

  function hand(to: Dispatch, post: Post, action: Action, place: string): void {
    to.handle(toIncoming(post, action, place)).catch((error: unknown) => {
      log.error({ error }, "dispatch rejected, which it promises not to");
    });
  }

  return {
    chat: createChat(conversation),
    routes: [
      ...(await pageRoutes()),
      ...conversationRoutes({ accept, events, commands: renderCommands(options.commands) }),
      ...pictureRoutes({ conversation, images: options.images, imaging: options.imaging }),
    ],
    connect(to) {
      dispatch = to;
    },
    async stop() {
      events.close();
      await conversation.close();
    },
  };
}

function createChat(conversation: Conversation): Chat {
  /** Who asks for what nobody else may see has said it in words that give it away. */
  function asked({ answers }: EaselMessage): PersonMessage[] {
    const question = answers === null ? undefined : conversation.find(answers);
    const tells = question?.author === "person" && question.audience === "everyone";
    return tells ? [{ ...question, audience: "caller" }] : [];
  }

  return {
    platform: PLATFORM,
    async show(place, given) {
      const [, , id = "", originId = ""] = decodePlace(place);
      const answer = conversation.find(id);
      if (answer?.author !== "easel") return "gone";
      const pressed = conversation.find(originId);
      // A form that was opened under something private is private too, and so is what comes of it.
      const inherits = pressed?.author === "easel" && pressed.reply?.onlyCaller === true;
      const reply: Reply = inherits ? { ...given, onlyCaller: true } : given;
      const moved = answer.movedTo ?? (reply.replacesOrigin ? originId : undefined);
      const origin = moved === undefined ? undefined : conversation.find(moved);
      if (origin?.author === "easel") {
        await conversation.put({ ...origin, reply }, { ...answer, movedTo: origin.id });
      } else if (reply.onlyCaller) {
        await conversation.put({ ...answer, audience: "caller", reply }, ...asked(answer));
      } else await conversation.put({ ...answer, reply });
      return "shown";
    },
    async direct(user, reply, key) {
      if (!isPerson(user)) return "closed";
      const id = `${user}.direct.${key}`;
      if (conversation.find(id) === undefined) {
        await conversation.put({ ...fromEasel(id, user), pane: "direct", reply });
      }
      return "sent";
    },
  };
}

/** The message whose button was pressed or whose form was sent, if this person sees it there. @throws PostRefused */
function pressed(conversation: Conversation, post: Exclude<Post, { kind: "message" }>): EaselMessage {
  const origin = conversation.find(post.origin);
  const there = origin?.author === "easel" && origin.movedTo === null && origin.reply !== null;
  const offered = there && offers(origin.reply, post.kind, post.token);
  const own = post.kind === "button" || origin?.person === post.person;
  if (!offered || !own || !maySee(origin, post.person)) {
    throw new PostRefused(409, "This message has changed meanwhile. Please look again.");
  }
  return origin;
}

function spoken(post: MessagePost, base: Pick<PersonMessage, "id" | "pane" | "person" | "audience">): PersonMessage {
  const attachments = post.attachments.map(({ name, bytes }) => ({ name, bytes }));
  return { ...base, author: "person", text: post.text.trim(), attachments };
}

function hintOnce(conversation: Conversation, person: string): EaselMessage[] {
  const id = `${person}.hint`;
  if (conversation.find(id) !== undefined) return [];
  return [{ ...fromEasel(id, person), pane: "channel", reply: { text: HINT } }];
}

function fromEasel(id: string, person: string) {
  return { id, person, audience: "caller", author: "easel", answers: null, movedTo: null } as const;
}

/** What was being worked on when the process ended may be resumed by the core, which then shows it here; or it may not. */
async function tellOfInterruptions(conversation: Conversation): Promise<void> {
  const told = conversation.unanswered().map((message) => ({ ...message, reply: { text: INTERRUPTED } }));
  if (told.length > 0) await conversation.put(...told);
}
