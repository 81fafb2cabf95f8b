import { FAST_SCA_POLICY, type TestBank } from '@openxs2a/edge/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  call,
  consentAt,
  create,
  createBank,
  lastCode,
  PAGES,
  PASSWORD,
  PERSON,
  refusalOf,
  scaStatusOf,
  start,
  statusOf,
  update,
  wrongCode,
} from '../bank.fixture.ts';
import { DEVICES } from '../devices.fixture.ts';

// What an embedded authorisation should do, written down once more in the simplest way, and whatever a TPP may send in
// whatever order held against it. A block is for good here, so that it is seen to hold.
const CODE_MINUTES = 5;
const TRIES = 3;
const FAILURES = 5;
const POLICY = {
  ...FAST_SCA_POLICY,
  sending: { burst: 100_000, everyMinutes: 1 },
  blocks: { ...FAST_SCA_POLICY.blocks, minutes: ['for-good'] },
} as const;
const PROFILE = {
  sca: { approaches: ['EMBEDDED'] },
  consents: {
    offered: { bankOffered: false },
    confirmWithin: { receivedMinutes: 10_000, partiallyAuthorisedMinutes: 10_000 },
  },
};

type Asked =
  | { readonly kind: 'code'; readonly sentAt: number; tries: number }
  | { readonly kind: 'device'; readonly askedAt: number };

/** The consent, its newest authorisation, and how often the PSU was wrong. */
interface Model {
  now: number;
  consentStatus: string;
  scaStatus: string | undefined;
  isDecoupled: boolean;
  asked: Asked | undefined;
  wrongPasswords: number;
  wrongCodes: number;
  isBlocked: boolean;
}

interface Real {
  readonly bank: TestBank;
  readonly consentId: string;
  readonly approve: (decision: 'approve' | 'refuse') => Promise<void>;
  authorisationId: string;
}

const FINAL = ['finalised', 'failed'];
const CREDENTIALS = '401 PSU_CREDENTIALS_INVALID';
const CONFLICT = '409 STATUS_INVALID';
const isOver = ({ scaStatus }: Model) => scaStatus === undefined || FINAL.includes(scaStatus);

function fail(model: Model): void {
  model.scaStatus = 'failed';
  model.asked = undefined;
}

/** A wrong factor: whether it was the one that blocks. */
function miss(model: Model, factor: 'wrongPasswords' | 'wrongCodes'): boolean {
  model[factor] += 1;
  if (model.wrongPasswords + model.wrongCodes < FAILURES) return false;
  model.isBlocked = true;
  fail(model);
  return true;
}

/** A device that was asked and did not answer in time. */
function passTime(model: Model): void {
  const { asked } = model;
  if (model.scaStatus !== 'started' || asked?.kind !== 'device' || model.now < asked.askedAt + CODE_MINUTES) return;
  fail(model);
  model.consentStatus = 'rejected';
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  /** What is to be answered; changes the model. */
  abstract expect(model: Model): string;
  abstract send(real: Real): Promise<string>;
  async run(model: Model, real: Real): Promise<void> {
    passTime(model);
    const expected = this.expect(model);
    expect(await this.send(real)).toBe(expected);
    expect(await statusOf(real.bank, real.consentId)).toBe(model.consentStatus);
    if (model.scaStatus !== undefined)
      expect(await scaStatusOf(real.bank, real.consentId, real.authorisationId)).toBe(model.scaStatus);
  }
  abstract toString(): string;
}

class Put extends Step {
  readonly step: keyof typeof PUTS;
  constructor(step: keyof typeof PUTS) {
    super();
    this.step = step;
  }
  override check = (model?: Model): boolean => model?.scaStatus !== undefined;
  override expect(model: Model): string {
    if (isOver(model)) return this.step === 'confirmation' ? '400 SCA_INVALID' : CONFLICT;
    return PUTS[this.step].expect(model);
  }
  override async send({ bank, consentId, authorisationId }: Real): Promise<string> {
    const answer = await update(bank, consentId, authorisationId, { body: await PUTS[this.step].body(bank) });
    return answer.status === 200 ? `200 ${answer.body.scaStatus}` : refusalOf(answer);
  }
  override toString = (): string => `put(${this.step})`;
}

interface PutStep {
  /** Of an authorisation that is not over. */
  readonly expect: (model: Model) => string;
  readonly body: (bank: TestBank) => Promise<unknown>;
}

const idOf = async (bank: TestBank, authenticationType: string) =>
  (await bank.sca.listMethods(PERSON.id)).find((method) => method.authenticationType === authenticationType)
    ?.authenticationMethodId;
const mayChoose = ({ scaStatus }: Model) => scaStatus === 'psuAuthenticated' || scaStatus === 'scaMethodSelected';

function expectPassword(model: Model, isRight: boolean): string {
  if (model.isDecoupled) return '405 SERVICE_INVALID';
  if (model.scaStatus !== 'psuIdentified') return CONFLICT;
  if (model.isBlocked) {
    fail(model);
    return CREDENTIALS;
  }
  if (!isRight) {
    miss(model, 'wrongPasswords');
    return CREDENTIALS;
  }
  model.wrongPasswords = 0;
  model.scaStatus = 'psuAuthenticated';
  return '200 psuAuthenticated';
}

