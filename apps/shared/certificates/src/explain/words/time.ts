const DAY = 86_400_000;

/** `2026-03-01 12:00:00 UTC`, or in ISO 8601 where the year has not four digits. */
export function describeTime(time: Date): string {
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, ' UTC')
    .replace(/Z$/, ' UTC');
}

/** Whole days from one time to another. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY);
}

export function describeDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** Where `now` is in the time of a certificate: `35 days left`. */
export function describePosition(now: Date, notBefore: Date, notAfter: Date): string {
  if (now < notBefore) return `begins in ${describeDays(daysBetween(now, notBefore))}`;
  if (now > notAfter) return `ended ${describeDays(daysBetween(notAfter, now))} ago`;
  return `${describeDays(daysBetween(now, notAfter))} left`;
}
