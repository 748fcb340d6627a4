import { readMoney } from "../billing/money.ts";
import { CREDIT_microusd } from "../catalogue/price-book.ts";
import type { Amounts } from "./edition.ts";

/** More than that for one picture is a slip of the finger. */
const CREDITS_MAX = 100_000;

/**
 * Reads what an operator types as new prices: `0.5`, where the subject has one price, or `1K=9 2K=14`, `usd=9.99, eur=9.99`. Credits
 * for what makes pictures, money for an offer. null when it is none: an unknown name, nothing, less than nothing, too much.
 * @param known what the subject costs now, by the names of its prices
 */
export function readAmounts(text: string, known: Amounts, isOffer: boolean): Amounts | null {
  const names = Object.keys(known);
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== "");
  const amounts: Record<string, number> = {};
  for (const part of parts) {
    const [left = "", right] = part.split("=");
    const isAlone = right === undefined && names.length === 1;
    const name = isAlone ? names[0] : names.find((one) => one.toLowerCase() === left.toLowerCase());
    if (name === undefined || (right === undefined && !isAlone) || amounts[name] !== undefined) return null;
    const amount = isOffer ? (readMoney(right ?? left, name)?.amount ?? null) : readCredits(right ?? left);
    if (amount === null || amount < 1) return null;
    amounts[name] = amount;
  }
  return parts.length === 0 ? null : amounts;
}

/** Credits with at most four decimals, as millionths of a US dollar: those have no fraction. */
function readCredits(text: string): number | null {
  const [, whole = "", fraction = ""] = /^(\d{1,6})(?:\.(\d{1,4}))?$/u.exec(text) ?? [];
  if (whole === "" || Number(whole) > CREDITS_MAX) return null;
  return Number(whole) * CREDIT_microusd + Number(fraction.padEnd(4, "0"));
}

/** A day, or a minute, in UTC; null when it is none. */
export function readDate(text: string): Date | null {
  const [, day = "", time = "00:00"] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?:Z)?)?$/u.exec(text.trim()) ?? [];
  if (day === "") return null;
  const date = new Date(Date.parse(`${day}T${time}:00Z`));
  // The 31st of February would become a day of March.
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(`${day}T${time}`) ? null : date;
}
