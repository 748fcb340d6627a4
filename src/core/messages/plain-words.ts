/** They turn around what stands beside them, and end only when somebody ends them. */
const TURNS_OF_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A person's words without what would turn somebody else's line around. */
export function withoutTurns(text: string): string {
  return text.replace(TURNS_OF_DIRECTION, "");
}

/** Words that a person wrote for somebody else to read: trimmed, without turns of direction, no more than so many characters. */
export function plainWords(text: string, lengthMax: number): string {
  return [...withoutTurns(text).trim()].slice(0, lengthMax).join("");
}
