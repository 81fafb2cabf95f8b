import type { Transaction } from '@openxs2a/store';
import { ASPSP } from '../audit.ts';
import type { Authorisation, Consent, DirectoryAccount, Psu } from '../consent.ts';
import { keyOf } from '../domain/account-reference.ts';
import { eligibleAccounts, type GrantedAccess, grantAccess, listReferences } from '../domain/granting.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { replaces } from '../domain/replacement.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { findConsent, insertAccounts, lockConsents, type StoredConsent } from '../store/consents.ts';
import { applyEvent, applyScaEvent } from './apply-event.ts';
import { checkPsu, findLocked, hasAuthorised, isDone, type Locked, rejectLocked } from './authorise.ts';
import type { ConsentSetting } from './setting.ts';
import { settle } from './settle.ts';

export interface ConfirmConsent {
  readonly consentId: string;
  readonly authorisationId: string;
  /** Who authorised it, proved. */
  readonly psuId: string;
  readonly corporateId?: string | undefined;
  /**
   * The bank's ids of the accounts that the PSU chose or agreed to: nothing else is opened. Needed where the consent is bank
   * offered.
   */
  readonly accounts?: readonly string[] | undefined;
  /** How many PSUs have to authorise it, this one included; those that have are counted here. 1 if it is not given. */
  readonly signatures?: number | undefined;
  /** Says so itself: false where other PSUs still have to agree. */
  readonly complete?: boolean | undefined;
  /** Whether the bank did without SCA. */
  readonly exempted?: boolean | undefined;
  /** Of the call by which it came, for the record. */
  readonly requestId?: string | undefined;
}

/** What the bank knows of the PSU's accounts. Asked before the transaction, which waits for nothing but the database. */
interface Holdings {
  readonly own: readonly DirectoryAccount[];
  readonly named: ReadonlyMap<string, readonly DirectoryAccount[]>;
}

/**
 * SCA was done: ends the authorisation, opens the accounts, makes the consent valid if that was the last PSU, and ends the
 * recurring consents that it takes the place of, all as one. A named account that is none of the PSU's rejects the consent.
 */
export async function prepareConfirmation(setting: ConsentSetting, request: ConfirmConsent): Promise<Confirmation> {
  const { consentId, psuId, corporateId } = request;
  const psu: Psu = { psuId, corporateId };
  const found = isOpaqueId(consentId) ? await findConsent(setting.database, consentId) : undefined;
  if (found === undefined) return async () => refuse('consent-unknown', { consentId });
  const holdings = await loadHoldings(setting, found, psu);
  return async (trx) => {
    const all = await lockConsents(trx, found, ownerOf(found, psu).psuId);
    const own = all.find((consent) => consent.consentId === consentId);
    const consent = own && (await settle(trx, setting, own));
    const locked = await findLocked(trx, setting, consent, request.authorisationId);
    if (!locked.accepted) return locked;
    const confirmed = await confirmLocked(trx, setting, locked.evidence, request, psu, holdings);
    if (confirmed.accepted) await replaceOthers(trx, setting, confirmed.evidence, all);
    return confirmed;
  };
}

/** What was prepared, in a serializable transaction. */
export type Confirmation = (trx: Transaction) => Promise<Outcome<Consent>>;

/** Whose accounts are asked for, and which of them were chosen. */
export type ForecastConsent = Pick<ConfirmConsent, 'consentId' | 'psuId' | 'corporateId' | 'accounts'>;

/** The bank's ids of the accounts that a confirmation would open: what the PSU is asked to agree to. */
export async function forecastAccounts(
  setting: ConsentSetting,
  { consentId, psuId, corporateId, accounts }: ForecastConsent,
): Promise<Outcome<readonly string[]>> {
  const psu: Psu = { psuId, corporateId };
  const found = isOpaqueId(consentId) ? await findConsent(setting.database, consentId) : undefined;
  if (found === undefined) return refuse('consent-unknown', { consentId });
  const granted = grant(setting, found, accounts, await loadHoldings(setting, found, psu));
  if (!granted.accepted) return granted;
  return accept(granted.evidence.accounts.map(({ accountId }) => accountId));
}

/** Those that the PSU may choose from, where it has to choose. */
export async function listEligible(
  setting: ConsentSetting,
  { consentId, psuId, corporateId }: ForecastConsent,
): Promise<Outcome<readonly string[]>> {
  const found = isOpaqueId(consentId) ? await findConsent(setting.database, consentId) : undefined;
  if (found === undefined) return refuse('consent-unknown', { consentId });
  const own = await setting.accounts.listAccounts({ psuId, corporateId });
  return accept(eligibleAccounts(found.asked, own).map(({ accountId }) => accountId));
}

