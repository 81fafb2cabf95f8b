import type { TestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import type { AuthorisationKey, Road } from '../authorising/road.ts';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  create,
  lastCode,
  PAGES,
  PASSWORD,
  PERSON,
  passwordOf,
  refusalOf,
  scaStatusOf,
  shareBank,
  TPP_ID,
  update,
  wrongCode,
} from '../bank.fixture.ts';
import { DEVICES } from '../devices.fixture.ts';
import { keepBegun } from '../store/begun.ts';

// Each status in each approach, with each step that a TPP can send there: what is answered, and where that leads.
// PERSON has codes and a device.

interface Scene {
  readonly bank: TestBank;
  readonly road: Road;
  readonly key: AuthorisationKey;
  readonly consentId: string;
  readonly authorisationId: string;
}

type Approach = 'EMBEDDED' | 'DECOUPLED' | 'REDIRECT';
const PROFILE = {
  sca: { approaches: ['EMBEDDED', 'DECOUPLED', 'REDIRECT'], authorisationConfirmation: true },
  consents: { multiple: true },
};
const WISHES: Readonly<Record<Approach, Readonly<Record<string, string>>>> = {
  EMBEDDED: { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'false' },
  DECOUPLED: { 'tpp-decoupled-preferred': 'true' },
  REDIRECT: { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': 'https://tpp.example/' },
};

/** A consent of nobody, to be authorised so; no authorisation yet. */
async function createFor(bank: TestBank, approach: Approach, psuId?: string): Promise<string> {
  const headers = { ...WISHES[approach], 'tpp-explicit-authorisation-preferred': 'true' };
  const { body } = await create(bank, {}, psuId === undefined ? headers : { ...headers, 'psu-id': psuId });
  return body.consentId ?? '';
}

/** Begun past the interface, which asks for a PSU in most approaches. */
async function beginInside(bank: TestBank, approach: Approach, psuId?: string): Promise<Scene> {
  const consentId = await createFor(bank, approach);
  const authorisationId = await bank.database.transaction(async (trx) => {
    const started = await bank.consents.startAuthorisation(trx, { consentId, tppId: TPP_ID, psuId });
    if (!started.accepted) throw new Error(started.reason);
    const uris = { redirectUri: 'https://tpp.example/' };
    const kept = { approach, form: 'page', uris, begunAt: bank.clock(), accounts: undefined } as const;
    keepBegun(trx, { kind: 'consent', resourceId: consentId, ...started.evidence }, kept);
    return started.evidence.authorisationId;
  });
  const { road } = await createAuthorizationServer({ ...bank, pagesUrl: PAGES });
  const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
  return { bank, road, key, consentId, authorisationId };
}

async function methodOf({ bank }: Scene, authenticationType: string): Promise<string> {
  const methods = await bank.sca.listMethods(PERSON.id);
  return methods.find((method) => method.authenticationType === authenticationType)?.authenticationMethodId ?? '';
}

const put = ({ bank, consentId, authorisationId }: Scene, body: unknown) =>
  update(bank, consentId, authorisationId, { body, headers: { 'psu-id': PERSON.psuId } });

type Act = (scene: Scene) => Promise<unknown>;
const STEPS: Readonly<Record<string, Act>> = {
  identify: (scene) => put(scene, {}),
  password: (scene) => put(scene, PASSWORD(PERSON)),
  'wrong password': (scene) => put(scene, { psuData: { password: 'wrong' } }),
  'a method': async (scene) => put(scene, { authenticationMethodId: await methodOf(scene, 'SMS_OTP') }),
  'a device': async (scene) => put(scene, { authenticationMethodId: await methodOf(scene, 'PUSH_OTP') }),
  'no method': (scene) => put(scene, { authenticationMethodId: 'none' }),
  code: (scene) => put(scene, { scaAuthenticationData: scene.bank.sent.length > 0 ? lastCode(scene.bank) : '1' }),
  'wrong code': (scene) =>
    put(scene, { scaAuthenticationData: scene.bank.sent.length > 0 ? wrongCode(scene.bank) : '1' }),
  confirmation: async (scene) => put(scene, { confirmationCode: await codeToReturn(scene) }),
  'wrong confirmation': (scene) => put(scene, { confirmationCode: 'wrong' }),
};

async function codeToReturn({ road, key }: Scene): Promise<string> {
  const address = await road.returnAddress(key);
  return (address && new URL(address).searchParams.get('confirmationCode')) ?? 'none';
}

// the PSU on the page of the bank
const logIn: Act = ({ road, key }) =>
  road.authenticate(key, { login: { psuId: PERSON.psuId }, password: passwordOf(PERSON), channel: 'page' });
const select =
  (type: string): Act =>
  async (scene) =>
    scene.road.selectMethod(scene.key, await methodOf(scene, type));
const typeCode: Act = ({ road, key, bank }) => road.authorise(key, lastCode(bank));
const refuse: Act = ({ road, key }) => road.refuse(key);

/** What the device of the PSU does. */
const decide =
  (decision: 'approve' | 'refuse'): Act =>
  async ({ bank, road, key }) => {
    const approvals = await bank.sca.listApprovals(PERSON.id);
    const approval = approvals.find(({ authorisationId }) => authorisationId === key.authorisationId);
    const found = await road.find(key);
    if (approval === undefined || !found.accepted) throw new Error('Nothing is asked.');
    const { approvalId, texts } = approval;
    const signature = DEVICES.sign(PERSON.id, texts[decision]);
    if (decision === 'refuse') return bank.sca.refuse({ approvalId, signature });
    return bank.sca.approve({ approvalId, signature, subject: found.evidence.subject });
  };

const { identify, password, code, 'a method': method } = STEPS as Record<string, Act>; // all are there
const reach = (...acts: readonly (Act | undefined)[]) => acts.filter((act) => act !== undefined);

/** How each status is come to; `known` where the TPP names the PSU when it begins. */
const WAYS: readonly (readonly [Approach, string, boolean, readonly Act[]])[] = [
  ['EMBEDDED', 'received', false, []],
  ['EMBEDDED', 'psuIdentified', false, reach(identify)],
  ['EMBEDDED', 'psuAuthenticated', true, reach(password)],
  ['EMBEDDED', 'scaMethodSelected', true, reach(password, method)],
  ['EMBEDDED', 'finalised', true, reach(password, method, code)],
  ['EMBEDDED', 'failed', true, [refuse]],
  ['DECOUPLED', 'received', false, []],
  ['DECOUPLED', 'psuIdentified', true, []],
  ['DECOUPLED', 'started', false, reach(identify)],
  ['DECOUPLED', 'started', true, reach(identify)],
  ['DECOUPLED', 'finalised', false, reach(identify, decide('approve'))],
  ['DECOUPLED', 'failed', false, reach(identify, decide('refuse'))],
  ['REDIRECT', 'received', false, []],
  ['REDIRECT', 'psuIdentified', false, reach(identify)],
  ['REDIRECT', 'psuAuthenticated', false, [logIn]],
  ['REDIRECT', 'scaMethodSelected', false, [logIn, select('SMS_OTP')]],
  ['REDIRECT', 'started', false, [logIn, select('PUSH_OTP')]],
  ['REDIRECT', 'unconfirmed', false, [logIn, select('SMS_OTP'), typeCode]],
  ['REDIRECT', 'unconfirmed', false, [logIn, select('PUSH_OTP'), decide('approve')]],
  ['REDIRECT', 'failed', false, [logIn, refuse]],
];

const SCA_STEPS = ['password', 'wrong password', 'a method', 'a device', 'no method', 'code', 'wrong code'];
const CONFIRMATIONS = ['confirmation', 'wrong confirmation'];
const all = (steps: readonly string[], answer: string) => Object.fromEntries(steps.map((step) => [step, answer]));
const CONFLICT = '409 STATUS_INVALID';
const NOT_HERE = '405 SERVICE_INVALID';
const CREDENTIALS = '401 PSU_CREDENTIALS_INVALID';
const FINAL = { ...all(['identify', ...SCA_STEPS], CONFLICT), ...all(CONFIRMATIONS, '400 SCA_INVALID') };
const DEVICE_DOES = { ...all([...SCA_STEPS, ...CONFIRMATIONS], NOT_HERE), identify: CONFLICT };
const PAGE_DOES = { ...all(SCA_STEPS, NOT_HERE), ...all(CONFIRMATIONS, CONFLICT), identify: CONFLICT };
const EMBEDDED = { ...all(SCA_STEPS, CONFLICT), ...all(CONFIRMATIONS, NOT_HERE), identify: CONFLICT };

/** What each step comes to: the refusal, after which all is as before unless it says so, or the next status. */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'EMBEDDED received': {
    ...EMBEDDED,
    identify: '200 psuIdentified',
    password: '200 psuAuthenticated',
    'wrong password': CREDENTIALS,
  },
  'EMBEDDED psuIdentified': {
    ...EMBEDDED,
    identify: '200 psuIdentified',
    password: '200 psuAuthenticated',
    'wrong password': CREDENTIALS,
  },
  'EMBEDDED psuAuthenticated': {
    ...EMBEDDED,
    'a method': '200 scaMethodSelected',
    'a device': '200 started',
    'no method': '400 SCA_METHOD_UNKNOWN',
  },
  'EMBEDDED scaMethodSelected': {
    ...EMBEDDED,
    'a method': '200 scaMethodSelected',
    'a device': '200 started',
    'no method': '400 SCA_METHOD_UNKNOWN',
    code: '200 finalised',
    'wrong code': CREDENTIALS,
  },
  'EMBEDDED finalised': FINAL,
  'EMBEDDED failed': FINAL,
  'DECOUPLED received': { ...DEVICE_DOES, identify: '200 started' },
  'DECOUPLED psuIdentified': { ...DEVICE_DOES, identify: '200 started' },
  'DECOUPLED started': DEVICE_DOES,
  'DECOUPLED finalised': FINAL,
  'DECOUPLED failed': FINAL,
  'REDIRECT received': { ...PAGE_DOES, identify: '200 psuIdentified' },
  'REDIRECT psuIdentified': { ...PAGE_DOES, identify: '200 psuIdentified' },
  'REDIRECT psuAuthenticated': PAGE_DOES,
  'REDIRECT scaMethodSelected': PAGE_DOES,
  'REDIRECT started': PAGE_DOES,
  'REDIRECT unconfirmed': { ...PAGE_DOES, confirmation: '200 finalised', 'wrong confirmation': '200 failed' },
  'REDIRECT failed': FINAL,
};

