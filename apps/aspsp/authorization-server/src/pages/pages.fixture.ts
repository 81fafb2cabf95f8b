import type { Consent } from '@openxs2a/consent';
import { DEMO_PSUS, generateDemo } from '@openxs2a/core-banking/demo';
import { createTestBank, FAST_SCA_POLICY, type TestBank } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import type { AuthenticationMethod, OutboxMessage, Sca } from '@openxs2a/sca';
import { createLog } from '@openxs2a/service';
import { onTestFinished } from 'vitest';
import type { AuthorisationKey, Road } from '../authorising/road.ts';
import { createRoadSecrets } from '../authorising/secrets.ts';
import { createAuthorizationServer } from '../authorization-server.ts';
import { keepBegun } from '../store/begun.ts';
import { createDemoDevice } from './approvals/demo-device.ts';
import { openBrowser, type TestBrowser } from './browser.fixture.ts';
import type { PagesOptions } from './options.ts';
import { createPages } from './pages.ts';

export const { personal: PERSON, severalCurrencies: OTHER_PERSON, blocked: BLOCKED } = DEMO_PSUS;
export const PASSWORD = 'correct horse';
export const OTHER_PASSWORD = 'battery staple';
export const TPP = { tppId: 'PSDDE-BAFIN-100001', legalName: 'Accounts in Sight GmbH' } as const;
export const REDIRECT_URI = 'https://tpp.example/back?state=s1';
export const NOK_URI = 'https://nok.tpp.example/sorry?state=s1';
const SECRET = 'a secret of the pages';

/** Tries of one test are more than a PSU makes. */
const POLICY = { ...FAST_SCA_POLICY, sending: { burst: 100, everyMinutes: 1 } };

export interface PagesBank {
  readonly bank: TestBank;
  readonly sca: Sca;
  readonly road: Road;
  readonly messages: readonly OutboxMessage[];
  readonly lines: readonly string[];
  readonly device: ReturnType<typeof createDemoDevice>;
  browser(): TestBrowser;
  /** A consent that a TPP has asked for, and the way to authorise it. */
  begin(change?: BeginOptions): Promise<BegunConsent>;
  /** The code in the last message. */
  lastCode(): string;
  enrolDevice(psuId: string): Promise<AuthenticationMethod>;
}

export interface BeginOptions {
  readonly request?: object;
  readonly psuId?: string | undefined;
  readonly tpp?: { readonly tppId: string; readonly legalName: string };
  readonly uris?: { readonly redirectUri?: string; readonly nokRedirectUri?: string };
}

export interface BegunConsent {
  readonly consent: Consent;
  readonly key: AuthorisationKey;
  readonly path: string;
}

export interface OpenOptions {
  readonly profile?: object;
  readonly pages?: Partial<PagesOptions>;
  readonly demoDevice?: boolean;
}

/** The pages of a bank in memory, with a person that has a password and a phone. */
export async function openPages(options: OpenOptions = {}): Promise<PagesBank> {
  const profile = parseProfile({ name: 'Demo Bank', ...options.profile });
  const bank = await createTestBank({ parts: () => [], profile, demo: false, scaPolicy: POLICY });
  onTestFinished(() => bank.close());
  const { database, core, consents, clock, random, sca, sent: messages } = bank;
  await addPsus(bank);
  await addCredentials(bank, sca);
  const { road } = await createAuthorizationServer(bank);
  const secrets = createRoadSecrets(bank.scaKey);
  const lines: string[] = [];
  const logger = createLog({ app: 'pages', clock, destination: { write: (line) => void lines.push(line) } });
  const device = createDemoDevice(SECRET);
  const app = await createPages({
    ...{ road, sca, consents, core, profile, database, clock, random, logger },
    secret: SECRET,
    isHttps: false,
    ...(options.demoDevice === false ? {} : { demoDevice: device }),
    ...options.pages,
  });
  return {
    ...{ bank, sca, road, messages, lines, device },
    browser: () => openBrowser((request) => app.fetch(request)),
    begin: (change) => begin(bank, secrets.ticketFor, change),
    lastCode: () => /Code: (\d+)/.exec(messages.at(-1)?.text ?? '')?.[1] ?? '',
    enrolDevice: (psuId) => enrol(bank, sca, psuId, device),
  };
}

const { scenes: SCENES } = generateDemo({ today: '2026-11-26' });

async function addPsus({ database, core }: TestBank): Promise<void> {
  await database.transaction(async (trx) => {
    for (const psu of SCENES.flatMap(({ psus }) => psus)) await core.addPsu(trx, psu);
    for (const account of SCENES.flatMap(({ accounts }) => accounts)) await core.openAccount(trx, account);
  });
}

async function addCredentials({ database }: TestBank, sca: Sca): Promise<void> {
  const hashed = await sca.hashPassword(PASSWORD);
  const other = await sca.hashPassword(OTHER_PASSWORD);
  await database.transaction(async (trx) => {
    await sca.setPassword(trx, PERSON.id, hashed);
    await sca.setPassword(trx, OTHER_PERSON.id, other);
    await sca.setPassword(trx, BLOCKED.id, hashed);
    await sca.enrolMethod(trx, PERSON.id, { authenticationType: 'SMS_OTP', name: 'Phone', address: '+491701234567' });
    await sca.enrolMethod(trx, OTHER_PERSON.id, {
      authenticationType: 'SMS_OTP',
      name: 'Phone',
      address: '+491707654321',
    });
  });
}

function enrol({ database }: TestBank, sca: Sca, psuId: string, device: ReturnType<typeof createDemoDevice>) {
  const method = { authenticationType: 'PUSH_OTP', name: 'App', deviceKey: device.publicKeyOf(psuId) } as const;
  return database.transaction((trx) => sca.enrolMethod(trx, psuId, method));
}

const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '2027-05-24',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
} as const;

async function begin(
  { database, consents, clock }: TestBank,
  ticketFor: (authorisationId: string) => string,
  { request = {}, psuId, tpp = TPP, uris = { redirectUri: REDIRECT_URI, nokRedirectUri: NOK_URI } }: BeginOptions = {},
): Promise<BegunConsent> {
  return database.transaction(async (trx) => {
    const created = await consents.create(trx, { tpp, request: { ...REQUEST, ...request }, psuId });
    if (!created.accepted) throw new Error(created.reason);
    const { consentId } = created.evidence;
    const started = await consents.startAuthorisation(trx, { consentId, tppId: tpp.tppId, psuId });
    if (!started.accepted) throw new Error(started.reason);
    const { authorisationId } = started.evidence;
    const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
    keepBegun(trx, key, { approach: 'REDIRECT', form: 'page', uris, begunAt: clock(), accounts: undefined });
    return { consent: created.evidence, key, path: `/authorise/${ticketFor(authorisationId)}` };
  });
}

/** Logs in on the page at hand. */
export const logIn = (browser: TestBrowser, psuId: string = PERSON.psuId, password: string = PASSWORD) =>
  browser.submit('Log in', { 'psu-id': psuId, password });

export async function statusOf({ bank }: PagesBank, { consent }: BegunConsent): Promise<string> {
  const found = await bank.consents.find(consent.consentId, consent.tppId);
  return found.accepted ? found.evidence.consentStatus : found.reason;
}

export async function scaStatusOf({ road }: PagesBank, { key }: BegunConsent): Promise<string> {
  const found = await road.find(key);
  return found.accepted ? found.evidence.scaStatus : found.reason;
}
