import type { Transaction } from '@openxs2a/store';
import { type Actor, ASPSP, recordAuthorisation } from '../audit.ts';
import type { Authorisation, Consent, Psu } from '../consent.ts';
import { isFinalConsent } from '../domain/consent-status.ts';
import { authorisationDueAt } from '../domain/lifetime.ts';
import { beginSca, type ScaEvent } from '../domain/sca-status.ts';
import { accept, type ConsentRefusal, type Outcome, refuse } from '../outcome.ts';
import { insertAuthorisation, listAuthorisations } from '../store/authorisations.ts';
import type { StoredConsent } from '../store/consents.ts';
import { applyEvent, applyScaEvent } from './apply-event.ts';
import type { ConsentSetting } from './setting.ts';
import { lockSettled, settleAuthorisations } from './settle.ts';

export interface StartAuthorisation {
  readonly consentId: string;
  readonly tppId: string;
  /** Whom the TPP names; without it the consent's PSU is meant, or once that has signed, whoever is to sign, too. */
  readonly psuId?: string | undefined;
  readonly corporateId?: string | undefined;
  /** A random one where nothing was begun for it before. */
  readonly newId?: string | undefined;
  /** Of the call, for the record. */
  readonly requestId?: string | undefined;
}

export async function startAuthorisation(
  trx: Transaction,
  setting: ConsentSetting,
  { consentId, tppId, psuId, corporateId, newId = setting.random.uuid(), requestId }: StartAuthorisation,
): Promise<Outcome<Authorisation>> {
  const consent = await lockSettled(trx, setting, consentId);
  if (consent === undefined || consent.tppId !== tppId) return refuse('consent-unknown', { consentId });
  const { multilevelSca } = setting.policy;
  const authorisations = await listAuthorisations(trx, consentId);
  const meant = multilevelSca && hasAuthorised(authorisations, consent.psu) ? undefined : consent.psu;
  const psu = psuId === undefined ? meant : { psuId, corporateId };
  const refusal = checkStart(consent, authorisations, psu, multilevelSca);
  return refusal ?? accept(await insertStarted(trx, setting, consent, { authorisationId: newId, psu, requestId }));
}

/**
 * The first one of a consent that the same transaction has created: nobody else knows of it yet, so that nothing has to be
 * locked, looked for or refused.
 */
export function startFirstAuthorisation(
  trx: Transaction,
  setting: ConsentSetting,
  consent: Consent,
  requestId?: string,
): Promise<Authorisation> {
  return insertStarted(trx, setting, consent, { authorisationId: setting.random.uuid(), psu: consent.psu, requestId });
}

interface Started extends Pick<Authorisation, 'authorisationId' | 'psu'> {
  readonly requestId: string | undefined;
}

async function insertStarted(
  trx: Transaction,
  { log, clock, policy }: ConsentSetting,
  { consentId, tppId }: Consent,
  { authorisationId, psu, requestId }: Started,
): Promise<Authorisation> {
  const now = clock();
  const { scaStatus, changedAt } = beginSca(psu?.psuId, now);
  const dueAt = authorisationDueAt(now, policy);
  const authorisation = { authorisationId, consentId, psu, scaStatus, createdAt: now, changedAt, dueAt };
  const record = recordAuthorisation(authorisation, tppId, { kind: 'tpp', id: tppId, requestId });
  log.later(trx, insertAuthorisation(authorisation), record);
  return authorisation;
}

function checkStart(
  { consentId, consentStatus, psu: named }: Consent,
  authorisations: readonly Authorisation[],
  psu: Psu | undefined,
  multilevelSca: boolean,
): ConsentRefusal | undefined {
  if (isFinalConsent(consentStatus)) return refuse('consent-final', { consentId, consentStatus });
  if (consentStatus === 'valid' || hasAuthorised(authorisations, psu))
    return refuse('authorisation-not-needed', { consentId, consentStatus });
  const isOther = named !== undefined && psu?.psuId !== named.psuId;
  return isOther && !multilevelSca ? refuse('psu-mismatch', { consentId }) : undefined;
}

/** Whether a PSU has done its part of a consent. */
export function hasAuthorised(authorisations: readonly Authorisation[], psu: Psu | undefined): boolean {
  return authorisations.some((authorisation) => isDone(authorisation) && authorisation.psu?.psuId === psu?.psuId);
}

