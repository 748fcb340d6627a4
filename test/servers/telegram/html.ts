import { violation } from "./errors.ts";
import type { Entity } from "./types.ts";

export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Tags that Telegram takes, and what they make. @see https://core.telegram.org/bots/api#html-style */
const TYPES: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  "tg-emoji": "custom_emoji",
  "tg-time": "date_time",
};
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const ATTRIBUTE = /\s+([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/giy;

interface Open {
  readonly tag: string;
  readonly offset: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Parses text in parse mode HTML; offsets count UTF-16 units, as Telegram's do. @throws ApiError with Telegram's own words */
export function parseHtml(source: string): Formatted {
  const open: Open[] = [];
  const entities: Entity[] = [];
  let text = "";
  let at = 0;
  const bytesBefore = (index: number) => Buffer.byteLength(source.slice(0, index));
  const fail = (what: string) => violation(`can't parse entities: ${what}`);

  while (at < source.length) {
    const character = source[at];
    if (character === "&") {
      const [whole, decimal, hexadecimal, name] = /^&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/i.exec(source.slice(at)) ?? [];
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
      const decoded =
        name === undefined ? (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : undefined) : NAMED[name];
      text += decoded ?? "&";
      at += decoded === undefined ? 1 : (whole?.length ?? 1);
      continue;
    }
    if (character !== "<") {
      text += character;
      at += 1;
      continue;
    }
    const begin = at;
    const end = source[at + 1] === "/" ? /^<\/([a-z-]*)\s*>/i.exec(source.slice(at)) : null;
    if (source[at + 1] === "/") {
      const last = open.pop();
      if (last === undefined) throw fail(`Unexpected end tag at byte offset ${bytesBefore(begin)}`);
      if (end === null) throw fail(`Unclosed end tag at byte offset ${bytesBefore(begin)}`);
      const tag = (end[1] ?? "").toLowerCase();
      if (tag !== "" && tag !== last.tag) {
        throw fail(
          `Unmatched end tag at byte offset ${bytesBefore(begin)}, expected "</${last.tag}>", found "</${tag}>"`,
        );
      }
      at += end[0].length;
      const entity = entityOf(last, text);
      if (entity !== null) entities.push(entity);
      continue;
    }
    const name = /^<([^\s>/]*)/.exec(source.slice(at))?.[1]?.toLowerCase() ?? "";
    if (name === "") throw fail(`Empty tag name at byte offset ${bytesBefore(begin)}`);
    if (!(name in TYPES)) throw fail(`Unsupported start tag "${name}" at byte offset ${bytesBefore(begin)}`);
    at += 1 + name.length;
    const attributes = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const found = ATTRIBUTE.exec(source);
      if (found === null) break;
      attributes.set((found[1] ?? "").toLowerCase(), decode(found[2] ?? found[3] ?? found[4] ?? ""));
      at = ATTRIBUTE.lastIndex;
    }
    const closing = /^\s*>/.exec(source.slice(at));
    if (closing === null) throw fail(`Unclosed start tag at byte offset ${bytesBefore(begin)}`);
    at += closing[0].length;
    if (name === "span" && attributes.get("class") !== "tg-spoiler") {
      throw fail(`Tag "span" must have class "tg-spoiler" at byte offset ${bytesBefore(begin)}`);
    }
    open.push({ tag: name, offset: text.length, attributes });
  }
  const left = open.pop();
  if (left !== undefined) throw fail(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return trimmed({ text, entities });
}

function entityOf({ tag, offset, attributes }: Open, text: string): Entity | null {
  const length = text.length - offset;
  // Telegram drops formatting of nothing.
  if (length === 0) return null;
  const base = { type: TYPES[tag] ?? tag, offset, length };
  if (tag !== "a") return base;
  const url = attributes.get("href") ?? text.slice(offset);
  // A link that Telegram cannot read becomes plain text.
  return URL.canParse(url) ? { ...base, url } : null;
}

function decode(value: string): string {
  return value.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => NAMED[name] ?? "");
}

/** Telegram shows no white space around a text, and moves entities with it. */
export function trimmed({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const moved = entities
    .map((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const to = Math.min(entity.offset + entity.length - start, shown.length);
      return { ...entity, offset: from, length: to - from };
    })
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return { text: shown, entities: moved };
}
