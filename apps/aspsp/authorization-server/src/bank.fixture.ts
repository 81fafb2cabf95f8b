import type { Consent, Outcome } from '@openxs2a/consent';
import { DEMO_PSUS, generateDemo } from '@openxs2a/core-banking/demo';
import { createTestBank, FAST_SCA_POLICY, type TestBank, type TestBankOptions } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import type { Schemas } from '@openxs2a/xs2a/types';
import { expect, onTestFinished } from 'vitest';
import { createAuthorizationServer } from './authorization-server.ts';
import { loadDemoCredentials } from './demo.ts';
import { DEVICES } from './devices.fixture.ts';

export const {
  personal: PERSON,
  severalCurrencies: OTHER_PERSON,
  blocked: BLOCKED,
  firstSignatory: SIGNATORY,
} = DEMO_PSUS;
export const TPP_ID = 'PSDDE-BAFIN-100001';
/** As another TPP: for the test proof of the edge. */
export const OTHER_TPP = { 'x-test-tpp': 'PSDFR-ACPR-200002' };
/** Where the pages of this bank would be. */
export const PAGES = 'https://login.bank.example';
/** Nobody's at this bank. */
export const FOREIGN = { iban: 'FR7630006000011234567890189' };

export interface BankChoices extends Omit<TestBankOptions, 'parts' | 'profile' | 'demo'> {
  /** Where it differs from the default. */
  readonly profile?: object;
}

/** They are in memory, and end with the process. */
const banks = new Map<string, Promise<TestBank>>();

/** A bank with this server alone, the same one for all tests of a file that want such a profile. */
export function shareBank(profile: object = {}): Promise<TestBank> {
  const key = JSON.stringify([expect.getState().testPath, profile]);
  const bank = banks.get(key) ?? createBank({ profile });
  banks.set(key, bank);
  return bank;
}

/** One for a test that moves its clock; it is closed when the test ends. */
export async function openBank(choices: BankChoices = {}): Promise<TestBank> {
  const bank = await createBank(choices);
  onTestFinished(() => bank.close());
  return bank;
}

/** Of all the tests of a file, many are for one PSU. */
const OFTEN_SENDING = { ...FAST_SCA_POLICY, sending: { burst: 10_000, everyMinutes: 1 } };

/** Whoever makes it closes it. */
export async function createBank({ profile = {}, ...options }: BankChoices): Promise<TestBank> {
  const bank = await createTestBank({
    scaPolicy: OFTEN_SENDING,
    ...options,
    demo: false,
    profile: parseProfile(profile),
    parts: async (state) => [await createAuthorizationServer({ ...state, pagesUrl: PAGES })],
  });
  await addPsus(bank);
  await loadDemoCredentials(bank, DEVICES);
  return bank;
}

const { scenes: SCENES } = generateDemo({ today: '2026-11-26' });

/** The demo PSUs with their accounts; what was booked on these matters to nobody here. */
function addPsus({ database, core }: TestBank): Promise<void> {
  return database.transaction(async (trx) => {
    for (const psu of SCENES.flatMap(({ psus }) => psus)) await core.addPsu(trx, psu);
    for (const account of SCENES.flatMap(({ accounts }) => accounts)) await core.openAccount(trx, account);
  });
}

/** An answer as it came; `body` is its JSON, `text` its bytes as text. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: AnswerBody;
}

/** Members of any of the answers: a test looks at those that it expects. */
export interface AnswerBody extends Partial<Schemas['consentsResponse-201']> {
  readonly authorisationId?: string;
  readonly authorisationIds?: readonly string[];
  readonly scaStatus?: string;
  readonly psuMessage?: string;
  readonly access?: Schemas['accountAccess'];
  readonly validUntil?: string;
  readonly frequencyPerDay?: number;
  readonly recurringIndicator?: boolean;
  readonly lastActionDate?: string;
  readonly tppMessages?: readonly { readonly category: string; readonly code: string; readonly path?: string }[];
  readonly code?: string;
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export async function call(bank: TestBank, method: string, target: string, request: Call = {}): Promise<Answer> {
  const response = await bank.request(method, target, request);
  const text = await response.text();
  // whatever the answer is: a test looks at what it expects
  const body = (text === '' ? {} : JSON.parse(text)) as AnswerBody;
  return { status: response.status, headers: response.headers, text, body };
}

export const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
} as const;