function expectChoice(model: Model, kind: Asked['kind']): string {
  if (model.isDecoupled) return '405 SERVICE_INVALID';
  if (!mayChoose(model)) return CONFLICT;
  // a blocked PSU is asked nothing, and may come again
  if (model.isBlocked) return CREDENTIALS;
  model.asked = kind === 'code' ? { kind, sentAt: model.now, tries: TRIES } : { kind, askedAt: model.now };
  model.isDecoupled = kind === 'device';
  model.scaStatus = kind === 'code' ? 'scaMethodSelected' : 'started';
  return `200 ${model.scaStatus}`;
}

function expectCode(model: Model, isRight: boolean): string {
  if (model.isDecoupled) return '405 SERVICE_INVALID';
  const { asked } = model;
  if (model.scaStatus !== 'scaMethodSelected' || asked?.kind !== 'code') return CONFLICT;
  if (model.isBlocked || model.now >= asked.sentAt + CODE_MINUTES) {
    fail(model);
    return CREDENTIALS;
  }
  if (!isRight) {
    asked.tries -= 1;
    if (!miss(model, 'wrongCodes') && asked.tries === 0) fail(model);
    return CREDENTIALS;
  }
  model.wrongCodes = 0;
  model.scaStatus = 'finalised';
  model.consentStatus = 'valid';
  return '200 finalised';
}

const PUTS = {
  identify: {
    expect: ({ scaStatus }) => (scaStatus === 'psuIdentified' ? '400 FORMAT_ERROR PSU-ID' : CONFLICT),
    body: async () => ({}),
  },
  password: { expect: (model) => expectPassword(model, true), body: async () => PASSWORD(PERSON) },
  'wrong password': {
    expect: (model) => expectPassword(model, false),
    body: async () => ({ psuData: { password: 'wrong' } }),
  },
  'text message': {
    expect: (model) => expectChoice(model, 'code'),
    body: async (bank) => ({ authenticationMethodId: await idOf(bank, 'SMS_OTP') }),
  },
  device: {
    expect: (model) => expectChoice(model, 'device'),
    body: async (bank) => ({ authenticationMethodId: await idOf(bank, 'PUSH_OTP') }),
  },
  'no method': {
    expect: (model) =>
      model.isDecoupled ? '405 SERVICE_INVALID' : mayChoose(model) ? '400 SCA_METHOD_UNKNOWN' : CONFLICT,
    body: async () => ({ authenticationMethodId: 'none' }),
  },
  code: {
    expect: (model) => expectCode(model, true),
    body: async (bank) => ({ scaAuthenticationData: bank.sent.length > 0 ? lastCode(bank) : '000000' }),
  },
  'wrong code': {
    expect: (model) => expectCode(model, false),
    body: async (bank) => ({ scaAuthenticationData: bank.sent.length > 0 ? wrongCode(bank) : '000000' }),
  },
  confirmation: { expect: () => '405 SERVICE_INVALID', body: async () => ({ confirmationCode: 'x' }) },
} as const satisfies Readonly<Record<string, PutStep>>;

/** Begins another authorisation, with the password or without. */
class Start extends Step {
  readonly password: 'right' | 'wrong' | 'none';
  constructor(password: 'right' | 'wrong' | 'none') {
    super();
    this.password = password;
  }
  override expect(model: Model): string {
    if (model.consentStatus !== 'received' || !isOver(model)) return CONFLICT;
    if (this.password !== 'none' && model.isBlocked) return CREDENTIALS;
    if (this.password === 'wrong') {
      const scaStatus = model.scaStatus;
      miss(model, 'wrongPasswords');
      // there was no authorisation that could have failed
      model.scaStatus = scaStatus;
      return CREDENTIALS;
    }
    model.asked = undefined;
    model.isDecoupled = false;
    model.scaStatus = this.password === 'none' ? 'psuIdentified' : 'psuAuthenticated';
    if (this.password === 'right') model.wrongPasswords = 0;
    return `201 ${model.scaStatus}`;
  }
  override async send(real: Real): Promise<string> {
    const body = { right: PASSWORD(PERSON), wrong: { psuData: { password: 'wrong' } }, none: undefined }[this.password];
    const answer = await start(real.bank, real.consentId, { body });
    if (answer.status !== 201) return refusalOf(answer);
    real.authorisationId = answer.body.authorisationId ?? '';
    return `201 ${answer.body.scaStatus}`;
  }
  override toString = (): string => `start(${this.password})`;
}

