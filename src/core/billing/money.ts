/** An amount in the currency's smallest unit: 999 is $9.99 and ¥999. Never a fraction. */
export interface Money {
  readonly amount: number;
  /** ISO 4217 in small letters, one of `currencies`. */
  readonly currency: string;
}

/** Telegram Stars, as the Bot API calls them. Only Telegram takes them, and there is no part of one. */
export const STARS = "xtr";

/**
 * How many decimals each currency that we sell in has. Only those whose smallest unit payment providers and the world
 * agree on.
 * @see https://docs.stripe.com/currencies#zero-decimal
 */
const decimals: Readonly<Record<string, number>> = {
  ...{ usd: 2, eur: 2, gbp: 2, chf: 2, cad: 2, aud: 2, nzd: 2, sek: 2, nok: 2, dkk: 2, pln: 2, czk: 2 },
  ...{ brl: 2, mxn: 2, inr: 2, sgd: 2, hkd: 2, cny: 2, try: 2 },
  ...{ jpy: 0, krw: 0, clp: 0, vnd: 0 },
  [STARS]: 0,
};

/** Currencies that prices may be in. */
export const currencies: readonly string[] = Object.keys(decimals);

/** "$9.99", "€9.99", "¥1,500", "500 Stars". */
export function shownMoney({ amount, currency }: Money): string {
  const digits = decimals[currency] ?? 2;
  if (currency === STARS) return `${amount} ${amount === 1 ? "Star" : "Stars"}`;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/**
 * Reads what a person types as an amount of a currency, `4.99` or `1500`; null when it is none, or finer than the currency
 * has coins.
 */
export function readMoney(text: string, currency: string): Money | null {
  const digits = decimals[currency] ?? 2;
  const [, whole = "", fraction = ""] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/u.exec(text.trim()) ?? [];
  if (whole === "" || fraction.length > digits) return null;
  return { amount: Number(whole + fraction.padEnd(digits, "0")), currency };
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}