test.each(WAYS.map(([approach, status, known, acts], at) => [approach, status, at, known, acts] as const))(
  'AUT-STR-011 AUT-STR-022 N-AUT-STR-107 S-32 each step is taken at its place, and refused with its code at every other: %s at %s (way %d)',
  async (approach, scaStatus, _at, known, acts) => {
    const bank = await shareBank(PROFILE);
    const outcomes: Record<string, string> = {};
    for (const [step, act] of Object.entries(STEPS)) {
      const scene = await beginInside(bank, approach, known ? PERSON.id : undefined);
      for (const before of acts) await before(scene);
      expect(await scaStatusOf(bank, scene.consentId, scene.authorisationId)).toBe(scaStatus);
      // each of the acts gives the answer to its request
      const answer = (await act(scene)) as Awaited<ReturnType<typeof put>>;
      const after = await scaStatusOf(bank, scene.consentId, scene.authorisationId);
      outcomes[step] = answer.status === 200 ? `200 ${answer.body.scaStatus}` : refusalOf(answer);
      expect([step, after]).toEqual([step, answer.status === 200 ? answer.body.scaStatus : scaStatus]);
      // wrong ones are of no account for the next scene
      await bank.sca.checkPassword({ psuId: PERSON.id, password: passwordOf(PERSON), channel: 'page' });
    }
    expect(outcomes).toEqual(TABLE[`${approach} ${scaStatus}`]);
    expect(bank.errors).toEqual([]);
  },
);
