import type { Button, Form, Reply, ReplyImage } from "../../src/core/chat/reply.ts";
import { type Message, maySee } from "./message.ts";

/** The longest edges, in pixels, that previews are made in: a bounded set, so that nobody can ask for endless ones. */
export const PREVIEW_EDGES = [384, 768, 1536] as const;

/** A message as the page draws it for one person. Every string is plain text. */
export interface ShownMessage {
  readonly id: string;
  readonly order: number;
  readonly pane: "channel" | "direct";
  readonly author: "person" | "easel";
  /** Who wrote it, or whom Easel answers. */
  readonly person: string;
  /** In the channel, yet only this person can see it. */
  readonly onlyYou: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string | null;
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
  readonly answers: string | null;
  /** Nothing was answered yet. */
  readonly waiting: boolean;
  readonly reply: ShownReply | null;
}
/** It was shown and is to be no longer. */
export interface RemovedMessage {
  readonly id: string;
  readonly removed: true;
}

export interface ShownReply {
  readonly title: string | null;
  readonly text: string | null;
  readonly tone: NonNullable<Reply["tone"]>;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly images: readonly ShownImage[];
  readonly files: readonly { readonly name: string; readonly href: string }[];
  readonly buttons: readonly Button[];
  readonly form: Form | null;
}
export interface ShownImage {
  /** The picture as it is stored. */
  readonly href: string;
  readonly previews: readonly { readonly href: string; readonly edge: number }[];
  readonly alternative: string;
  readonly width: number;
  readonly height: number;
  readonly small: boolean;
}

/** What the page draws for `viewer`. A form is between Easel and one person: nobody else sees the message that holds it. */
export function renderMessage(message: Message, viewer: string): ShownMessage | RemovedMessage {
  const gone = message.author === "easel" && message.movedTo !== null;
  const asks = message.author === "easel" && message.reply?.form !== undefined;
  if (gone || !maySee(message, viewer) || (asks && message.person !== viewer)) return { id: message.id, removed: true };
  const shown = {
    id: message.id,
    order: message.order,
    pane: message.pane,
    author: message.author,
    person: message.person,
    onlyYou: message.pane === "channel" && (asks || message.audience === "caller"),
    at: message.at,
  };
  if (message.author === "person") {
    const { text, attachments } = message;
    return { ...shown, text, attachments, answers: null, waiting: false, reply: null };
  }
  const reply = message.reply === null ? null : renderReply(message.reply);
  return { ...shown, text: null, attachments: [], answers: message.answers, waiting: reply === null, reply };
}

/** A reply in the page's terms: keys become addresses, and links that are not of the web are left out. */
export function renderReply(reply: Reply): ShownReply {
  return {
    title: reply.title ?? null,
    text: reply.text ?? null,
    tone: reply.tone ?? "plain",
    fields: reply.fields ?? [],
    images: (reply.images ?? []).map(renderImage),
    files: (reply.files ?? []).map(({ key, name }) => ({
      name,
      href: `/playground/files/${encodeURIComponent(key)}?name=${encodeURIComponent(name)}`,
    })),
    buttons: (reply.buttons ?? []).filter((button) => !("url" in button) || isWebLink(button.url)),
    form: reply.form ?? null,
  };
}

/** Whether the reply gives `token` to whoever sees it: a person cannot press what is not there. */
export function offers(reply: Reply, kind: "button" | "form", token: string): boolean {
  if (kind === "form") return reply.form?.token === token;
  return (reply.buttons ?? []).some((button) => "token" in button && button.token === token);
}

function renderImage(image: ReplyImage): ShownImage {
  const href = `/playground/images/${encodeURIComponent(image.key)}`;
  return {
    href,
    previews: PREVIEW_EDGES.map((edge) => ({ href: `${href}?edge=${edge}`, edge })),
    alternative: image.alternative,
    width: image.width,
    height: image.height,
    small: image.thumbnail ?? false,
  };
}

function isWebLink(link: string): boolean {
  return URL.canParse(link) && ["http:", "https:"].includes(new URL(link).protocol);
}
