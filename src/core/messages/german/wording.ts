import { pluralIn } from "../plural.ts";

/** „1 Bild“, „3 Bilder“. */
export const plural = pluralIn("de");

/** „1 Credit“, „12 Credits“. */
export function credits(amount: number): string {
  return plural(amount, { one: "Credit", other: "Credits" });
}

const lists = new Intl.ListFormat("de", { type: "conjunction" });
/** „a, b und c“. */
export function list(items: readonly string[]): string {
  return lists.format(items);
}

const days = new Intl.DateTimeFormat("de", { dateStyle: "medium", timeZone: "UTC" });
/** „24.11.2026“, in UTC. */
export function day(date: Date): string {
  return days.format(date);
}

/** „24.11.2026, 06:12 UTC“. */
export function minute(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
