/** @see https://docs.stripe.com/currencies#zero-decimal */
const WITHOUT_DECIMALS = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
/** @see https://docs.stripe.com/currencies#three-decimal */
const WITH_THREE_DECIMALS = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** The least that can be charged, in the currency's smallest unit. @see https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const LEAST: Readonly<Record<string, number>> = {
  ...{
    usd: 50,
    eur: 50,
    gbp: 30,
    chf: 50,
    cad: 50,
    aud: 50,
    nzd: 50,
    sek: 300,
    nok: 300,
    dkk: 250,
    pln: 200,
    czk: 1_500,
  },
  ...{ brl: 50, mxn: 1_000, inr: 50, sgd: 50, hkd: 400, jpy: 50 },
};
const DIGITS_MAX = 8;

export function decimalsOf(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return WITH_THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** Why an amount cannot be charged; null: it can. */
export function amountFault(amount: number, currency: string): string | null {
  const least = LEAST[currency] ?? 1;
  if (amount < least) return `The amount must be at least ${shown(least, currency)}.`;
  if (String(amount).length > DIGITS_MAX) return `The amount must be no more than ${"9".repeat(DIGITS_MAX)}.`;
  // Banks know no tenth of a fils.
  if (WITH_THREE_DECIMALS.has(currency) && amount % 10 !== 0) return "The last digit of such an amount must be 0.";
  return null;
}

export function shown(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
