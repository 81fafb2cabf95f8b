import { generateKeyPairSync, sign } from 'node:crypto';
import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Approval, PasskeyRequest } from './challenge.ts';
import type { ChallengeKind } from './domain/challenge-state.ts';
import type { Subject } from './domain/subject.ts';
import { type Authenticator, openWith } from './passkey.fixture.ts';
import {
  type Bank,
  CONSENT,
  enrol,
  lastCode,
  openBank,
  PASSWORD,
  PAYMENT,
  PSU,
  setPassword,
  wrongOf,
} from './sca.fixture.ts';

// What authentication should do, written down once more in the simplest way: one PSU with a phone, a device and a passkey, three
// authorisations, and whatever counts in variables.
const SUBJECTS: readonly Subject[] = [CONSENT, PAYMENT, { ...PAYMENT, amount: '26.00' }];
const TRIES = 3;
const FAILURES = 5;
const BLOCKS = [15, 60, Number.POSITIVE_INFINITY];
const FORGOTTEN_AFTER = 24 * 60;
const LIFETIME = 5;
const BURST = 3;
const EVERY = 5;

interface Asked {
  readonly kind: ChallengeKind;
  readonly subject: number;
  readonly expiresAt: number;
  readonly code: string;
  readonly approval: Approval | undefined;
  readonly options: PasskeyRequest['options'] | undefined;
  status: 'open' | 'answered' | 'refused' | 'ended';
  tries: number;
}

interface Model {
  now: number;
  asked: Map<string, Asked>;
  knowledge: number;
  possession: number;
  blocks: number;
  blockedUntil: number;
  forgottenAt: number;
  freeAt: number;
}

interface Real {
  readonly bank: Bank;
  readonly phone: string;
  readonly device: string;
  readonly passkey: Authenticator;
}

const DEVICE = generateKeyPairSync('ed25519');
const signed = (text: string) => sign(null, Buffer.from(text), DEVICE.privateKey).toString('base64url');

const isBlocked = (model: Model) => model.now < model.blockedUntil;

function succeed(model: Model, factor: 'knowledge' | 'possession'): void {
  model[factor] = 0;
  if (factor === 'possession') model.blocks = 0;
}

function fail(model: Model, factor: 'knowledge' | 'possession'): void {
  if (model.now >= model.forgottenAt) Object.assign(model, { knowledge: 0, possession: 0, blocks: 0 });
  model[factor] += 1;
  model.forgottenAt = model.now + FORGOTTEN_AFTER;
  if (model.knowledge + model.possession < FAILURES) return;
  model.blockedUntil = model.now + (BLOCKS[Math.min(model.blocks, BLOCKS.length - 1)] ?? 0);
  model.forgottenAt = model.blockedUntil + FORGOTTEN_AFTER;
  Object.assign(model, { knowledge: 0, possession: 0, blocks: model.blocks + 1 });
}

function expectAsk(model: Model, kind: ChallengeKind): string {
  if (isBlocked(model)) return 'psu-blocked';
  // nothing is sent
  if (kind === 'passkey') return 'accepted';
  const freeAt = Math.max(model.freeAt, model.now) + EVERY;
  if (freeAt > model.now + BURST * EVERY) return 'sending-too-often';
  model.freeAt = freeAt;
  return 'accepted';
}

const USED = { code: 'code-used', approval: 'approval-used', passkey: 'passkey-used' } as const;
const WRONG = { code: 'code-wrong', approval: 'signature-wrong', passkey: 'passkey-wrong' } as const;

/** What comes of an answer, and of the model with it. */
function expectAnswer(
  model: Model,
  asked: Asked | undefined,
  kind: Asked['kind'],
  given: { readonly subject: number | undefined; readonly right: boolean; readonly becomes: 'answered' | 'refused' },
): string {
  if (asked === undefined || asked.kind !== kind) return 'challenge-unknown';
  if (isBlocked(model)) return 'psu-blocked';
  if (asked.status === 'answered') return USED[kind];
  if (asked.status === 'refused') return 'approval-refused';
  if (asked.status === 'ended') return 'challenge-ended';
  if (model.now >= asked.expiresAt) return 'challenge-expired';
  if (given.subject !== undefined && given.subject !== asked.subject) {
    asked.status = 'ended';
    return 'subject-changed';
  }
  if (given.right) {
    succeed(model, 'possession');
    asked.status = given.becomes;
    return 'accepted';
  }
  fail(model, 'possession');
  asked.tries -= 1;
  if (asked.tries === 0) asked.status = 'ended';
  return WRONG[kind];
}

type Command = fc.AsyncCommand<Model, Real>;

function command(name: string, args: readonly unknown[], run: (model: Model, real: Real) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => `${name}(${args.join(', ')})`,
  };
}

