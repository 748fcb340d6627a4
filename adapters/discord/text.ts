/** What Discord makes a link of. */
const LINK = /https?:\/\/[^\s<>]+[^<>.,:;"'\])\s]/gu;
/** Turns of direction that would reorder what stands beside them; joiners of letters and emoji are no part of them. */
const TURNS_OF_DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
const HALVES_OF_CHARACTERS = /\p{Cs}/gu;
/** A channel's name is all that becomes of its mention, and nobody hears of it, so it stays. */
const MARKUP = /[\\*_~`|[\]]|<(?!#\d{15,25}>)/gu;
/** Discord knows these by their letters wherever they stand; a space without width in between takes their meaning. */
const MENTIONS_BY_NAME = /@(?=everyone|here)/gu;

/** The words as they read, without what no eye sees and what turns the line around. */
export function plain(text: string): string {
  return text.replace(CONTROLS, "").replace(TURNS_OF_DIRECTION, "").replace(HALVES_OF_CHARACTERS, "\uFFFD");
}

/**
 * Plain text that Discord shows letter by letter: it neither mentions anybody nor becomes markup. Links stay links, in the
 * brackets that end them: a link would take the backslash behind it for a part of itself, and free what that holds.
 * @see https://support.discord.com/hc/en-us/articles/210298617-Markdown-Text-101
 */
export function escapeMarkdown(text: string): string {
  const clean = plain(text);
  let escaped = "";
  let at = 0;
  for (const link of clean.matchAll(LINK)) {
    escaped += `${escapeWords(clean.slice(at, link.index), at === 0)}<${link[0]}>`;
    at = link.index + link[0].length;
  }
  return escaped + escapeWords(clean.slice(at), at === 0);
}

function escapeWords(words: string, startsLine: boolean): string {
  const inline = words.replace(MARKUP, "\\$&").replace(MENTIONS_BY_NAME, "@\u200B");
  // Headings, lists, small print and quotes are read only where a line begins.
  const behindNoLink = startsLine ? inline : `\u0000${inline}`;
  const escaped = behindNoLink
    .replace(/^([ \t]*)(#{1,3}(?=\s)|-(?=[#\s])|\+(?=\s)|>)/gmu, "$1\\$2")
    .replace(/^([ \t]*\d{1,9})([.)])(?=\s)/gmu, "$1\\$2");
  return startsLine ? escaped : escaped.slice(1);
}

/** On one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** At most so many UTF-16 units, with a sign where something is missing, and no character cut in two. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text
    .slice(0, lengthMax - 1)
    .replace(/(?:\p{Cs}|\u200D|\uFE0F)+$/u, "")
    .trimEnd()}…`;
}

/** As much of the text as stays within the length once it is escaped. */
export function cutEscaped(text: string, lengthMax: number): string {
  const whole = escapeMarkdown(text);
  if (whole.length <= lengthMax) return whole;
  let fits = 0;
  let over = text.length;
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (escapeMarkdown(cut(text, middle)).length <= lengthMax) fits = middle;
    else over = middle;
  }
  return fits < 2 ? "" : escapeMarkdown(cut(text, fits));
}
