import { pluralIn } from "../plural.ts";

/** “1 imagem”, “3 imagens”. */
export const plural = pluralIn("pt");

/** “1 crédito”, “12 créditos”. */
export function credits(amount: number): string {
  return plural(amount, { one: "crédito", other: "créditos" });
}

const lists = new Intl.ListFormat("pt-BR", { type: "conjunction" });
/** “a, b e c”. */
export function list(items: readonly string[]): string {
  return lists.format(items);
}

const days = new Intl.DateTimeFormat("pt-BR", { dateStyle: "medium", timeZone: "UTC" });
/** “24 de nov. de 2026”, em UTC. */
export function day(date: Date): string {
  return days.format(date);
}

/** “24 de nov. de 2026 às 06:12 UTC”. */
export function minute(date: Date): string {
  return `${day(date)} às ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
