import { accept, type Outcome, refuse } from '../outcome.ts';
import type { ConsentPolicy } from '../policy.ts';
import { addDays, isLocalDate, type LocalDate } from './calendar.ts';
import { type AskedAccess, readAccess } from './read-access.ts';

/** What a consent is to be, within what the bank grants. */
export interface AskedConsent extends AskedAccess {
  readonly recurring: boolean;
  /** As granted: brought forward where the TPP asked for longer. */
  readonly validUntil: LocalDate;
  /** As granted. */
  readonly frequencyPerDay: number;
  readonly combinedService: boolean;
}

/** The body of `POST /v1/consents`; what it consists of is looked at here, whoever looked before. */
export interface ConsentRequest {
  readonly access: unknown;
  readonly recurringIndicator: boolean;
  readonly validUntil: string;
  readonly frequencyPerDay: number;
  readonly combinedServiceIndicator: boolean;
}

/** Reads a request on a day of the bank's calendar. */
export function readConsentRequest(
  request: ConsentRequest,
  { tppId, today, policy }: { readonly tppId: string; readonly today: LocalDate; readonly policy: ConsentPolicy },
): Outcome<AskedConsent> {
  const access = readAccess(request.access, policy);
  if (!access.accepted) return access;
  const validUntil = clipValidUntil(request.validUntil, today, policy.maxDays);
  if (!validUntil.accepted) return validUntil;
  const frequencyPerDay = clipFrequency(request, tppId, policy.frequencyPerDay);
  if (!frequencyPerDay.accepted) return frequencyPerDay;
  if (request.combinedServiceIndicator && !policy.offered.combinedService)
    return refuse('sessions-not-offered', { path: '/combinedServiceIndicator' });
  return accept({
    ...access.evidence,
    recurring: request.recurringIndicator,
    validUntil: validUntil.evidence,
    frequencyPerDay: frequencyPerDay.evidence,
    combinedService: request.combinedServiceIndicator,
  });
}

/** Today is the first of the days: of 10 days from 1 March the last is 10 March. 9999-12-31 asks for as many as there are. */
export function clipValidUntil(asked: string, today: LocalDate, maxDays: number): Outcome<LocalDate> {
  const path = '/validUntil';
  if (!isLocalDate(asked)) return refuse('valid-until-malformed', { path });
  if (asked < today) return refuse('valid-until-past', { path });
  const last = maxDays === 0 ? asked : addDays(today, maxDays - 1);
  return accept(asked < last ? asked : last);
}

function clipFrequency(
  { frequencyPerDay: asked, recurringIndicator }: ConsentRequest,
  tppId: string,
  { cap, agreed, whenAbove, whenOneOff }: ConsentPolicy['frequencyPerDay'],
): Outcome<number> {
  const path = '/frequencyPerDay';
  if (!Number.isSafeInteger(asked) || asked < 1) return refuse('frequency-malformed', { path });
  const allowed = recurringIndicator ? (agreedWith(tppId, agreed) ?? cap) : 1;
  const mode = recurringIndicator ? whenAbove : whenOneOff;
  if (asked > allowed && mode === 'refuse') return refuse('frequency-too-high', { path, frequencyPerDay: allowed });
  return accept(Math.min(asked, allowed));
}

function agreedWith(tppId: string, agreed: Readonly<Record<string, number>>): number | undefined {
  return Object.hasOwn(agreed, tppId) ? agreed[tppId] : undefined;
}
