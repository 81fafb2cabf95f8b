import type { AccountAccess, Consent, ConsentRequest, Grant, Outcome } from '@openxs2a/consent';
import type { AccountReference } from '@openxs2a/core-banking';
import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { createTestBank, type TestBank, type TestBankOptions } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import { createResourceServer } from './create-resource-server.ts';
import type { ResourceServerDeps } from './deps.ts';

type DemoName = keyof typeof DEMO_PSUS;
type Headers = Readonly<Record<string, string>>;

/** Accounts of the demo bank, by its own ids. */
export const HOUSEHOLD = 'demo-account-101';
export const SAVINGS = 'demo-account-102';
export const COLLECTION = 'demo-account-801';
export const CARD = 'demo-card-account-702';
export const CARD_CURRENT = 'demo-account-701';

export const PSU_PRESENT = { 'psu-ip-address': '192.0.2.17' };

type Asked = Ledger & ResourceServerDeps['core'];

export interface ReadBank extends TestBank {
  /** The core banking that the resource server asks; a test may put another method in its place. */
  readonly asked: Asked;
}

/**
 * A bank of the demo PSUs with the resource server, under a profile that is written as a bank would write it; `more` are
 * methods of its core banking, `on` says on which database.
 */
export async function openReadBank(
  profile: unknown = {},
  more: Partial<Asked> = {},
  on: Pick<TestBankOptions, 'database' | 'node' | 'clock' | 'demo'> = {},
): Promise<ReadBank> {
  const asked: { core?: Asked } = {};
  const bank = await createTestBank({
    ...on,
    profile: parseProfile(profile),
    parts: async (shared) => {
      const core = { ...shared.core, ...more };
      asked.core = core;
      return [await createResourceServer({ ...shared, core, linkKey: new Uint8Array(32).fill(7) })];
    },
  });
  if (asked.core === undefined) throw new TypeError('The parts of the bank were not asked for.');
  return { ...bank, asked: asked.core };
}

/** As a request names an account of the bank. */
export async function nameOf({ core }: TestBank, accountId: string): Promise<AccountReference> {
  const { iban, maskedPan } = (await core.findAccount(accountId)) ?? {};
  if (iban !== undefined) return { iban };
  if (maskedPan !== undefined) return { maskedPan };
  throw new TypeError(`There is no account "${accountId}".`);
}

export type GivenConsent = Partial<Omit<ConsentRequest, 'access'>> & {
  readonly psu?: DemoName;
  readonly tppId?: string;
  /** The bank's ids of those that the PSU chooses. */
  readonly chosen?: readonly string[];
  /** Whether the PSU authorises it. Default: true. */
  readonly authorised?: boolean;
};

/** A consent, and how its TPP reads with it. */
export interface TestConsent {
  readonly consentId: string;
  readonly tppId: string;
  /** What the TPP calls an account of the bank. */
  resource(accountId: string): string;
  get(target: string, headers?: Headers): Promise<TestAnswer>;
}

export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
  readonly body: any;
  readonly text: string;
  /** Status and code, as rules have them: `200`, `401 CONSENT_INVALID`. */
  readonly outcome: string;
  readonly headers: Response['headers'];
}

let tpps = 0;

/** Of a TPP of its own unless one is named, so that no consent of a test replaces that of another one. */
export async function giveConsent(
  bank: TestBank,
  access: AccountAccess,
  given: GivenConsent = {},
): Promise<TestConsent> {
  tpps += 1;
  const { psu = 'personal', tppId = `PSDDE-BAFIN-${500_000 + tpps}`, chosen, authorised = true, ...request } = given;
  const psuId = DEMO_PSUS[psu].id;
  const asked = { ...REQUEST, access, ...request };
  const tpp = { tppId, legalName: 'Accounts in Sight GmbH' };
  const created = accepted(
    await bank.database.transaction((trx) => bank.consents.create(trx, { tpp, request: asked, psuId })),
  );
  if (authorised) await authorise(bank, created, psuId, chosen);
  return findConsent(bank, { ...created, authorised });
}

/** A consent that is there, as its TPP uses it at this bank. */
export async function findConsent(
  bank: TestBank,
  { consentId, tppId, authorised = true }: Pick<TestConsent, 'consentId' | 'tppId'> & { readonly authorised?: boolean },
): Promise<TestConsent> {
  const accounts = authorised ? await loadGranted(bank, consentId, tppId) : [];
  return {
    consentId,
    tppId,
    resource(accountId) {
      const found = accounts.find((account) => account.accountId === accountId);
      if (found === undefined) throw new TypeError(`The consent does not name "${accountId}".`);
      return found.resourceId;
    },
    get: (target, headers = {}) => get(bank, target, { 'consent-id': consentId, 'x-test-tpp': tppId, ...headers }),
  };
}

export async function get(bank: TestBank, target: string, headers: Headers): Promise<TestAnswer> {
  const response = await bank.request('GET', target, { headers });
  const text = await response.text();
  const body = text === '' ? undefined : JSON.parse(text);
  const code = body?.tppMessages?.[0]?.code;
  const outcome = code === undefined ? String(response.status) : `${response.status} ${code}`;
  return { status: response.status, body, text, outcome, headers: response.headers };
}

/** What was accepted; a test that expects it fails where it was not. */
export function accepted<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new Error(`Refused: ${outcome.reason} ${JSON.stringify(outcome.evidence)}`);
  return outcome.evidence;
}

const REQUEST: Omit<ConsentRequest, 'access'> = {
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

async function authorise(
  { consents, database }: TestBank,
  { consentId, tppId }: Consent,
  psuId: string,
  accounts: readonly string[] | undefined,
): Promise<void> {
  const { authorisationId } = accepted(
    await database.transaction((trx) => consents.startAuthorisation(trx, { consentId, tppId })),
  );
  accepted(await consents.confirm({ consentId, authorisationId, psuId, accounts }));
}

/** What the consent opens, by a read that is given back. */
async function loadGranted({ consents }: TestBank, consentId: string, tppId: string): Promise<Grant['accounts']> {
  const use = { consentId, tppId, operation: 'getCardAccountList', psuPresent: true, requestId: 'fixture' } as const;
  const grant = accepted(await consents.useConsent(use));
  await consents.returnUse(grant, 'fixture');
  return grant.accounts;
}
