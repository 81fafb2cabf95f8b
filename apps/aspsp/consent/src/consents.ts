import type { Clock, Random } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { type AuditPage, type AuditQuery, readAudit } from './acts/audit.ts';
import {
  type RejectConsent,
  rejectConsent,
  type StartAuthorisation,
  startAuthorisation,
  startFirstAuthorisation,
  type UpdateAuthorisation,
  updateAuthorisation,
} from './acts/authorise.ts';
import {
  type Confirmation,
  type ConfirmConsent,
  type ForecastConsent,
  forecastAccounts,
  listEligible,
  prepareConfirmation,
} from './acts/confirm.ts';
import { type CreateConsent, createConsent } from './acts/create.ts';
import { endConsent } from './acts/end.ts';
import { listPage } from './acts/list.ts';
import type { ConsentSetting } from './acts/setting.ts';
import { expireDue, loadAuthorisations, loadSettled } from './acts/settle.ts';
import { returnUse, type UseConsent, useConsent } from './acts/use.ts';
import type { AccountDirectory, Authorisation, Consent, Grant } from './consent.ts';
import { createStartOfWindow } from './domain/frequency.ts';
import { forecastEnd } from './domain/lifetime.ts';
import { accept, type Outcome, refuse } from './outcome.ts';
import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from './policy.ts';
import { type ConsentPage, listOfPsu, listOfTpp } from './store/consents.ts';
import { migrateConsents } from './store/migrations.ts';

/**
 * All that is done with consents. Each change is one transaction with its record in the log, on disk when it resolves.
 * Whose consent it is not, to that party it is unknown. What time has ended is ended before anybody sees it.
 */
export interface Consents {
  /** In the caller's transaction, so that what the call answers can be kept with it. */
  create(trx: Transaction, request: CreateConsent): Promise<Outcome<Consent>>;
  find(consentId: string, tppId: string): Promise<Outcome<Consent>>;
  /** When a consent ends by itself, or would if it were authorised now. */
  endOf(consent: Consent): Date;
  /** The TPP's `DELETE`; `requestId` is for the record. */
  terminateByTpp(consentId: string, tppId: string, requestId?: string): Promise<Outcome<Consent>>;
  /** By the PSU that authorised it, at the bank. */
  revokeByPsu(consentId: string, psuId: string): Promise<Outcome<Consent>>;
  /** The newest first. */
  listOfPsu(psuId: string, page?: ConsentPage): Promise<readonly Consent[]>;
  listOfTpp(tppId: string, page?: ConsentPage): Promise<readonly Consent[]>;
  /** Ends what is over, at most `limit` (100) at once; to be run every minute or so, on any number of nodes. */
  expire(options?: { readonly limit?: number }): Promise<number>;

  /** In the caller's transaction, as `create`. */
  startAuthorisation(trx: Transaction, request: StartAuthorisation): Promise<Outcome<Authorisation>>;
  /** Of a consent that the caller's transaction has just created: nobody else knows it, so that nothing is locked or refused. */
  startFirstAuthorisation(trx: Transaction, consent: Consent, requestId?: string): Promise<Authorisation>;
  /** In the order in which they were started. */
  authorisations(consentId: string, tppId: string): Promise<Outcome<readonly Authorisation[]>>;
  authorisation(consentId: string, authorisationId: string, tppId: string): Promise<Outcome<Authorisation>>;
  /** For SCA at the bank, whoever the TPP is: the consent, and this authorisation of it. */
  findAuthorising(consentId: string, authorisationId: string): Promise<Outcome<Authorising>>;
  /** For SCA: the bank's ids of the accounts that `confirm` would open; what the PSU is asked to agree to. */
  forecastAccounts(request: ForecastConsent): Promise<Outcome<readonly string[]>>;
  /** For SCA: those that a PSU may choose from where it has to choose. */
  listEligibleAccounts(request: ForecastConsent): Promise<Outcome<readonly string[]>>;
  /** For SCA: moves an authorisation on. */
  updateAuthorisation(request: UpdateAuthorisation): Promise<Outcome<Authorisation>>;
  /** The same in the caller's transaction. */
  updateAuthorisationIn(trx: Transaction, request: UpdateAuthorisation): Promise<Outcome<Authorisation>>;
  /** For SCA: it was done. Nothing else makes a consent valid. */
  confirm(request: ConfirmConsent): Promise<Outcome<Consent>>;
  /** The same for a transaction of the caller: what the bank knows of the accounts is asked for before it. */
  prepareConfirmation(request: ConfirmConsent): Promise<Confirmation>;
  /** For SCA: it failed for good, or the PSU refused. */
  reject(request: RejectConsent): Promise<Outcome<Consent>>;

