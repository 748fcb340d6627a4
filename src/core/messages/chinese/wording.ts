/** “12 积分”. */
export function credits(amount: number): string {
  return `${amount} 积分`;
}

/** “a、b、c”. */
export function list(items: readonly string[]): string {
  return items.join("、");
}

/** “2026年11月24日”, in UTC. */
export function day(date: Date): string {
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

/** “2026年11月24日 06:12 UTC”. */
export function minute(date: Date): string {
  return `${day(date)} ${date.toISOString().slice(11, 16)} UTC`;
}

export const wording = { credits, list, day, minute };
