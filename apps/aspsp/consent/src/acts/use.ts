import { createHash } from 'node:crypto';
import { type Access, recordAccess } from '../audit.ts';
import type { Grant } from '../consent.ts';
import { type AisOperation, opens, ruleOf } from '../domain/ais-operation.ts';
import { removeStamp, toStamp } from '../domain/frequency.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { accept, type ConsentRefusal, type Outcome, refuse } from '../outcome.ts';
import { isGranted, type StoredConsent, type StoredGrant } from '../store/consents.ts';
import { changeUses, countUse, type UseRow, type UseStatement } from '../store/uses.ts';
import type { ConsentSetting } from './setting.ts';
import { loadSettled } from './settle.ts';

export interface UseConsent {
  readonly consentId: string;
  readonly tppId: string;
  readonly operation: AisOperation;
  /** The account's id in the path: what the TPP knows it by. Left out for the lists of accounts. */
  readonly resourceId?: string | undefined;
  /** What of the endpoint counts by itself: the booking status of a report, the id of a transaction. */
  readonly part?: string | undefined;
  /** Whether it turns a page of a report that was counted; the caller knows by a link that nobody else can make. */
  readonly page?: boolean | undefined;
  /** Whether the PSU asked for it (`PSU-IP-Address`). */
  readonly psuPresent: boolean;
  readonly requestId: string;
  /** What shows that the PSU was there, for the record. */
  readonly psuEvidence?: Readonly<Record<string, string>> | undefined;
}

/** What is longer does not become a key of a counter. */
const LONGEST_KEY = 64;

/**
 * Checks that the consent covers the read, counts it and leaves its record: one statement, on disk before it resolves. Where
 * that gives no row, others find out why, and the refusal is recorded.
 */
export async function useConsent(setting: ConsentSetting, request: UseConsent): Promise<Outcome<Grant>> {
  const { database, log } = setting;
  const access = toAccess(request);
  const statement = toStatement(setting, request);
  if (statement !== undefined) {
    const [row] = await log.record<UseRow>(database, countUse(statement), recordAccess(access));
    if (row !== undefined) return accept(toGrant(row, statement, request));
  }
  const refusal = await explain(setting, request);
  await log.append(database, recordAccess(access, refusal));
  return refusal;
}

/** Gives a read back that failed after it was counted. */
export async function returnUse(
  { database, log }: ConsentSetting,
  { use, tppId }: Grant,
  requestId: string,
): Promise<void> {
  const { consentId, countedAt, ...counter } = use;
  if (countedAt === undefined) return;
  await database.transaction(async (trx) => {
    const stamp = toStamp(new Date(countedAt));
    const returned = await changeUses(trx, { consentId, ...counter }, (uses) => removeStamp(uses, stamp));
    if (!returned) return;
    await log.append(trx, {
      kind: 'consent-use-returned',
      actor: tppId,
      subject: consentId,
      body: { ...counter, countedAt, requestId },
    });
  });
}

/** Undefined for what no consent can cover, so that nothing is asked for it. */
function toStatement({ clock, policy, startOfWindow }: ConsentSetting, request: UseConsent): UseStatement | undefined {
  const { consentId, tppId, operation, resourceId, page = false, psuPresent } = request;
  const { kind, rights, followsUp } = ruleOf(operation);
  if ((rights === undefined) !== (resourceId === undefined))
    throw new TypeError(`"${operation}" is ${rights === undefined ? 'a list' : 'about an account'}.`);
  if (!isOpaqueId(consentId) || (resourceId !== undefined && !isOpaqueId(resourceId))) return undefined;
  const now = clock();
  const part = toKey(request.part ?? '');
  const { countPer } = policy.frequencyPerDay;
  return {
    consentId,
    tppId,
    now,
    operation,
    part,
    counter: countPer === 'account' ? { operation: '', part: '' } : { operation, part },
    account: rights === undefined || resourceId === undefined ? undefined : { resourceId, kind, rights },
    stamp: toStamp(now),
    counts: { recurring: !page && !psuPresent && countPer !== 'none', oneOff: !page },
    startOfWindow: startOfWindow(now),
    followsUp: page || followsUp,
  };
}

function toGrant({ granted }: UseRow, statement: UseStatement, { resourceId }: UseConsent): Grant {
  // the column was written by `saveConsent`, of this type
  const { access: _, ...grant } = JSON.parse(granted) as StoredGrant;
  const account = grant.accounts.find((one) => one.resourceId === resourceId);
  const { consentId, counter, operation, part, counts, now } = statement;
  const isCounted = grant.recurring ? counts.recurring : counts.oneOff;
  return {
    ...grant,
    ...(account && { account }),
    use: {
      consentId,
      ...(grant.recurring ? counter : { operation, part }),
      resourceId: resourceId ?? '',
      countedAt: isCounted ? now.getTime() : undefined,
    },
  };
}

/** Why a use was refused. The status that the consent has now speaks first. */
async function explain(setting: ConsentSetting, request: UseConsent): Promise<ConsentRefusal> {
  const { consentId, tppId, operation, resourceId } = request;
  const consent = await loadSettled(setting, consentId);
  if (consent === undefined || consent.tppId !== tppId) return refuse('consent-unknown');
  const { consentStatus, frequencyPerDay, recurring } = consent;
  if (consentStatus !== 'valid') return refuse(toReason(consentStatus), { consentId, consentStatus });
  if (resourceId !== undefined) {
    const account = consent.granted?.accounts.find((one) => one.resourceId === resourceId);
    if (account === undefined) return refuse(await toAccountReason(setting, consent, resourceId), { consentId });
    if (!opens(account, operation)) return refuse('access-not-granted', { consentId });
  }
  return refuse(recurring ? 'frequency-exceeded' : 'one-off-used', { consentId, frequencyPerDay });
}

/** An id that a consent of the same two gave out tells them nothing new; to everybody else it is none. */
async function toAccountReason({ database }: ConsentSetting, { psu, tppId }: StoredConsent, resourceId: string) {
  const isTheirs = psu !== undefined && (await isGranted(database, { psuId: psu.psuId, tppId, resourceId }));
  return isTheirs ? 'account-not-granted' : 'account-unknown';
}

function toReason(consentStatus: Exclude<StoredConsent['consentStatus'], 'valid'>): ConsentRefusal['reason'] {
  switch (consentStatus) {
    case 'expired':
      return 'consent-expired';
    case 'revokedByPsu':
      return 'consent-revoked';
    default:
      return 'consent-not-valid';
  }
}

function toAccess(request: UseConsent): Access {
  const { consentId, tppId, operation, resourceId, part, page = false, psuPresent, requestId, psuEvidence } = request;
  return {
    consentId: toKey(consentId) || 'none',
    tppId,
    operation,
    resourceId: resourceId && toKey(resourceId),
    part: part && toKey(part),
    page,
    psuPresent,
    requestId,
    psuEvidence,
  };
}

/** As it is, or what stands for it where it is too long to be kept or has characters that a store might not hold. */
function toKey(text: string): string {
  if (text.length <= LONGEST_KEY && /^[ -~]*$/.test(text)) return text;
  return `sha256:${createHash('sha256').update(text).digest('base64url')}`;
}