async function loadHoldings({ accounts }: ConsentSetting, consent: StoredConsent, psu: Psu): Promise<Holdings> {
  const named = new Map<string, readonly DirectoryAccount[]>();
  if (consent.model === 'dedicated')
    for (const reference of listReferences(consent.asked))
      named.set(keyOf(reference), await accounts.resolve(reference, psu));
  return { own: await accounts.listAccounts(psu), named };
}

async function confirmLocked(
  trx: Transaction,
  setting: ConsentSetting,
  { consent, authorisation, others }: Locked,
  request: ConfirmConsent,
  psu: Psu,
  holdings: Holdings,
): Promise<Outcome<StoredConsent>> {
  const { clock, policy } = setting;
  const actor = { kind: 'psu', id: psu.psuId, requestId: request.requestId } as const;
  const mismatch = checkPsu(consent, authorisation, psu, policy.multilevelSca);
  if (mismatch !== undefined) return mismatch;
  if (hasAuthorised(others, psu)) return refuse('authorisation-not-needed', { consentId: consent.consentId });
  const granted = grant(setting, consent, request.accounts, holdings);
  if (!granted.accepted) return refuseGrant(trx, setting, { consent, authorisation }, granted);
  const event = request.exempted ? 'exempt' : 'finalise';
  const done = await applyScaEvent(trx, setting, consent, authorisation, event, actor, psu);
  if (!done.accepted) return done;
  const owner = ownerOf(consent, psu);
  const now = clock();
  const complete = request.complete ?? others.filter(isDone).length + 1 >= (request.signatures ?? 1);
  const changed = await applyEvent(trx, setting, consent, complete ? 'authorise' : 'authorisePartially', {
    actor,
    because: { authorisationId: authorisation.authorisationId, scaStatus: done.evidence.scaStatus },
    changes: {
      psu: owner,
      granted: toGrant(consent, owner, granted.evidence, now),
      ...(complete && { authorisedAt: now, access: granted.evidence.access }),
    },
  });
  if (changed.accepted && complete) await insertAccounts(trx, consent.consentId, granted.evidence.accounts);
  return changed;
}

/** What the first of several PSUs chose is what the others agree to, each of them for accounts of its own. */
function grant(
  { random }: ConsentSetting,
  { granted, model, asked }: StoredConsent,
  chosen: readonly string[] | undefined,
  holdings: Holdings,
): Outcome<GrantedAccess> {
  if (granted === undefined) {
    const now = grantAccess({ model, access: asked }, { ...holdings, chosen, newResourceId: random.uuid });
    const isAgreed = !now.accepted || chosen === undefined || isSameSet(chosen, now.evidence.accounts);
    return isAgreed ? now : refuse('account-not-of-psu');
  }
  const own = new Set(holdings.own.map(({ accountId }) => accountId));
  return granted.accounts.every(({ accountId }) => own.has(accountId)) ? accept(granted) : refuse('account-not-of-psu');
}

/** References of a dedicated consent may come to name more accounts than the PSU has seen. */
function isSameSet(accountIds: readonly string[], accounts: GrantedAccess['accounts']): boolean {
  const granted = new Set(accounts.map(({ accountId }) => accountId));
  return new Set(accountIds).size === granted.size && accountIds.every((id) => granted.has(id));
}

/** A choice that cannot be is asked for again; a named account that is not the PSU's is the TPP's to name rightly. */
async function refuseGrant(
  trx: Transaction,
  setting: ConsentSetting,
  { consent, authorisation }: { readonly consent: StoredConsent; readonly authorisation: Authorisation },
  refusal: Extract<Outcome<never>, { accepted: false }>,
): Promise<Outcome<never>> {
  if (consent.model !== 'dedicated' || consent.granted !== undefined) return refusal;
  const rejected = await rejectLocked(trx, setting, consent, authorisation, ASPSP, refusal.reason);
  return rejected.accepted ? refusal : rejected;
}

function toGrant(consent: StoredConsent, psu: Psu, { accounts, access }: GrantedAccess, now: Date) {
  const { consentId, tppId, model, recurring } = consent;
  return { consentId, tppId, ...psu, model, recurring, authorisedAt: now.getTime(), accounts, access };
}

/** The first PSU that authorises a consent. */
function ownerOf({ granted, psu }: StoredConsent, authorising: Psu): Psu {
  return granted === undefined ? authorising : (psu ?? authorising);
}

async function replaceOthers(
  trx: Transaction,
  setting: ConsentSetting,
  newer: StoredConsent,
  all: readonly StoredConsent[],
): Promise<void> {
  if (newer.consentStatus !== 'valid' || setting.policy.multipleConsents) return;
  const because = { replacedBy: newer.consentId };
  for (const one of all) {
    const other = one.consentId === newer.consentId ? newer : await settle(trx, setting, one);
    if (replaces(newer, other)) await applyEvent(trx, setting, other, 'replace', { actor: ASPSP, because });
  }
}