/** Only where there is something of this kind to answer. */
const whenAsked = (authorisation: number, kind: Asked['kind'], answered: Command): Command => ({
  ...answered,
  check: ({ asked }) => asked.get(idOf(authorisation))?.kind === kind,
});

async function compare(model: Model, { bank }: Real): Promise<void> {
  expect(await bank.sca.statusOf(PSU)).toBe(isBlocked(model) ? 'blocked' : 'open');
  for (const [authorisationId, { status, expiresAt, kind }] of model.asked) {
    const expected = status === 'open' && model.now >= expiresAt ? 'expired' : status;
    const found = await bank.sca.findAsked(authorisationId);
    expect(found?.status).toBe(expected);
    expect(found?.challengeData !== undefined).toBe(kind === 'code' && expected === 'open');
    expect(found?.passkeyOptions !== undefined).toBe(kind === 'passkey' && expected === 'open');
  }
  const open = [...model.asked.values()].filter(
    ({ kind, status, expiresAt }) => kind === 'approval' && status === 'open' && model.now < expiresAt,
  );
  const listed = await bank.sca.listApprovals(PSU);
  expect(new Set(listed.map(({ approvalId }) => approvalId))).toEqual(
    new Set(open.map(({ approval }) => approval?.approvalId)),
  );
}

const idOf = (authorisation: number) => `authorisation-${authorisation}`;
const subjectOf = (index: number) => SUBJECTS[index] ?? CONSENT;

const ask = (authorisation: number, subject: number, kind: Asked['kind']) =>
  command('ask', [authorisation, subject, kind], async (model, { bank, phone, device }) => {
    const authorisationId = idOf(authorisation);
    const asked = { authorisationId, psuId: PSU, subject: subjectOf(subject) };
    const outcome =
      kind === 'code'
        ? await bank.sca.challenge({ ...asked, authenticationMethodId: phone })
        : kind === 'passkey'
          ? await bank.sca.requestPasskey(asked)
          : await bank.sca.requestApproval({ ...asked, authenticationMethodId: device });
    expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expectAsk(model, kind));
    if (!outcome.accepted) return;
    model.asked.set(authorisationId, {
      kind,
      subject,
      expiresAt: model.now + LIFETIME,
      code: kind === 'code' ? lastCode(bank) : '',
      approval: 'approvalId' in outcome.evidence ? outcome.evidence : undefined,
      options: 'options' in outcome.evidence ? outcome.evidence.options : undefined,
      status: 'open',
      tries: TRIES,
    });
  });

/** A code: that of this authorisation, that of another, or another one. */
const answer = (authorisation: number, codeOf: number, subject: number | 'same', wrong: boolean) =>
  command('answer', [authorisation, codeOf, subject, wrong], async (model, { bank }) => {
    const authorisationId = idOf(authorisation);
    const asked = model.asked.get(authorisationId);
    const given = model.asked.get(idOf(codeOf))?.code || '000000';
    const code = wrong ? wrongOf(given) : given;
    const about = subject === 'same' ? (asked?.subject ?? 0) : subject;
    const request = { authorisationId, psuId: PSU, code, subject: subjectOf(about) };
    const outcome = await bank.sca.answerCode(request);
    const right = asked?.code === code;
    const expected = expectAnswer(model, asked, 'code', { subject: about, right, becomes: 'answered' });
    expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
  });

/** A signature of the device: of the yes, of the no, or of something else. */
const decide = (
  authorisation: number,
  decision: 'approve' | 'refuse',
  text: 'approve' | 'refuse' | 'other',
  subject: number | 'same',
) =>
  command('decide', [authorisation, decision, text, subject], async (model, { bank }) => {
    const asked = model.asked.get(idOf(authorisation));
    const about = subject === 'same' ? (asked?.subject ?? 0) : subject;
    const approvalId = asked?.approval?.approvalId ?? 'nothing';
    const signature = signed(text === 'other' ? 'something' : (asked?.approval?.texts[text] ?? ''));
    const given = { approvalId, signature };
    const outcome =
      decision === 'approve'
        ? await bank.sca.approve({ ...given, subject: subjectOf(about) })
        : await bank.sca.refuse(given);
    const expected = expectAnswer(model, asked, 'approval', {
      subject: decision === 'approve' ? about : undefined,
      right: text === decision,
      becomes: decision === 'approve' ? 'answered' : 'refused',
    });
    expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
  });

