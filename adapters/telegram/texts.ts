/** A run of text in one look. Lengths are counted as Telegram does: UTF-16 units, without the markup. */
export interface Span {
  readonly text: string;
  readonly look?: "bold" | "code";
  /** The person whom it points to. */
  readonly person?: number;
}

// Telegram makes a mention of any `@name`, and tells that person. A word joiner between keeps it plain.
const MENTION = /(?<![\p{L}\p{N}_.+-])@(?=\w)/gu;

/** Spans as Telegram's HTML. @see https://core.telegram.org/bots/api#html-style */
export function html(spans: readonly Span[]): string {
  return spans.map(htmlOf).join("");
}

function htmlOf({ text, look, person }: Span): string {
  if (text === "") return "";
  const plain = text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
  if (person !== undefined) return `<a href="tg://user?id=${person}">${plain}</a>`;
  if (look === "code") return `<code>${plain}</code>`;
  return look === "bold" ? `<b>${plain}</b>` : plain;
}

/** What a person wrote, so that it mentions nobody. */
export function withoutMentions(text: string): string {
  return text.replace(MENTION, "@\u2060");
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((length, { text }) => length + text.length, 0);
}

/** Cuts into pieces of at most `firstMax`, then `restMax`, where a paragraph, a line or a word ends if one does. */
export function split(spans: readonly Span[], firstMax: number, restMax: number): Span[][] {
  const pieces: Span[][] = [];
  let rest = trimmed(spans);
  while (rest.length > 0) {
    const max = pieces.length === 0 ? firstMax : restMax;
    const text = rest.map((span) => span.text).join("");
    const at = text.length <= max ? text.length : cutBefore(text, max);
    pieces.push(trimmed(slice(rest, 0, at)));
    rest = trimmed(slice(rest, at, text.length));
  }
  return pieces;
}

function cutBefore(text: string, max: number): number {
  const within = text.slice(0, max + 1);
  for (const boundary of ["\n\n", "\n", " "]) {
    const at = within.lastIndexOf(boundary);
    // A boundary near the beginning would make many small pieces.
    if (at > max / 2) return at;
  }
  // A character of two halves stays whole.
  const code = text.charCodeAt(max - 1);
  return code >= 0xd800 && code <= 0xdbff ? max - 1 : max;
}

function slice(spans: readonly Span[], from: number, to: number): Span[] {
  const cut: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== "") cut.push({ ...span, text });
    at += span.text.length;
  }
  return cut;
}

/** Telegram drops space at both ends; what is left must not be empty. */
function trimmed(spans: readonly Span[]): Span[] {
  const text = spans.map((span) => span.text).join("");
  const from = text.length - text.trimStart().length;
  return slice(spans, from, Math.max(from, text.trimEnd().length));
}
