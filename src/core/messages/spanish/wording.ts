import { pluralIn } from "../plural.ts";

/** «1 imagen», «3 imágenes». */
export const plural = pluralIn("es");

/** «1 crédito», «12 créditos». */
export function credits(amount: number): string {
  return plural(amount, { one: "crédito", other: "créditos" });
}

const lists = new Intl.ListFormat("es", { type: "conjunction" });
/** «a, b y c». */
export function list(items: readonly string[]): string {
  return lists.format(items);
}

const days = new Intl.DateTimeFormat("es", { dateStyle: "medium", timeZone: "UTC" });
/** «24 nov 2026», en UTC. */
export function day(date: Date): string {
  return days.format(date);
}

/** «24 nov 2026, 06:12 UTC». */
export function minute(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