  /** Before each read of accounts: whether the consent covers it, counted and recorded. */
  useConsent(request: UseConsent): Promise<Outcome<Grant>>;
  /** After a read that failed: it does not count. */
  returnUse(grant: Grant, requestId: string): Promise<void>;
  /**
   * What was recorded about the consents that a PSU gave or was named for, with one TPP or all; or about a TPP: what it did,
   * what was done to it, and all about its consents. The first is found by indexes, the second by going through the log.
   */
  audit(query: AuditQuery): Promise<AuditPage>;
}

/** A consent and one of its authorisations. */
export interface Authorising {
  readonly consent: Consent;
  readonly authorisation: Authorisation;
}

export interface ConsentsOptions {
  readonly database: Database;
  /** Of the same database, so that each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  /** `DEFAULT_CONSENT_POLICY` if it is not given. */
  readonly policy?: ConsentPolicy;
  readonly accounts: AccountDirectory;
  /** Ends what hangs on a consent together with it, whatever ended it: in the same transaction. */
  readonly onEnd?: ((trx: Transaction, consent: Consent) => Promise<void>) | undefined;
}

/** Makes the tables if they are not there. */
export async function createConsents(options: ConsentsOptions): Promise<Consents> {
  const { policy = DEFAULT_CONSENT_POLICY } = options;
  const setting: ConsentSetting = { ...options, policy, startOfWindow: createStartOfWindow(policy) };
  const { database } = setting;
  await migrateConsents(database);

  const findOwn = async (consentId: string, tppId: string) => {
    const consent = await loadSettled(setting, consentId);
    return consent?.tppId === tppId ? accept(consent) : refuse('consent-unknown');
  };
  const authorisations = async (consentId: string, tppId: string) => {
    const consent = await findOwn(consentId, tppId);
    return consent.accepted ? accept(await loadAuthorisations(setting, consent.evidence)) : consent;
  };
  const findAuthorising = async (consentId: string, authorisationId: string): Promise<Outcome<Authorising>> => {
    const consent = await loadSettled(setting, consentId);
    if (consent === undefined) return refuse('consent-unknown');
    const all = await loadAuthorisations(setting, consent);
    const authorisation = all.find((one) => one.authorisationId === authorisationId);
    return authorisation === undefined
      ? refuse('authorisation-unknown', { consentId })
      : accept({ consent, authorisation });
  };
  return {
    create: (trx, request) => createConsent(trx, setting, request),
    find: findOwn,
    endOf: (consent) => forecastEnd(consent, policy, setting.clock()),
    terminateByTpp: (consentId, tppId, requestId) =>
      endConsent(setting, {
        consentId,
        event: 'terminate',
        actor: { kind: 'tpp', id: tppId, requestId },
        isOwn: (consent) => consent.tppId === tppId,
      }),
    revokeByPsu: (consentId, psuId) =>
      endConsent(setting, {
        consentId,
        event: 'revoke',
        actor: { kind: 'psu', id: psuId },
        isOwn: ({ psu }) => psu?.psuId === psuId,
      }),
    listOfPsu: async (psuId, page = {}) => listPage(setting, await listOfPsu(database, psuId, page)),
    listOfTpp: async (tppId, page = {}) => listPage(setting, await listOfTpp(database, tppId, page)),
    expire: ({ limit = 100 } = {}) => expireDue(setting, limit),
    startAuthorisation: (trx, request) => startAuthorisation(trx, setting, request),
    startFirstAuthorisation: (trx, consent, requestId) => startFirstAuthorisation(trx, setting, consent, requestId),
    authorisations,
    authorisation: async (consentId, authorisationId, tppId) => {
      const all = await authorisations(consentId, tppId);
      if (!all.accepted) return all;
      const found = all.evidence.find((one) => one.authorisationId === authorisationId);
      return found === undefined ? refuse('authorisation-unknown', { consentId }) : accept(found);
    },
    findAuthorising,
    forecastAccounts: (request) => forecastAccounts(setting, request),
    listEligibleAccounts: (request) => listEligible(setting, request),
    updateAuthorisation: (request) => database.transaction((trx) => updateAuthorisation(trx, setting, request)),
    updateAuthorisationIn: (trx, request) => updateAuthorisation(trx, setting, request),
    confirm: async (request) => database.transaction(await prepareConfirmation(setting, request)),
    prepareConfirmation: (request) => prepareConfirmation(setting, request),
    reject: (request) => rejectConsent(setting, request),
    useConsent: (request) => useConsent(setting, request),
    returnUse: (grant, requestId) => returnUse(setting, grant, requestId),
    audit: (query) => readAudit(setting, query),
  };
}