/** The device of the PSU, where it is asked. */
class Decide extends Step {
  readonly decision: 'approve' | 'refuse';
  constructor(decision: 'approve' | 'refuse') {
    super();
    this.decision = decision;
  }
  override check = (model?: Model): boolean => {
    if (model === undefined) return false;
    const { asked, scaStatus, now, isBlocked } = model;
    return scaStatus === 'started' && asked?.kind === 'device' && now < asked.askedAt + CODE_MINUTES && !isBlocked;
  };
  override expect(model: Model): string {
    const isYes = this.decision === 'approve';
    model.scaStatus = isYes ? 'finalised' : 'failed';
    model.consentStatus = isYes ? 'valid' : 'rejected';
    model.wrongCodes = 0;
    return 'decided';
  }
  override async send({ approve }: Real): Promise<string> {
    await approve(this.decision);
    return 'decided';
  }
  override toString = (): string => `device(${this.decision})`;
}

class Wait extends Step {
  override expect(model: Model): string {
    model.now += CODE_MINUTES;
    passTime(model);
    return 'waited';
  }
  override async send({ bank }: Real): Promise<string> {
    bank.clock.advance({ minutes: CODE_MINUTES });
    return 'waited';
  }
  override toString = (): string => 'wait';
}

class Delete extends Step {
  override expect(model: Model): string {
    const isEnded = model.consentStatus === 'rejected';
    if (isEnded) return CONFLICT;
    if (!isOver(model)) fail(model);
    model.consentStatus = 'terminatedByTpp';
    return '204';
  }
  override async send({ bank, consentId }: Real): Promise<string> {
    return refusalOf(await call(bank, 'DELETE', consentAt(consentId)));
  }
  override toString = (): string => 'delete';
}

const steps = Object.keys(PUTS) as (keyof typeof PUTS)[]; // the keys of the table
const put = (...names: readonly (keyof typeof PUTS)[]) => fc.constantFrom(...names).map((step) => new Put(step));
const commands = [
  put(...steps),
  // as often as all others together: what leads on
  put('password', 'text message', 'code'),
  put('password', 'device', 'wrong code', 'wrong password'),
  fc.constantFrom('right', 'wrong', 'none').map((password) => new Start(password as 'right' | 'wrong' | 'none')),
  fc.constantFrom('approve', 'refuse').map((decision) => new Decide(decision as 'approve' | 'refuse')),
  fc.constant(new Wait()),
  fc.nat({ max: 5 }).map((at) => (at === 0 ? new Delete() : new Wait())),
];

test('AUT-STR-011 S-04 SEC-API-012 N-SCA-EMB-104 whatever a TPP sends in whatever order, an authorisation is what a simple model says', async () => {
  const bank = await createBank({ profile: PROFILE, scaPolicy: POLICY });
  const { road } = await createAuthorizationServer({ ...bank, pagesUrl: PAGES });
  const setUp = async () => {
    // whatever came of the run before
    await bank.sca.unblock(PERSON.id, 'test', 'another run');
    await bank.sca.checkPassword({ psuId: PERSON.id, password: PASSWORD(PERSON).psuData.password, channel: 'page' });
    await forgetWrongCodes(bank);
    const headers = { 'psu-id': PERSON.psuId, 'tpp-explicit-authorisation-preferred': 'true' };
    const { consentId = '' } = (await create(bank, {}, headers)).body;
    const real: Real = {
      bank,
      consentId,
      authorisationId: '',
      async approve(decision) {
        const key = { kind: 'consent', resourceId: consentId, authorisationId: real.authorisationId } as const;
        const approvals = await bank.sca.listApprovals(PERSON.id);
        const approval = approvals.find(({ authorisationId }) => authorisationId === key.authorisationId);
        const found = await road.find(key);
        if (approval === undefined || !found.accepted) throw new Error('Nothing is asked.');
        const { approvalId, texts } = approval;
        const signature = DEVICES.sign(PERSON.id, texts[decision]);
        if (decision === 'refuse') await bank.sca.refuse({ approvalId, signature });
        else await bank.sca.approve({ approvalId, signature, subject: found.evidence.subject });
      },
    };
    const model: Model = {
      now: 0,
      consentStatus: 'received',
      scaStatus: undefined,
      isDecoupled: false,
      asked: undefined,
      wrongPasswords: 0,
      wrongCodes: 0,
      isBlocked: false,
    };
    return { model, real };
  };
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 25, size: 'max' }), async (all) => {
      const { model, real } = await setUp();
      await fc.asyncModelRun(async () => ({ model, real }), all);
    }),
    { numRuns: 120 },
  );
  expect(bank.errors).toEqual([]);
  await bank.close();
}, 120_000);

/** A right code, for nothing. */
async function forgetWrongCodes(bank: TestBank): Promise<void> {
  const [method] = (await bank.sca.listMethods(PERSON.id)).filter(({ decoupled }) => !decoupled);
  const subject = { kind: 'login', psuId: PERSON.id, to: 'test' } as const;
  const asked = { authorisationId: bank.random.uuid(), psuId: PERSON.id, subject };
  await bank.sca.challenge({ ...asked, authenticationMethodId: method?.authenticationMethodId ?? '' });
  await bank.sca.answerCode({ ...asked, code: lastCode(bank) });
}
