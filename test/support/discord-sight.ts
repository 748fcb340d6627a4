import type { Cdn } from "../servers/discord/attachments.ts";
import { isObject, type Json, objectsOf } from "../servers/discord/json.ts";
import { renderMessage } from "../servers/discord/messages.ts";
import type { StoredMessage } from "../servers/discord/world.ts";

/** A message as a person sees it at one moment. */
export interface SeenMessage {
  readonly id: string;
  /** All words of it as they look, without marks of markup. */
  readonly text: string;
  /** All words of it as they were sent. */
  readonly markup: string;
  readonly images: readonly SeenFile[];
  /** What can be downloaded. */
  readonly files: readonly SeenFile[];
  readonly buttons: readonly SeenButton[];
  readonly selects: readonly Json[];
  /** Only this person sees it. */
  readonly isPrivate: boolean;
  /** "… is thinking". */
  readonly isLoading: boolean;
  readonly edits: number;
  readonly stored: StoredMessage;
  render(): Json;
}
export interface SeenFile {
  readonly name: string;
  readonly url: string;
  readonly description: string | null;
  readonly size: number;
  /** Fetches it by its link. */
  bytes(): Promise<Uint8Array>;
}
export interface SeenButton {
  readonly id: unknown;
  readonly label: string;
  /** null: it is a link. */
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
  readonly style: number;
}

export function seenMessage(stored: StoredMessage, cdn: Cdn): SeenMessage {
  const rendered = renderMessage(stored, cdn);
  const components = objectsOf(rendered["components"]).flatMap(withChildren);
  const of = (type: number) => components.filter((component) => component["type"] === type);
  const embeds = objectsOf(rendered["embeds"]);
  const markup = [
    stored.content,
    ...embeds.flatMap(wordsOfEmbed),
    ...of(10).map(({ content }) => String(content)),
  ].filter((text) => text !== "");
  const file = (name: string): SeenFile | undefined => {
    const attachment = stored.attachments.find((one) => one.name === name);
    if (attachment === undefined) return undefined;
    const url = cdn.linkTo(attachment);
    return { name, url, description: attachment.description, size: attachment.size, bytes: () => download(url) };
  };
  const media = [
    ...of(12).flatMap(({ items }) => objectsOf(items)),
    ...of(11),
    ...embeds.flatMap((embed) => (isObject(embed["image"]) ? [{ media: embed["image"], description: null }] : [])),
  ];
  const shown = media.flatMap((item) => imageOf(item, stored, file));
  // Without components of the second version, attachments that nothing names are shown below the message.
  const loose = stored.isV2 ? [] : stored.attachments.filter(({ name }) => !shown.some((one) => one.name === name));
  const isImage = (name: string) => /\.(png|jpe?g|webp|gif)$/iu.test(name);
  const named = (names: readonly string[]) => names.flatMap((name) => file(name) ?? []);
  return {
    id: stored.id,
    text: markup.map(withoutMarks).join("\n"),
    markup: markup.join("\n"),
    images: [...shown, ...named(loose.map(({ name }) => name).filter(isImage))],
    files: [
      ...of(13).flatMap((component) => named([nameIn(component["file"], stored)])),
      ...named(loose.map(({ name }) => name).filter((name) => !isImage(name))),
    ],
    buttons: of(2).map((button) => ({
      id: button["id"],
      label: String(button["label"] ?? ""),
      customId: typeof button["custom_id"] === "string" ? button["custom_id"] : null,
      url: typeof button["url"] === "string" ? button["url"] : null,
      isDisabled: button["disabled"] === true,
      style: Number(button["style"]),
    })),
    selects: components.filter(({ type }) => [3, 5, 6, 7, 8].includes(Number(type))),
    isPrivate: stored.onlyFor !== null,
    isLoading: stored.isLoading,
    edits: stored.edits,
    stored,
    render: () => renderMessage(stored, cdn),
  };
}

/** A picture of a message that is still being made. */
export function isWorking({ text, images }: SeenMessage): boolean {
  const works =
    /^(On its way|Next in line|\d+ ahead in line|Painting|Waiting for the model|At the model)\b.* · \d+ credits?$/mu;
  return images.length === 0 && works.test(text);
}

function withChildren(component: Json): Json[] {
  const accessory = isObject(component["accessory"]) ? [component["accessory"]] : [];
  return [component, ...[...objectsOf(component["components"]), ...accessory].flatMap(withChildren)];
}

function wordsOfEmbed(embed: Json): string[] {
  const fields = objectsOf(embed["fields"]).flatMap(({ name, value }) => [name, value]);
  const footer = isObject(embed["footer"]) ? [embed["footer"]["text"]] : [];
  return [embed["title"], embed["description"], ...fields, ...footer].filter((text) => typeof text === "string");
}

function nameIn(media: unknown, { attachments }: StoredMessage): string {
  const id = isObject(media) ? media["attachment_id"] : undefined;
  return attachments.find((one) => one.id === id)?.name ?? "";
}

function imageOf(item: Json, stored: StoredMessage, file: (name: string) => SeenFile | undefined): SeenFile[] {
  const media = isObject(item["media"]) ? item["media"] : {};
  const url = String(media["url"]);
  const name = nameIn(media, stored) || (/^attachment:\/\/(.+)$/u.exec(url)?.[1] ?? "");
  const found = file(name);
  const description = typeof item["description"] === "string" ? item["description"] : null;
  if (found !== undefined) return [{ ...found, description: description ?? found.description }];
  return [{ name: url, url, description, size: 0, bytes: () => download(url) }];
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the file is not there: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What markdown looks like once it is shown: an escaped mark is itself, others are gone. */
function withoutMarks(markup: string): string {
  const literal: string[] = [];
  return markup
    .replaceAll(/\\([^\p{L}\p{N}\s])/gu, (_, mark: string) => {
      literal.push(mark);
      return `\uE000${literal.length - 1}\uE001`;
    })
    .replaceAll(/<@!?(\d+)>/gu, "@$1")
    .replaceAll(/\[([^\]\n]+)\]\(<?https?:[^)\s]+\)/gu, "$1")
    .replaceAll(/<(https?:[^>\s]+)>/gu, "$1")
    .replaceAll(/^(#{1,3}|-#|>{1,3}) /gmu, "")
    .replaceAll(/\*\*|__|~~|\|\||`+|(?<!\w)[*_]|[*_](?!\w)/gu, "")
    .replaceAll(/\uE000(\d+)\uE001/gu, (_, index: string) => literal[Number(index)] ?? "");
}
