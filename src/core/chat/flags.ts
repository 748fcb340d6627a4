/** What a text says besides its words: `--ar 16:9`, `--model="nano banana"`, `--private`. */
export interface Flags {
  /** The text without its flags, otherwise as it was typed. */
  readonly words: string;
  readonly flags: readonly Flag[];
}
export interface Flag {
  /** In lower case, without dashes. */
  readonly name: string;
  /** null: nothing that could be a value followed. */
  readonly value: string | null;
}

/**
 * How a name that stands behind dashes is to be read. `with-list`: its value is all that stands before the next flag. `words`:
 * it is no flag but a part of the text.
 */
export type Reading = "alone" | "with-value" | "with-list" | "words";

// Phones turn two hyphens into one of these dashes.
const FLAG = /^(?:--|[‒–—―])(\p{L}[^\s=:]*)(?:[=:](.*))?$/u;
const WORD = /\S+/gu;
const QUOTED = /(?:["“”„«]([^"“”„»]*)["“”»]|['‘]([^'’]*)['’])(?=\s|$)/uy;

/**
 * Takes the flags out of a text. `read` is asked about each word that looks like one; `typed` tells whether it has two
 * hyphens, which nobody writes by accident, or a dash, which stands in prose as well.
 */
export function readFlags(text: string, read: (name: string, typed: "hyphens" | "dash") => Reading): Flags {
  const kept: string[] = [];
  const flags: Flag[] = [];
  let keptFrom = 0;
  let at = 0;
  for (let word = next(WORD, text, at); word !== null; word = next(WORD, text, at)) {
    const start = word.index;
    at = start + word[0].length;
    const parts = FLAG.exec(word[0]);
    const name = parts?.[1]?.toLowerCase() ?? "";
    const reading = parts === null ? "words" : read(name, word[0].startsWith("--") ? "hyphens" : "dash");
    if (reading === "words") continue;
    kept.push(text.slice(keptFrom, start));
    const inline = parts?.[2];
    const takes = inline === undefined && reading !== "alone";
    const value = takes ? (reading === "with-list" ? listBehind(at) : valueBehind(at)) : inline;
    if (value === undefined) flags.push({ name, value: null });
    else {
      const valueStart = inline === undefined ? (next(WORD, text, at)?.index ?? at) : at - inline.length;
      const quoted = next(QUOTED, text, valueStart);
      if (quoted !== null || inline === undefined) at = valueStart + (quoted?.[0] ?? value).length;
      flags.push({ name, value: quoted === null ? value : (quoted[1] ?? quoted[2] ?? "") });
    }
    keptFrom = at;
  }
  kept.push(text.slice(keptFrom));
  const words = kept.map((part) => part.trim()).filter((part) => part !== "");
  return { words: words.join(" "), flags };

  /** All words behind a flag up to the next one. */
  function listBehind(position: number): string | undefined {
    let end = position;
    while (valueBehind(end) !== undefined) end += next(/\s*\S+/uy, text, end)?.[0].length ?? 0;
    return end === position ? undefined : text.slice(position, end).trimStart();
  }

  /** The word behind a flag, unless it is the next flag. */
  function valueBehind(position: number): string | undefined {
    const behind = next(WORD, text, position)?.[0];
    const parts = behind === undefined ? null : FLAG.exec(behind);
    if (behind === undefined || parts === null) return behind;
    const name = parts[1]?.toLowerCase() ?? "";
    return !behind.startsWith("--") && read(name, "dash") === "words" ? behind : undefined;
  }
}

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
