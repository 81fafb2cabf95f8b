import type { Transaction } from '@openxs2a/store';
import { recordCreation } from '../audit.ts';
import type { Consent } from '../consent.ts';
import { toLocalDate } from '../domain/calendar.ts';
import { dueAt } from '../domain/lifetime.ts';
import { type ConsentRequest, readConsentRequest } from '../domain/read-consent-request.ts';
import { accept, type Outcome } from '../outcome.ts';
import { insertConsent, type StoredConsent } from '../store/consents.ts';
import type { ConsentSetting } from './setting.ts';

export interface CreateConsent {
  readonly tpp: { readonly tppId: string; readonly legalName: string };
  readonly request: ConsentRequest;
  /** Whom the TPP names (`PSU-ID`, `PSU-Corporate-ID`); proved only by the authorisation. */
  readonly psuId?: string | undefined;
  readonly corporateId?: string | undefined;
  readonly requestId?: string | undefined;
}

export async function createConsent(
  trx: Transaction,
  { log, clock, random, policy }: ConsentSetting,
  { tpp, request, psuId, corporateId, requestId }: CreateConsent,
): Promise<Outcome<Consent>> {
  const now = clock();
  const today = toLocalDate(now, policy.timeZone);
  const asked = readConsentRequest(request, { tppId: tpp.tppId, today, policy });
  if (!asked.accepted) return asked;
  const received: StoredConsent = {
    ...asked.evidence,
    consentId: random.uuid(),
    tppId: tpp.tppId,
    tppName: tpp.legalName,
    psu: psuId === undefined ? undefined : { psuId, corporateId },
    asked: asked.evidence.access,
    granted: undefined,
    authorisationConfirmation: policy.authorisationConfirmation,
    consentStatus: 'received',
    createdAt: now,
    lastActionAt: now,
    authorisedAt: undefined,
    dueAt: undefined,
    followUpsUntil: new Date(0),
  };
  const consent = { ...received, dueAt: dueAt(received, policy) };
  log.later(trx, insertConsent(consent), recordCreation(consent, requestId));
  return accept(consent);
}
