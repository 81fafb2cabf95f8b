import { systemRandom } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createEventLog, type EventLog } from '@openxs2a/store/log';
import type { AccountDirectory, Authorisation, Consent, DirectoryAccount } from './consent.ts';
import { type Consents, type ConsentsOptions, createConsents } from './consents.ts';
import { covers } from './domain/account-reference.ts';
import type { ConsentRequest } from './domain/read-consent-request.ts';
import type { Outcome } from './outcome.ts';
import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from './policy.ts';

export const TPP = { tppId: 'PSDDE-BAFIN-100001', legalName: 'Accounts in Sight GmbH' };
export const OTHER_TPP = { tppId: 'PSDFR-ACPR-200002', legalName: 'Vue de Comptes SA' };
export const PSU = 'psu-personal';

export const GIRO = { iban: 'DE02120300000000202051' };
export const SAVINGS = { iban: 'DE02500105170137075030' };
export const DOLLARS = { iban: 'DE02100500000054540402', currency: 'USD' };
export const EUROS = { iban: 'DE02100500000054540402', currency: 'EUR' };
export const CARD = { maskedPan: '525412******3241' };
/** Nobody's here. */
export const FOREIGN = { iban: 'FR7630006000011234567890189' };

export const ACCOUNTS: readonly DirectoryAccount[] = [
  { accountId: 'giro', kind: 'account', reference: GIRO, cashAccountType: 'CACC' },
  { accountId: 'savings', kind: 'account', reference: SAVINGS, cashAccountType: 'SVGS' },
  { accountId: 'multi-eur', kind: 'account', reference: EUROS, cashAccountType: 'CACC' },
  { accountId: 'multi-usd', kind: 'account', reference: DOLLARS, cashAccountType: 'CACC' },
  { accountId: 'card', kind: 'card', reference: CARD, cashAccountType: 'CARD' },
];

/** Every PSU has the same accounts, but for those whose id says that it has none. */
export const DIRECTORY: AccountDirectory = {
  listAccounts: async ({ psuId }) => (psuId.includes('nothing') ? [] : ACCOUNTS),
  resolve: async (reference, { psuId }) =>
    psuId.includes('nothing') ? [] : ACCOUNTS.filter((account) => covers(reference, account.reference)),
};

export const REQUEST = {
  access: { balances: [GIRO], transactions: [GIRO] },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
} as const satisfies ConsentRequest;

/** Says what time it is, and stands still until it is told otherwise. */
export interface ManualClock {
  (): Date;
  set(moment: string | Date): void;
  advance(step: { readonly days?: number; readonly minutes?: number; readonly milliseconds?: number }): void;
}

export function createManualClock(start = '2026-11-26T09:00:00Z'): ManualClock {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    set: (moment: string | Date) => {
      now = new Date(moment).getTime();
    },
    advance: ({ days = 0, minutes = 0, milliseconds = 0 }) => {
      now += (days * 24 * 60 + minutes) * 60_000 + milliseconds;
    },
  });
}

export interface Bank {
  readonly consents: Consents;
  readonly log: EventLog;
  readonly clock: ManualClock;
  readonly database: Database;
}

export type PolicyChange = { readonly [Key in keyof ConsentPolicy]?: Partial<ConsentPolicy[Key]> };

/** The default policy, changed where it is said. */
export function changePolicy(change: PolicyChange = {}): ConsentPolicy {
  const entries = Object.entries(DEFAULT_CONSENT_POLICY).map(([key, value]) => {
    // both are values of the same key of the policy
    const changed = change[key as keyof ConsentPolicy];
    const isGroup = typeof value === 'object' && !Array.isArray(value);
    return [key, isGroup && typeof changed === 'object' ? { ...value, ...changed } : (changed ?? value)];
  });
  // key by key what the default has
  return Object.fromEntries(entries) as ConsentPolicy;
}

export interface BankOptions {
  readonly policy?: PolicyChange;
  readonly clock?: ManualClock;
  readonly node?: string;
  readonly onEnd?: ConsentsOptions['onEnd'];
}

export async function openBank(database: Database, options: BankOptions = {}): Promise<Bank> {
  const { policy, clock = createManualClock(), node = 'one', onEnd } = options;
  const log = await createEventLog(database, { namespace: 'bank', node, clock, sealEvery: false });
  const setting = { database, log, clock, random: systemRandom, accounts: DIRECTORY, onEnd };
  return { consents: await createConsents({ ...setting, policy: changePolicy(policy) }), log, clock, database };
}

/** What was accepted; a test that expects it fails where it was not. */
export function accepted<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new Error(`Refused: ${outcome.reason} ${JSON.stringify(outcome.evidence)}`);
  return outcome.evidence;
}

export type GivenConsent = Partial<ConsentRequest> & {
  readonly tpp?: typeof TPP;
  readonly psuId?: string | undefined;
  readonly corporateId?: string;
  /** The bank's ids of those that the PSU chooses. */
  readonly chosen?: readonly string[];
};

export async function createReceived({ consents, database }: Bank, given: GivenConsent = {}): Promise<Consent> {
  const { tpp = TPP, psuId = PSU, corporateId, chosen: _, ...request } = given;
  return accepted(
    await database.transaction((trx) =>
      consents.create(trx, { tpp, psuId, corporateId, request: { ...REQUEST, ...request } }),
    ),
  );
}

export async function startFor(
  { consents, database }: Bank,
  consent: ConsentKey,
  psuId?: string,
): Promise<Authorisation> {
  const { consentId, tppId } = consent;
  return accepted(await database.transaction((trx) => consents.startAuthorisation(trx, { consentId, tppId, psuId })));
}

/** Has the PSU authorise a consent that was received. */
export async function authorise(bank: Bank, consent: Consent, given: GivenConsent = {}): Promise<Outcome<Consent>> {
  const { psuId = PSU, corporateId, chosen: accounts } = given;
  const { consentId } = consent;
  const { authorisationId } = await startFor(bank, consent);
  return bank.consents.confirm({ consentId, authorisationId, psuId, corporateId, accounts });
}

export async function createValid(bank: Bank, given: GivenConsent = {}): Promise<Consent> {
  return accepted(await authorise(bank, await createReceived(bank, given), given));
}

/** The ids by which the TPP knows the accounts of a consent, by the bank's. */
export async function resourcesOf(bank: Bank, consent: Consent): Promise<Readonly<Record<string, string>>> {
  const { accounts } = accepted(await read(bank, consent, { operation: 'getCardAccountList', psuPresent: true }));
  return Object.fromEntries(accounts.map(({ accountId, resourceId }) => [accountId, resourceId]));
}

export type ConsentKey = Pick<Consent, 'consentId' | 'tppId'>;
type Read = Parameters<Consents['useConsent']>[0];

export function read(bank: Bank, { consentId, tppId }: ConsentKey, use: Partial<Read> & Pick<Read, 'operation'>) {
  return bank.consents.useConsent({ consentId, tppId, psuPresent: false, requestId: 'request', ...use });
}

/** A status, as the TPP that created it sees it. */
export async function statusOf({ consents }: Bank, { consentId, tppId }: ConsentKey): Promise<string> {
  return accepted(await consents.find(consentId, tppId)).consentStatus;
}

/** What came of a call in a word: `accepted`, or the reason. */
export async function resultOf(outcome: Promise<Outcome<unknown>>): Promise<string> {
  const result = await outcome;
  return result.accepted ? 'accepted' : result.reason;
}