export function isDone({ scaStatus }: Authorisation): boolean {
  return scaStatus === 'finalised' || scaStatus === 'exempted';
}

export interface UpdateAuthorisation {
  readonly consentId: string;
  readonly authorisationId: string;
  /** All but those that decide the consent: these are `confirm` and `reject`. A failure leaves the consent open. */
  readonly event: Exclude<ScaEvent, 'finalise' | 'exempt'>;
  /** Who it turned out to be. */
  readonly psuId?: string | undefined;
  readonly corporateId?: string | undefined;
  /** Of the call by which it came, for the record. */
  readonly requestId?: string | undefined;
}

export async function updateAuthorisation(
  trx: Transaction,
  setting: ConsentSetting,
  { consentId, authorisationId, event, psuId, corporateId, requestId }: UpdateAuthorisation,
): Promise<Outcome<Authorisation>> {
  const found = await lockAuthorisation(trx, setting, consentId, authorisationId);
  if (!found.accepted) return found;
  const { consent, authorisation } = found.evidence;
  const psu = psuId === undefined ? authorisation.psu : { psuId, corporateId };
  const refusal = checkPsu(consent, authorisation, psu, setting.policy.multilevelSca);
  if (refusal !== undefined) return refusal;
  return applyScaEvent(trx, setting, consent, authorisation, event, toActor(psu, requestId), psu);
}

export interface RejectConsent {
  readonly consentId: string;
  readonly authorisationId: string;
  /** Of the call by which it came, for the record. */
  readonly requestId?: string | undefined;
}

/** The PSU refuses, or SCA failed for good: the authorisation fails, and the consent is rejected with it. */
export function rejectConsent(
  setting: ConsentSetting,
  { consentId, authorisationId, requestId }: RejectConsent,
): Promise<Outcome<Consent>> {
  return setting.database.transaction(async (trx) => {
    const found = await lockAuthorisation(trx, setting, consentId, authorisationId);
    if (!found.accepted) return found;
    const { consent, authorisation } = found.evidence;
    return rejectLocked(trx, setting, consent, authorisation, toActor(authorisation.psu, requestId));
  });
}

/** The same in the transaction that locked it. */
export async function rejectLocked(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent,
  authorisation: Authorisation,
  actor: Actor,
  cause?: string,
): Promise<Outcome<Consent>> {
  const failed = await applyScaEvent(trx, setting, consent, authorisation, 'fail', actor);
  if (!failed.accepted) return failed;
  return applyEvent(trx, setting, consent, 'reject', { actor, because: { cause } });
}

export interface Locked {
  readonly consent: StoredConsent;
  readonly authorisation: Authorisation;
  /** The other authorisations of the consent. */
  readonly others: readonly Authorisation[];
}

async function lockAuthorisation(
  trx: Transaction,
  setting: ConsentSetting,
  consentId: string,
  authorisationId: string,
): Promise<Outcome<Locked>> {
  const consent = await lockSettled(trx, setting, consentId);
  return findLocked(trx, setting, consent, authorisationId);
}

/** The authorisation of a consent that was locked and settled. */
export async function findLocked(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent | undefined,
  authorisationId: string,
): Promise<Outcome<Locked>> {
  if (consent === undefined) return refuse('consent-unknown');
  const all = await settleAuthorisations(trx, setting, consent);
  const authorisation = all.find((one) => one.authorisationId === authorisationId);
  if (authorisation === undefined) return refuse('authorisation-unknown', { consentId: consent.consentId });
  return accept({ consent, authorisation, others: all.filter((one) => one !== authorisation) });
}

/** An authorisation stays with the PSU that it was begun for, and so does a consent that no other may authorise. */
export function checkPsu(
  consent: Consent,
  authorisation: Authorisation,
  psu: Psu | undefined,
  multilevelSca: boolean,
): ConsentRefusal | undefined {
  const isOther = (named: Psu | undefined) =>
    named !== undefined && (named.psuId !== psu?.psuId || (named.corporateId ?? '') !== (psu.corporateId ?? ''));
  const { consentId } = consent;
  if (isOther(authorisation.psu)) return refuse('psu-mismatch', { consentId });
  return isOther(consent.psu) && !multilevelSca ? refuse('psu-mismatch', { consentId }) : undefined;
}

function toActor(psu: Psu | undefined, requestId: string | undefined): Actor {
  return psu === undefined ? { ...ASPSP, requestId } : { kind: 'psu', id: psu.psuId, requestId };
}
