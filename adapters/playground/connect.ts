import { join } from "node:path";
import type { Command } from "../../src/core/chat/command.ts";
import type { Action, Incoming } from "../../src/core/chat/incoming.ts";
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
import type { OpenToAppend } from "./append-file.ts";
import { renderCommands } from "./commands.ts";
import { type Conversation, openConversation } from "./conversation.ts";
import { createEventStreams } from "./events.ts";
import { onlyOwnHost } from "./hosts.ts";
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
import { type EaselMessage, maySee, type PersonMessage } from "./message.ts";
import { createPace } from "./pace.ts";
import { pageRoutes } from "./page.ts";
import { pictureRoutes } from "./pictures.ts";
import { offers } from "./replies.ts";
import { conversationRoutes } from "./routes.ts";

const FILE = "playground.jsonl";
/** So many events are known not to have been begun, the last ones; who sends an older one again is told that it was seen. */
const REFUSED_MAX = 10_000;
const HINT =
  "Everyone in #easel can read what you write here. For a picture, begin with /imagine, or write to me in direct messages, where plain words are enough.";
const INTERRUPTED =
  "Easel restarted before it could answer. If no answer appears here within a minute, please send it again.";
const INTERRUPTED_WORK =
  "Easel restarted while it was at work on this. If it goes on, it shows here within a minute; if it was finished meanwhile, /history shows it.";
const TOO_FAST = "You write faster than anyone can read. Please wait a few seconds, and send it again.";
const NOT_KEPT =
  "Easel cannot keep messages just now: its disk may be full. This one was not begun; it is sent again while this page stays open.";

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
  /** The host of the address that people use, when it is served under a name of its own; others are turned away. */
  readonly publicHost?: string | null;
  /** How its file is opened; unset: as Node does. */
  readonly open?: OpenToAppend;
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
  const conversation = await openConversation({
    path,
    clock,
    ids,
    log,
    ...(options.open === undefined ? {} : { open: options.open }),
  });
  await tellOfInterruptions(conversation);
  const events = createEventStreams(conversation, clock);
  let dispatch: Dispatch | undefined;

  const mayWrite = createPace();
  /** Events that are being kept now. */
  const arriving = new Map<string, Promise<void>>();
  /** Events that could not be kept and were not begun: the next time they are new. */
  const refused = new Set<string>();

  /** Shows the event and a sign of work, then hands it on; resolves once a repetition of it would be known. */
  async function accept(post: Post, arrived_ms: number, during: (work: Promise<unknown>) => void) {
    if (dispatch === undefined) throw new PostRefused(503, "Easel is still starting. Please try again in a moment.");
    const id = `${post.person}.${post.event}`;
    const first = arriving.get(id);
    if (first !== undefined) {
      await first;
      return "repeated";
    }
    const known = conversation.find(id) !== undefined || conversation.find(`${id}.answer`) !== undefined;
    if (known && !refused.has(id)) return "repeated";
    const arrival = take(dispatch, post, arrived_ms, during);
    arriving.set(id, arrival);
    try {
      await arrival;
      refused.delete(id);
    } finally {
      arriving.delete(id);
    }
    return "accepted";
  }

  async function take(
    to: Dispatch,
    post: Post,
    arrived_ms: number,
    during: (work: Promise<unknown>) => void,
  ): Promise<void> {
    const action = actionOf(post);
    const id = `${post.person}.${post.event}`;
    const answer = `${id}.answer`;
    const origin = post.kind === "message" ? null : pressed(conversation, post);
    const pane = post.kind === "message" ? post.pane : (origin?.pane ?? "channel");
    const { person } = post;
    const audience = audienceOf(to, post, action, origin);
    const said = post.kind === "message" ? [spoken(post, { id, pane, person, audience })] : [];
    if (action === null) {
      if (!mayWrite(person, arrived_ms)) throw new PostRefused(429, TOO_FAST);
      await conversation.put(...said, ...hintOnce(conversation, person)).catch(() => refuse(id));
      return;
    }
    const answers = post.kind === "message" ? id : null;
    const sign = { ...fromEasel(answer, person), pane, audience, answers, reply: null };
    const kept = conversation.put(...said, sign);
    options.metrics.acknowledged(PLATFORM, performance.now() - arrived_ms);
    // Kept before it is handled: after a crash the page sends again only what was never begun.
    await kept.catch(() => refuse(id, sign));
    const place = encodePlace(PLATFORM, person, answer, ...(origin === null ? [] : [origin.id]));
    during(hand(to, toIncoming(post, action, { place, pane })));
  }

  /** What was promised to nobody must not look as if it were being worked on. */
  function refuse(id: string, sign?: EaselMessage): never {
    refused.add(id);
    if (refused.size > REFUSED_MAX) refused.delete(refused.values().next().value ?? "");
    const told = sign === undefined ? [] : [{ ...sign, reply: { text: NOT_KEPT, tone: "fault" as const } }];
    // It is refused by the disk most likely, and was shown all the same.
    conversation.put(...told).catch(() => undefined);
    throw new PostRefused(503, NOT_KEPT);
  }

  /** What is pressed under something private is answered in private from its first sign on. */
  function audienceOf(to: Dispatch, post: Post, action: Action | null, origin: EaselMessage | null) {
    if (action === null) return "everyone";
    return origin?.reply?.onlyCaller ? "caller" : to.audience({ action, identity: identityOf(post) });
  }

  function hand(to: Dispatch, incoming: Incoming): Promise<void> {
    return to.handle(incoming).catch((error: unknown) => {
      log.error({ error }, "dispatch rejected, which it promises not to");
    });
  }

  const routes = [
    ...(await pageRoutes()),
    ...conversationRoutes({ accept, events, commands: renderCommands(options.commands) }),
    ...pictureRoutes({ conversation, images: options.images, imaging: options.imaging }),
  ];
  return {
    chat: createChat(conversation),
    routes: routes.map((route) => onlyOwnHost(route, options.publicHost ?? null)),
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
      // One that was shown and not kept would be lost with the process, so it is not yet sent.
      if (!conversation.kept(id)) {
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
  const told = conversation.unsettled().map((message) => ({ ...message, reply: interrupted(message.reply) }));
  // A disk that is full is no reason not to start: it is told in the log, and the sentence shows.
  if (told.length > 0) await conversation.put(...told).catch(() => undefined);
}

function interrupted(reply: Reply | null): Reply {
  if (reply === null) return { text: INTERRUPTED };
  const { title, onlyCaller } = reply;
  return {
    ...(title === undefined ? {} : { title }),
    ...(onlyCaller === undefined ? {} : { onlyCaller }),
    text: INTERRUPTED_WORK,
  };
}
