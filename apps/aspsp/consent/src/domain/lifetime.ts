import type { Consent } from '../consent.ts';
import type { ConsentPolicy } from '../policy.ts';
import { addDays, endOfDay, toLocalDate } from './calendar.ts';

const MINUTE = 60_000;

type Timed = Pick<Consent, 'consentStatus' | 'lastActionAt' | 'validUntil' | 'recurring'>;

/** When a consent ends by itself, from the state that it just came into; undefined for one that has ended. */
export function dueAt(consent: Timed, policy: ConsentPolicy): Date | undefined {
  switch (consent.consentStatus) {
    case 'received':
      return after(consent.lastActionAt, policy.confirmWithin.received);
    case 'partiallyAuthorised':
      return after(consent.lastActionAt, policy.confirmWithin.partiallyAuthorised);
    case 'valid':
      return earliest([...endsOfValid(consent, policy)]);
    default:
      return undefined;
  }
}

/** When a consent that is valid ends by itself, or would if it became so now. */
export function forecastEnd(consent: Timed & Pick<Consent, 'dueAt'>, policy: ConsentPolicy, now: Date): Date {
  if (consent.consentStatus === 'valid' && consent.dueAt !== undefined) return consent.dueAt;
  return earliest([...endsOfValid({ ...consent, lastActionAt: now }, policy)]);
}

/** When an authorisation fails by itself. */
export function authorisationDueAt(startedAt: Date, policy: ConsentPolicy): Date {
  return after(startedAt, policy.authorisationWithin);
}

/** The day of `validUntil` still counts, and so does the last of the days for which SCA holds. */
function* endsOfValid({ validUntil, lastActionAt, recurring }: Timed, policy: ConsentPolicy): Generator<Date> {
  const { timeZone, scaValidDays, oneOff } = policy;
  yield endOfDay(validUntil, timeZone);
  yield endOfDay(addDays(toLocalDate(lastActionAt, timeZone), scaValidDays - 1), timeZone);
  if (!recurring && oneOff.within !== undefined) yield after(lastActionAt, oneOff.within);
}

function earliest(moments: readonly Date[]): Date {
  return new Date(Math.min(...moments.map((moment) => moment.getTime())));
}

function after(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * MINUTE);
}
