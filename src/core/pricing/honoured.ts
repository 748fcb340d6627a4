/**
 * What is charged where a price was shown: the shown one if it held lately (15 minutes), or what it costs now when that is
 * less; null when the shown price is of another time, so that the person has to be asked.
 * @param lately what it cost lately, now first
 */
export function honoured<Priced>(
  shown: number,
  lately: readonly [Priced, ...Priced[]],
  amountOf: (priced: Priced) => number,
): Priced | null {
  const [now] = lately;
  const found = lately.find((priced) => amountOf(priced) === shown);
  if (found === undefined) return null;
  return amountOf(found) < amountOf(now) ? found : now;
}
