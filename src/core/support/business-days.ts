const DAY_MS = 24 * 60 * 60 * 1000;
const SUNDAY = 0;
const SATURDAY = 6;

/** So many times 24 hours later, in UTC, while Saturdays and Sundays stand still. */
export function businessDaysAfter(from: Date, days: number): Date {
  let at = from;
  while (isWeekend(at)) at = nextMidnight(at);
  for (let day = 0; day < days; day++) {
    at = new Date(at.getTime() + DAY_MS);
    while (isWeekend(at)) at = new Date(at.getTime() + DAY_MS);
  }
  return at;
}

function isWeekend(date: Date): boolean {
  return date.getUTCDay() === SATURDAY || date.getUTCDay() === SUNDAY;
}

function nextMidnight(date: Date): Date {
  return new Date((Math.floor(date.getTime() / DAY_MS) + 1) * DAY_MS);
}
