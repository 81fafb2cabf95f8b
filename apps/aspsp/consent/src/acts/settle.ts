import type { Database, Queryable, Transaction } from '@openxs2a/store';
import { ASPSP } from '../audit.ts';
import type { Authorisation } from '../consent.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { isFinalSca } from '../domain/sca-status.ts';
import { isUsedUp } from '../domain/used-up.ts';
import { listAuthorisations } from '../store/authorisations.ts';
import { findConsent, listDue, lockConsent, type StoredConsent } from '../store/consents.ts';
import { listUses } from '../store/uses.ts';
import { applyEvent, applyScaEvent } from './apply-event.ts';
import type { ConsentSetting } from './setting.ts';

const MINUTE = 60_000;

/** The consent as time has left it: what is over is ended before anybody sees it. */
export async function loadSettled(setting: ConsentSetting, consentId: string): Promise<StoredConsent | undefined> {
  const consent = isOpaqueId(consentId) ? await findConsent(setting.database, consentId) : undefined;
  if (consent === undefined || !(await isOver(setting.database, setting, consent))) return consent;
  return setting.database.transaction((trx) => lockSettled(trx, setting, consentId));
}

/** The same for who changes it next: locked until the transaction ends. */
export async function lockSettled(
  trx: Transaction,
  setting: ConsentSetting,
  consentId: string,
): Promise<StoredConsent | undefined> {
  const consent = isOpaqueId(consentId) ? await lockConsent(trx, consentId) : undefined;
  return consent && settle(trx, setting, consent);
}

/** Ends a consent that was locked, if it is over. */
export async function settle(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent,
): Promise<StoredConsent> {
  if (isDue(setting, consent)) return expire(trx, setting, consent, { cause: 'time' });
  if (!(await isConsumed(trx, setting, consent))) return consent;
  const followUpsUntil = new Date(setting.clock().getTime() + setting.policy.oneOff.followUpWithin * MINUTE);
  return expire(trx, setting, consent, { cause: 'used-up', followUpsUntil });
}

/** Ends what is over of all consents, at most so many; gives how many it ended. Several nodes may do it at once. */
export async function expireDue(setting: ConsentSetting, limit: number): Promise<number> {
  const { database, clock } = setting;
  const due = await listDue(database, clock(), limit);
  if (due.length === 0) return 0;
  return database.transaction(async (trx) => {
    let ended = 0;
    for (const consentId of due.toSorted()) {
      const consent = await lockConsent(trx, consentId);
      if (consent === undefined || !isDue(setting, consent)) continue;
      await expire(trx, setting, consent, { cause: 'time' });
      ended += 1;
    }
    return ended;
  });
}

/** The authorisations of a consent, those that took too long as failed. */
export async function loadAuthorisations(
  setting: ConsentSetting,
  consent: StoredConsent,
): Promise<readonly Authorisation[]> {
  const { database, clock } = setting;
  const found = await listAuthorisations(database, consent.consentId);
  if (!found.some((authorisation) => isLate(authorisation, clock()))) return found;
  return database.transaction(async (trx) => {
    await lockConsent(trx, consent.consentId);
    return settleAuthorisations(trx, setting, consent);
  });
}

/** The same in the transaction that locked the consent. */
export async function settleAuthorisations(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent,
): Promise<readonly Authorisation[]> {
  const settled: Authorisation[] = [];
  for (const authorisation of await listAuthorisations(trx, consent.consentId)) {
    const isOpen = !isLate(authorisation, setting.clock());
    const failed = isOpen ? undefined : await applyScaEvent(trx, setting, consent, authorisation, 'fail', ASPSP);
    settled.push(failed?.accepted ? failed.evidence : authorisation);
  }
  return settled;
}

async function isOver(db: Database, setting: ConsentSetting, consent: StoredConsent): Promise<boolean> {
  return isDue(setting, consent) || (await isConsumed(db, setting, consent));
}

function isDue({ clock }: ConsentSetting, { dueAt }: StoredConsent): boolean {
  return dueAt !== undefined && dueAt.getTime() <= clock().getTime();
}

function isLate({ scaStatus, dueAt }: Authorisation, now: Date): boolean {
  return !isFinalSca(scaStatus) && dueAt !== undefined && dueAt.getTime() <= now.getTime();
}

async function isConsumed(db: Queryable, { policy }: ConsentSetting, consent: StoredConsent): Promise<boolean> {
  const { consentStatus, recurring, granted } = consent;
  if (recurring || consentStatus !== 'valid' || granted === undefined) return false;
  return isUsedUp(granted, await listUses(db, consent.consentId), policy.oneOff);
}

async function expire(
  trx: Transaction,
  setting: ConsentSetting,
  consent: StoredConsent,
  { cause, ...changes }: { readonly cause: string; readonly followUpsUntil?: Date },
): Promise<StoredConsent> {
  const ended = await applyEvent(trx, setting, consent, 'expire', { actor: ASPSP, changes, because: { cause } });
  return ended.accepted ? ended.evidence : consent;
}
