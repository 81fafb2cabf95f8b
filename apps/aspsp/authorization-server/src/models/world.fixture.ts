import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import { FAST_SCA_POLICY, type TestBank } from '@openxs2a/edge/testing';
import { createLog } from '@openxs2a/service';
import { createAuthorizationServer } from '../authorization-server.ts';
import { authorisationsOf, create, createBank, PAGES, scaStatusOf, statusOf } from '../bank.fixture.ts';
import { type FetchPage, openBrowser, type TestBrowser } from '../pages/browser.fixture.ts';
import { createPages } from '../pages.ts';
import type { Move } from './machine.fixture.ts';
import type { Person, Setting, State } from './state.fixture.ts';

/** A bank with its pages, for all walks of one machine. */
export interface ModelBank {
  readonly bank: TestBank;
  readonly fetchPage: FetchPage;
}

/** What one walk goes through: a consent, the authorisations of it, and the browser that the TPP sends to the bank. */
export interface World extends ModelBank {
  readonly setting: Setting;
  readonly consentId: string;
  readonly begun: Begun[];
  readonly browser: TestBrowser;
  /** Of the newest page with forms. */
  formToken: string;
  /** The last that the device of a person was shown. */
  readonly approvals: Map<string, ShownApproval>;
}

export interface ShownApproval {
  readonly path: string;
  readonly texts: Readonly<Record<'approve' | 'refuse', string>>;
}

/** A move in such a world. */
export type Step = Move<State, World>;

export interface Begun {
  readonly authorisationId: string;
  readonly begunFor: string;
  /** Of its page. */
  readonly path: string | undefined;
  /** What a browser brought the TPP. */
  confirmationCode?: string;
}

const { personal, severalCurrencies, cards, noAccounts, firstSignatory, secondSignatory } = DEMO_PSUS;
export const PEOPLE = {
  several: { ...personal, methods: ['code', 'code', 'device'] },
  code: { ...severalCurrencies, methods: ['code'] },
  device: { ...cards, methods: ['device'] },
  none: { ...noAccounts, methods: [] },
  first: { ...firstSignatory, methods: ['code', 'device'] },
  second: { ...secondSignatory, methods: ['code', 'device'] },
} as const satisfies Readonly<Record<string, Person>>;

/** A block is for good here, so that it is seen to hold; and nobody waits because it was asked often. */
const POLICY = {
  ...FAST_SCA_POLICY,
  sending: { burst: 1_000_000, everyMinutes: 1 },
  blocks: { ...FAST_SCA_POLICY.blocks, minutes: ['for-good'] },
} as const;

const SECRET = 'a secret of the pages';
const HOURS = { receivedMinutes: 1000, partiallyAuthorisedMinutes: 1000 };

/** Without a device, and so without a page to choose on, a bank offers no choice. */
export async function openModelBank({ approach, people, needsConfirmation, isExempt }: Setting): Promise<ModelBank> {
  const profile = {
    sca: {
      approaches: [approach],
      multilevel: people.length > 1,
      authorisationConfirmation: needsConfirmation ?? false,
      availableAccountsByPassword: isExempt ?? false,
    },
    consents: { confirmWithin: HOURS, ...(approach === 'EMBEDDED' && { offered: { bankOffered: false } }) },
  };
  const bank = await createBank({ profile, scaPolicy: POLICY });
  const { road } = await createAuthorizationServer({ ...bank, pagesUrl: PAGES });
  const { clock, random } = bank;
  const pages = await createPages({
    ...bank,
    road,
    secret: SECRET,
    isHttps: false,
    logger: createLog({ app: 'pages', clock, destination: { write: () => undefined } }),
    // each form from somewhere else: how many of them come from one place is limited
    addressOf: () => random.uuid(),
  });
  return { bank, fetchPage: (request) => pages.fetch(request) };
}

const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
export const OK = 'https://tpp.example/back?state=s1';
export const NOK = 'https://tpp.example/sorry?state=s1';
const LIST = { access: { availableAccounts: 'allAccounts' }, recurringIndicator: false, frequencyPerDay: 1 };

/** What the bank gives by the password alone; what several have to agree to; or all that there is. */
async function accessFor({ core }: TestBank, { isExempt, people }: Setting): Promise<object> {
  if (isExempt) return LIST;
  if (people.length === 1) return {};
  const accounts = await core.listAccounts(people[0].id);
  const shared = accounts.filter(({ signatures }) => signatures === people.length);
  return { access: { balances: shared.map(({ iban }) => ({ iban })) } };
}

