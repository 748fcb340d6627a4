import { pluralIn } from "../plural.ts";

/** «1 картинка», «3 картинки», «5 картинок». */
export const plural = pluralIn("ru");

/** «1 кредит», «3 кредита», «12 кредитов». */
export function credits(amount: number): string {
  return plural(amount, { one: "кредит", few: "кредита", many: "кредитов", other: "кредита" });
}

const lists = new Intl.ListFormat("ru", { type: "conjunction" });
/** «a, b и c». */
export function list(items: readonly string[]): string {
  return lists.format(items);
}

const MONTHS = [
  ...["января", "февраля", "марта", "апреля", "мая", "июня"],
  ...["июля", "августа", "сентября", "октября", "ноября", "декабря"],
];

/** «24 ноября 2026», in UTC: in the genitive, which also follows “from”, “until” and “of”. */
export function day(date: Date): string {
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** «24 ноября 2026, 06:12 UTC». */
export function minute(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