/** What the passkey signed: the challenge of this authorisation, of another, or another one. */
const touch = (authorisation: number, challengeOf: number, subject: number | 'same', wrong: boolean) =>
  command('touch', [authorisation, challengeOf, subject, wrong], async (model, { bank, passkey }) => {
    const authorisationId = idOf(authorisation);
    const asked = model.asked.get(authorisationId);
    const options = model.asked.get(idOf(challengeOf))?.options;
    const response = passkey.get({ challenge: wrong ? 'AAAA' : (options?.challenge ?? 'AAAA') });
    const about = subject === 'same' ? (asked?.subject ?? 0) : subject;
    const outcome = await bank.sca.answerPasskey({ authorisationId, psuId: PSU, response, subject: subjectOf(about) });
    const right = !wrong && authorisation === challengeOf;
    const expected = expectAnswer(model, asked, 'passkey', { subject: about, right, becomes: 'answered' });
    expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
  });

const password = (right: boolean) =>
  command('password', [right], async (model, { bank }) => {
    const outcome = await bank.sca.checkPassword({
      psuId: PSU,
      password: right ? PASSWORD : 'wrong horse',
      channel: 'embedded',
    });
    const expected = isBlocked(model) ? 'psu-blocked' : right ? 'accepted' : 'credentials-wrong';
    expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
    if (expected === 'accepted') succeed(model, 'knowledge');
    if (expected === 'credentials-wrong') fail(model, 'knowledge');
  });

const end = (authorisation: number) =>
  command('end', [authorisation], async (model, { bank }) => {
    await bank.database.transaction((trx) => bank.sca.endAsked(trx, idOf(authorisation)));
    const asked = model.asked.get(idOf(authorisation));
    if (asked?.status === 'open' && model.now < asked.expiresAt) asked.status = 'ended';
  });

const unblock = () =>
  command('unblock', [], async (model, { bank }) => {
    const outcome = await bank.sca.unblock(PSU, 'clerk', 'called back');
    expect(outcome.accepted).toBe(isBlocked(model));
    if (outcome.accepted) Object.assign(model, { knowledge: 0, possession: 0, blocks: 0, blockedUntil: 0 });
  });

const wait = (minutes: number) =>
  command('wait', [minutes], async (model, { bank }) => {
    bank.clock.advance({ minutes });
    model.now += minutes;
    if (minutes % 2 === 0) await bank.sca.purge();
    for (const [authorisationId, { expiresAt }] of model.asked)
      if (minutes % 2 === 0 && model.now >= expiresAt + 24 * 60) model.asked.delete(authorisationId);
  });

const one = fc.nat({ max: 2 });
const about = fc.oneof({ weight: 4, arbitrary: fc.constant('same' as const) }, { weight: 1, arbitrary: one });
const COMMANDS = [
  ...(['code', 'approval', 'passkey'] as const).map((kind) => fc.tuple(one, one).map((args) => ask(...args, kind))),
  fc.tuple(one, one, fc.boolean()).map(([of, codeOf, wrong]) => answer(of, codeOf, 'same', wrong)),
  ...[about, about].map((subject) =>
    fc.tuple(one, subject, fc.boolean()).map(([of, on, wrong]) => whenAsked(of, 'code', answer(of, of, on, wrong))),
  ),
  fc.tuple(one, one, fc.boolean()).map(([of, challengeOf, wrong]) => touch(of, challengeOf, 'same', wrong)),
  fc.tuple(one, about, fc.boolean()).map(([of, on, wrong]) => whenAsked(of, 'passkey', touch(of, of, on, wrong))),
  ...(['approve', 'refuse'] as const).map((decision) =>
    fc
      .tuple(one, fc.constantFrom('approve', 'refuse', decision, 'other'), about)
      .map(([of, text, on]) => whenAsked(of, 'approval', decide(of, decision, text, on))),
  ),
  ...[true, false].map((right) => fc.constant(right).map(password)),
  one.map(end),
  fc.constant(undefined).map(unblock),
  fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 9 }) }, { weight: 1, arbitrary: fc.nat({ max: 3_000 }) }).map(wait),
];

async function openReal(bank: Bank): Promise<Real> {
  await setPassword(bank);
  const { authenticationMethodId: phone } = await enrol(bank);
  const deviceKey = DEVICE.publicKey.export({ format: 'jwk' });
  const app = await enrol(bank, { authenticationType: 'PUSH_OTP', name: 'App', deviceKey });
  return { bank, phone, device: app.authenticationMethodId, passkey: await openWith(bank) };
}

forEachDatabase((_, open) => {
  test('S-01 S-04 S-08: whatever happens in whatever order, challenges and blocks are what a simple model of them says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { size: 'max', maxCommands: 80 }), async (commands) => {
        const bank = await openBank(await open());
        const real = await openReal(bank);
        const model: Model = {
          now: 0,
          asked: new Map(),
          knowledge: 0,
          possession: 0,
          blocks: 0,
          blockedUntil: 0,
          forgottenAt: 0,
          freeAt: 0,
        };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await bank.sca.settled();
        await bank.log.seal();
        expect(await bank.log.verify()).toMatchObject({ accepted: true });
      }),
      { numRuns: 12 },
    );
  });
});