/** Two days later, so that failures of the walk before are forgotten; with a consent for this day. */
export async function openWorld(model: ModelBank, setting: Setting): Promise<World> {
  const { bank } = model;
  bank.clock.advance({ days: 2 });
  bank.clock.set(`${todayOf(bank)}T09:00:00Z`);
  for (const { id } of setting.people) await bank.sca.unblock(id, 'test', 'another walk');
  const consentId = await createFor(model, setting);
  const browser = openBrowser(model.fetchPage);
  return { ...model, setting, consentId, begun: [], browser, formToken: '', approvals: new Map() };
}

const todayOf = ({ clock }: TestBank) => clock().toISOString().slice(0, 10);

/** A consent for today; gives its id. */
export async function createFor({ bank }: ModelBank, setting: Setting): Promise<string> {
  const headers = {
    ...EXPLICIT,
    ...(setting.isNamed && nameOf(setting.people[0])),
    ...(setting.approach === 'REDIRECT' && { 'tpp-redirect-uri': OK, 'tpp-nok-redirect-uri': NOK }),
  };
  const request = { validUntil: todayOf(bank), ...(await accessFor(bank, setting)) };
  const { status, text, body } = await create(bank, request, headers);
  if (status !== 201 || body.consentId === undefined) throw new Error(`No consent to walk with: ${text}`);
  return body.consentId;
}

/** How a TPP names somebody. */
export const nameOf = ({ psuId, corporateId }: Person): Readonly<Record<string, string>> => ({
  'psu-id': psuId,
  ...(corporateId !== undefined && { 'psu-corporate-id': corporateId }),
});

/** As with the state: the last one that began for this person, or for anybody. */
export function newestIn({ begun, setting }: World, { psuId }: Person): Begun | undefined {
  return setting.people.length === 1 ? begun.at(-1) : begun.findLast(({ begunFor }) => begunFor === psuId);
}

export interface Appearance {
  readonly consentStatus: string | undefined;
  readonly scaStatuses: readonly (string | undefined)[];
}

/** By GETs of the TPP alone. */
export async function look({ bank, consentId, begun }: World): Promise<Appearance> {
  const scaStatuses: (string | undefined)[] = [];
  for (const { authorisationId } of begun) scaStatuses.push(await scaStatusOf(bank, consentId, authorisationId));
  const known = await authorisationsOf(bank, consentId);
  if (known.length !== begun.length) throw new Error(`${known.length} authorisations instead of ${begun.length}.`);
  return { consentStatus: await statusOf(bank, consentId), scaStatuses };
}

export const appearanceOf = ({ consentStatus, authorisations }: State): Appearance => ({
  consentStatus,
  scaStatuses: authorisations.map(({ scaStatus }) => scaStatus),
});

export function changesOf(before: Appearance, after: Appearance): readonly (readonly [from: string, to: string])[] {
  const ofConsent = [['consent', before.consentStatus, after.consentStatus]];
  const ofEach = after.scaStatuses.map((scaStatus, at) => ['sca', before.scaStatuses[at] ?? 'none', scaStatus]);
  return [...ofConsent, ...ofEach].flatMap(([of, from, to]) => (from === to ? [] : [[`${of} ${from}`, `${to}`]]));
}

const CODE = /Code: (\d+)/;

/** What this person was sent last; what is none where nothing was sent. */
export async function codeSentTo({ bank }: ModelBank, { id }: Person): Promise<string> {
  const methods = await bank.sca.listMethods(id);
  const ids = new Set(methods.map(({ authenticationMethodId }) => authenticationMethodId));
  const last = bank.sent.findLast(({ method, text }) => ids.has(method.authenticationMethodId) && CODE.test(text));
  return CODE.exec(last?.text ?? '')?.[1] ?? '000000';
}

export const wrongOf = (code: string): string => (code === '000000' ? '000001' : '000000');

export async function methodOf({ bank }: ModelBank, { id }: Person, kind: 'code' | 'device'): Promise<string> {
  const type = kind === 'code' ? 'SMS_OTP' : 'PUSH_OTP';
  const methods = await bank.sca.listMethods(id);
  return methods.find(({ authenticationType }) => authenticationType === type)?.authenticationMethodId ?? 'none';
}
