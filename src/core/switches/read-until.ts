const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS };
const UNTIL_MS_MAX = 90 * 24 * 60 * MINUTE_MS;

/**
 * The moment that somebody wrote: `30m`, `2h`, `3d`, `18:00` (the next one), `2026-11-25`, `2026-11-25 18:00`; days and times are
 * UTC. null when it is none of these, is past, or is more than 90 days away.
 */
export function readUntil(written: string, now: Date): Date | null {
  const read = momentOf(written.normalize("NFKC").trim().toLowerCase(), now.getTime());
  if (read === null) return null;
  const ahead_ms = read - now.getTime();
  return ahead_ms > 0 && ahead_ms <= UNTIL_MS_MAX ? new Date(read) : null;
}

function momentOf(text: string, now_ms: number): number | null {
  const [, amount, unit = ""] = /^(\d{1,4})\s*(m|h|d)(?:in|ins|inutes?|ours?|ays?)?$/u.exec(text) ?? [];
  if (amount !== undefined) return now_ms + Number(amount) * (UNITS_MS[unit] ?? 0);
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})?[ t]*(?:(\d{1,2}):(\d{2}))?(?:\s*(?:utc|z))?$/u.exec(text) ?? [];
  if (day === undefined && hour === undefined) return null;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return null;
  const time_ms = Number(hour ?? 0) * 60 * MINUTE_MS + Number(minute ?? 0) * MINUTE_MS;
  if (day === undefined) {
    const today_ms = Math.floor(now_ms / (24 * 60 * MINUTE_MS)) * 24 * 60 * MINUTE_MS + time_ms;
    return today_ms > now_ms ? today_ms : today_ms + 24 * 60 * MINUTE_MS;
  }
  const midnight = new Date(`${day}T00:00:00Z`);
  // The 30th of February would be the 2nd of March, which nobody meant.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return null;
  return midnight.getTime() + time_ms;
}