export const create = (bank: TestBank, request: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  createRaw(bank, { ...REQUEST, ...request }, headers);

/** The body as it is given; PSU-IP-Address is there unless it is replaced. */
export function createRaw(bank: TestBank, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return call(bank, 'POST', '/v1/consents', { headers: { 'psu-ip-address': '192.0.2.7', ...headers }, body });
}

/** The id of a consent of the person, that was just created. */
export async function createdId(
  bank: TestBank,
  request: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { status, body, text } = await create(bank, request, { 'psu-id': PERSON.psuId, ...headers });
  if (status !== 201 || body.consentId === undefined) throw new Error(`Not created: ${status} ${text}`);
  return body.consentId;
}

export const consentAt = (consentId: string, rest = ''): string => `/v1/consents/${consentId}${rest}`;

export const start = (bank: TestBank, consentId: string, request: Call = {}): Promise<Answer> =>
  call(bank, 'POST', consentAt(consentId, '/authorisations'), request);

export const update = (
  bank: TestBank,
  consentId: string,
  authorisationId: string,
  request: Call = {},
): Promise<Answer> => call(bank, 'PUT', consentAt(consentId, `/authorisations/${authorisationId}`), request);

export async function statusOf(bank: TestBank, consentId: string, headers = {}): Promise<string | undefined> {
  return (await call(bank, 'GET', consentAt(consentId, '/status'), { headers })).body.consentStatus;
}

export async function scaStatusOf(bank: TestBank, consentId: string, authorisationId: string) {
  const { body } = await call(bank, 'GET', consentAt(consentId, `/authorisations/${authorisationId}`));
  return body.scaStatus;
}

export async function authorisationsOf(bank: TestBank, consentId: string): Promise<readonly string[]> {
  return (await call(bank, 'GET', consentAt(consentId, '/authorisations'))).body.authorisationIds ?? [];
}

/** What of a refusal a TPP goes by: status, code, and where. */
export function refusalOf({ status, body }: Answer): string {
  const [{ code = '', path = '' } = {}] = body.tppMessages ?? [];
  return [status, code, path].filter((part) => part !== '').join(' ');
}

export const relationsOf = ({ body }: Answer): readonly string[] => Object.keys(body._links ?? {}).toSorted();

export interface Authorising {
  readonly psuId?: string;
  readonly corporateId?: string;
  readonly tppId?: string;
  readonly accounts?: readonly string[];
  readonly exempted?: boolean;
  readonly complete?: boolean;
}

/** What SCA will do when it was done: no request does it. */
export async function authorise(bank: TestBank, consentId: string, given: Authorising = {}): Promise<Outcome<Consent>> {
  const { psuId = PERSON.id, tppId = TPP_ID, ...rest } = given;
  const [open] = await openAuthorisations(bank, consentId, tppId);
  const authorisationId = open ?? (await startInside(bank, consentId, tppId, psuId));
  return bank.consents.confirm({ consentId, authorisationId, psuId, ...rest });
}

async function openAuthorisations(bank: TestBank, consentId: string, tppId: string): Promise<readonly string[]> {
  const all = await bank.consents.authorisations(consentId, tppId);
  if (!all.accepted) throw new Error(all.reason);
  return all.evidence
    .filter(({ scaStatus }) => scaStatus === 'received' || scaStatus === 'psuIdentified')
    .map(({ authorisationId }) => authorisationId);
}

async function startInside(bank: TestBank, consentId: string, tppId: string, psuId: string): Promise<string> {
  const started = await bank.database.transaction((trx) =>
    bank.consents.startAuthorisation(trx, { consentId, tppId, psuId }),
  );
  if (!started.accepted) throw new Error(started.reason);
  return started.evidence.authorisationId;
}

/** Of a person, IBANs in the order of its accounts. */
export async function ibansOf(bank: TestBank, psuId: string = PERSON.id): Promise<readonly string[]> {
  const accounts = await bank.core.listAccounts(psuId);
  return accounts.flatMap(({ iban }) => iban ?? []);
}

export const passwordOf = ({ psuId }: { readonly psuId: string }): string => `password of ${psuId}`;

/** What a PSU would read on its telephone: the code that was sent last. */
export function lastCode({ sent }: TestBank): string {
  const [, code] = /Code: (\d+)/.exec(sent.at(-1)?.text ?? '') ?? [];
  if (code === undefined) throw new Error('No code was sent.');
  return code;
}

/** One that is not the one that was sent. */
export const wrongCode = (bank: TestBank): string => (lastCode(bank) === '000000' ? '000001' : '000000');

export const PASSWORD = (psu: { readonly psuId: string } = PERSON) => ({ psuData: { password: passwordOf(psu) } });

/** What the link of an answer leads to. */
export function hrefOf({ body, text }: Answer, relation: string): string {
  const href = body._links?.[relation]?.href;
  if (href === undefined) throw new Error(`No "${relation}" in ${text}`);
  return href;
}
