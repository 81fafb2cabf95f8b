import type { Transaction } from '@openxs2a/store';
import { type Actor, ASPSP, recordAuthorisation, recordEvent } from '../audit.ts';
import type { Authorisation } from '../consent.ts';
import { type ConsentEvent, isFinalConsent, transitionConsent } from '../domain/consent-status.ts';
import { dueAt } from '../domain/lifetime.ts';
import { isFinalSca, type ScaEvent, transitionSca } from '../domain/sca-status.ts';
import { accept, type Outcome } from '../outcome.ts';
import { listAuthorisations, saveAuthorisation } from '../store/authorisations.ts';
import { type StoredConsent, saveConsent } from '../store/consents.ts';
import type { ConsentSetting } from './setting.ts';

export interface EventOptions {
  readonly actor: Actor;
  /** What becomes true with it. */
  readonly changes?: Partial<Pick<StoredConsent, 'psu' | 'granted' | 'authorisedAt' | 'access' | 'followUpsUntil'>>;
  /** For the record. */
  readonly because?: Readonly<Record<string, string | undefined>>;
}

/** Brings an event about, with its record; refuses, and changes nothing, where it does not happen in this status. */
export async function applyEvent(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent,
  event: ConsentEvent,
  { actor, changes = {}, because = {} }: EventOptions,
): Promise<Outcome<StoredConsent>> {
  const { log, clock, policy } = setting;
  const state = transitionConsent(consent, event, clock(), policy);
  if (!state.accepted) return state;
  const moved = { ...consent, ...changes, ...state.evidence };
  const changed = { ...moved, dueAt: dueAt(moved, policy) };
  await saveConsent(trx, changed);
  await log.append(trx, recordEvent(changed, event, actor, because, changes.granted?.accounts));
  if (isFinalConsent(changed.consentStatus)) {
    await failAuthorisations(trx, setting, changed);
    await setting.onEnd?.(trx, changed);
  }
  return accept(changed);
}

/** Nothing goes on for a consent that has ended (Guidelines 1.3.8, 14.15). */
async function failAuthorisations(trx: Transaction, setting: ConsentSetting, consent: StoredConsent): Promise<void> {
  for (const authorisation of await listAuthorisations(trx, consent.consentId))
    if (!isFinalSca(authorisation.scaStatus)) await applyScaEvent(trx, setting, consent, authorisation, 'fail', ASPSP);
}

/** Moves an authorisation on, with its record. `psu` is who it turned out to be. */
export async function applyScaEvent(
  trx: Transaction,
  { log, clock }: ConsentSetting,
  { tppId }: Pick<StoredConsent, 'tppId'>,
  authorisation: Authorisation,
  event: ScaEvent,
  actor: Actor,
  psu = authorisation.psu,
): Promise<Outcome<Authorisation>> {
  const state = transitionSca(authorisation, event, clock());
  if (!state.accepted) return state;
  const dueAt = isFinalSca(state.evidence.scaStatus) ? undefined : authorisation.dueAt;
  const changed = { ...authorisation, ...state.evidence, psu, dueAt };
  await saveAuthorisation(trx, changed);
  await log.append(trx, recordAuthorisation(changed, tppId, actor));
  return accept(changed);
}
