import { pluralIn } from "../plural.ts";

/** « 1 image », « 3 images ». */
export const plural = pluralIn("fr");

/** « 1 crédit », « 12 crédits ». */
export function credits(amount: number): string {
  return plural(amount, { one: "crédit", other: "crédits" });
}

const lists = new Intl.ListFormat("fr", { type: "conjunction" });
/** « a, b et c ». */
export function list(items: readonly string[]): string {
  return lists.format(items);
}

const days = new Intl.DateTimeFormat("fr", { dateStyle: "medium", timeZone: "UTC" });
/** « 24 nov. 2026 », en UTC. */
export function day(date: Date): string {
  return days.format(date);
}

/** « 24 nov. 2026 à 06:12 UTC ». */
export function minute(date: Date): string {
  return `${day(date)} à ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
