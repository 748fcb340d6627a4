import { violation } from "./errors.ts";
import { type Formatted, trimmed } from "./html.ts";
import type { Entity } from "./types.ts";

/** Longer marks first, since `__` is not two `_`. @see https://core.telegram.org/bots/api#markdownv2-style */
const MARKS: readonly (readonly [mark: string, type: string])[] = [
  ["```", "pre"],
  ["||", "spoiler"],
  ["__", "underline"],
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strikethrough"],
  ["`", "code"],
];
const RESERVED = "_*[]()~`>#+-=|{}.!";

/** Parses text in parse mode MarkdownV2. @throws ApiError with Telegram's own words */
export function parseMarkdown(source: string): Formatted {
  const open: { mark: string; type: string; offset: number; at: number }[] = [];
  const entities: Entity[] = [];
  let text = "";
  let at = 0;
  const fail = (what: string) => violation(`can't parse entities: ${what}`);
  while (at < source.length) {
    const character = source[at] ?? "";
    const last = open.at(-1);
    const isCode = last?.type === "code" || last?.type === "pre";
    if (character === "\\" && at + 1 < source.length) {
      text += source[at + 1];
      at += 2;
      continue;
    }
    if (character === "]" && last?.mark === "[") {
      const link = /^\]\(([^)]*)\)/.exec(source.slice(at));
      open.pop();
      const entity = { offset: last.offset, length: text.length - last.offset };
      if (link !== null && URL.canParse(link[1] ?? ""))
        entities.push({ type: "text_link", ...entity, url: link[1] ?? "" });
      at += link?.[0].length ?? 1;
      continue;
    }
    const found = MARKS.find(([mark]) => source.startsWith(mark, at) && (!isCode || mark === last?.mark));
    if (found !== undefined) {
      const [mark, type] = found;
      if (last?.mark === mark) {
        open.pop();
        entities.push({ type, offset: last.offset, length: text.length - last.offset });
      } else open.push({ mark, type, offset: text.length, at });
      at += mark.length;
      continue;
    }
    if (character === "[" && !isCode) {
      open.push({ mark: "[", type: "text_link", offset: text.length, at });
      at += 1;
      continue;
    }
    const startsQuote = character === ">" && (text === "" || text.endsWith("\n"));
    if (RESERVED.includes(character) && !isCode && !startsQuote) {
      throw fail(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
    }
    if (!startsQuote) text += character;
    at += 1;
  }
  const left = open.pop();
  if (left !== undefined) {
    throw fail(`Can't find end of ${left.type} entity at byte offset ${Buffer.byteLength(source.slice(0, left.at))}`);
  }
  return trimmed({ text, entities });
}
