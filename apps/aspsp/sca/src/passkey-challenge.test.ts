import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { type CeremonyChange, createAuthenticator, NO_PASSKEYS } from './authenticator.fixture.ts';
import { subjectDigest } from './domain/subject.ts';
import { askPasskey, authenticate, openWith, register } from './passkey.fixture.ts';
import {
  AUTHORISATION,
  accepted,
  CONSENT,
  enrol,
  OTHER_PSU,
  openBank,
  PAYMENT,
  PSU,
  readLog,
  resultOf,
  sendCode,
} from './sca.fixture.ts';

const OTHER_AUTHORISATION = 'a2d4c4a0-0000-4000-8000-000000000002';

forEachDatabase((_, open) => {
  test('a passkey is a method on pages, before all others, and none that a TPP is told', async () => {
    const bank = await openBank(await open());
    const phone = await enrol(bank);
    expect(await bank.sca.listPageMethods(PSU)).toEqual([phone]);
    await openWith(bank);
    accepted(await register(bank, createAuthenticator()));
    expect(await bank.sca.listMethods(PSU)).toEqual([phone]);
    const passkey = { authenticationMethodId: 'passkey', authenticationType: 'PASSKEY', name: 'Passkey' };
    const [method, ...others] = await bank.sca.listPageMethods(PSU);
    expect(method).toEqual({ ...passkey, explanation: 'Laptop, Laptop', decoupled: false });
    expect(others).toEqual([phone]);
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, subject: CONSENT };
    for (const ask of [bank.sca.challenge, bank.sca.requestApproval])
      expect(await resultOf(ask({ ...asked, authenticationMethodId: 'passkey' }))).toBe('method-unknown');
  });

  test('a passkey answers what it was asked, and all of it is in the log', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { options, answer } = await askPasskey(bank);
    expect(options).toMatchObject({
      rpId: 'bank.localhost',
      userVerification: 'required',
      allowCredentials: [{ id: authenticator.id }],
      timeout: 300_000,
    });
    const asked = await bank.sca.findAsked(AUTHORISATION);
    expect(asked).toMatchObject({ status: 'open', authenticationMethodId: 'passkey', passkeyOptions: options });
    const evidence = { psuId: PSU, authorisationId: AUTHORISATION, authenticationMethodId: 'passkey' };
    expect(await answer(authenticator.get(options))).toEqual({ accepted: true, evidence });
    expect(await bank.sca.findAsked(AUTHORISATION)).toEqual({
      status: 'answered',
      psuId: PSU,
      authenticationMethodId: 'passkey',
      expiresAt: asked?.expiresAt,
    });
    const [passkey] = await bank.sca.passkeys.list(PSU);
    expect(passkey?.lastUsedAt).toEqual(bank.clock());
    const about = { authenticationMethodId: 'passkey', asked: 'passkey', subjectDigest: subjectDigest(CONSENT) };
    expect(
      (await readLog(bank, { subject: AUTHORISATION })).map(({ kind, actor, body }) => [kind, actor, body]),
    ).toEqual([
      ['sca-challenge', PSU, { ...about, authenticationType: 'PASSKEY', result: 'asked' }],
      ['sca-answer', PSU, { ...about, passkeyId: authenticator.id, result: 'answer' }],
    ]);
  });

  test('who has no passkey is not asked for one', async () => {
    const bank = await openBank(await open());
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, subject: CONSENT };
    expect(await resultOf(bank.sca.requestPasskey(asked))).toBe('method-unknown');
    const answer = { ...asked, response: createAuthenticator().get({ challenge: 'AAAA' }) };
    expect(await resultOf(bank.sca.answerPasskey(answer))).toBe('challenge-unknown');
  });

  test('S-11: a passkey is not accepted where its answer is not exactly one to this bank, this challenge and this PSU', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const changes: Readonly<Record<string, CeremonyChange>> = {
      'another origin': { origin: 'http://evil.localhost' },
      'another port': { origin: 'http://bank.localhost:8080' },
      'another RP id': { rpId: 'evil.localhost' },
      'another challenge': { challenge: 'AAAA' },
      'a response of the other kind': { type: 'webauthn.create' },
      'a page within a page of somebody else': { crossOrigin: true },
      'no user verification': { flags: 0x01 },
      'no user presence': { flags: 0x04 },
      'the handle of another user': { userHandle: 'AAAA' },
    };
    for (const [name, change] of Object.entries(changes)) {
      expect([name, await resultOf(authenticate(bank, authenticator, change))]).toEqual([name, 'passkey-wrong']);
      expect([name, await resultOf(authenticate(bank, authenticator))]).toEqual([name, 'accepted']);
    }
  });

  test.each(NO_PASSKEYS.map((response) => [response]))('what is of no passkey is a wrong one: %j', async (response) => {
    const bank = await openBank(await open());
    await openWith(bank);
    const { answer } = await askPasskey(bank);
    expect(await answer(response)).toMatchObject({ reason: 'passkey-wrong', evidence: { attemptsLeft: 4 } });
  });

  test('S-01 S-11: an answer counts once, of several at once one, and not too late', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { options, answer } = await askPasskey(bank);
    const answers = [1, 2, 3].map(() => authenticator.get(options));
    const results = await Promise.all(answers.map((response) => resultOf(answer(response))));
    expect(results.toSorted()).toEqual(['accepted', 'passkey-used', 'passkey-used']);
    const late = await askPasskey(bank);
    bank.clock.advance({ minutes: 5 });
    expect(await resultOf(late.answer(authenticator.get(late.options)))).toBe('challenge-expired');
  });

  test('S-01: an answer to an earlier question, or to that of another authorisation, is a wrong one', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const earlier = await askPasskey(bank);
    const elsewhere = await askPasskey(bank, { authorisationId: OTHER_AUTHORISATION });
    const now = await askPasskey(bank);
    expect(new Set([earlier, elsewhere, now].map(({ options }) => options.challenge)).size).toBe(3);
    for (const { options } of [earlier, elsewhere])
      expect(await resultOf(now.answer(authenticator.get(options)))).toBe('passkey-wrong');
    expect(await resultOf(now.answer(authenticator.get(now.options)))).toBe('accepted');
  });

  test('S-08: an answer is one to the subject that was shown; where that has changed, the question has ended', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { options, answer } = await askPasskey(bank, { subject: PAYMENT });
    const response = authenticator.get(options);
    expect(await resultOf(answer(response, { subject: { ...PAYMENT, amount: '250.00' } }))).toBe('subject-changed');
    expect(await resultOf(answer(response))).toBe('challenge-ended');
  });

  test('S-11: a passkey of another PSU answers nothing, and another PSU was not asked', async () => {
    const bank = await openBank(await open());
    const own = await openWith(bank);
    const others = await openWith(bank, OTHER_PSU);
    const { options, answer } = await askPasskey(bank);
    expect(await resultOf(answer(others.get(options)))).toBe('passkey-unknown');
    expect(await resultOf(answer(createAuthenticator().get(options)))).toBe('passkey-unknown');
    expect(await resultOf(answer(others.get(options), { psuId: OTHER_PSU }))).toBe('challenge-unknown');
    expect(await resultOf(answer(own.get(options)))).toBe('accepted');
  });

  test('a code is no answer to a question to passkeys, nor a passkey to one for a code', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { right } = await sendCode(bank);
    const { options, answer } = await askPasskey(bank);
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-unknown');
    const response = authenticator.get(options);
    await sendCode(bank);
    expect(await resultOf(answer(response))).toBe('challenge-unknown');
  });

  test('S-11: a counter that does not go on shows a copy: it is refused, counted, and the PSU is told', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    accepted(await authenticate(bank, authenticator, { counter: 4_000_000_000 }));
    for (const [index, counter] of [4_000_000_000, 7, 0].entries())
      expect(await authenticate(bank, authenticator, { counter })).toMatchObject({
        reason: 'passkey-cloned',
        evidence: { attemptsLeft: 4 - index },
      });
    await bank.sca.settled();
    expect((await readLog(bank, { kind: 'sca-alerted' })).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ alert: 'passkey-cloned' }),
    );
    expect(await resultOf(authenticate(bank, authenticator, { counter: 4_000_000_001 }))).toBe('accepted');
  });

  test('a passkey that never counts is accepted again and again', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    for (const _ of [1, 2]) expect(await resultOf(authenticate(bank, authenticator, { counter: 0 }))).toBe('accepted');
  });

  test('S-04: five answers that do not hold block; then the right one is refused, and nothing more is asked', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { options, answer } = await askPasskey(bank);
    for (const attemptsLeft of [4, 3, 2])
      expect(await answer(authenticator.get({ challenge: 'AAAA' }))).toMatchObject({
        reason: 'passkey-wrong',
        evidence: { attemptsLeft, challengeOpen: attemptsLeft > 2 },
      });
    expect(await resultOf(answer(authenticator.get(options)))).toBe('challenge-ended');
    const anew = await askPasskey(bank);
    for (const _ of [4, 5]) expect(await resultOf(anew.answer(undefined))).toBe('passkey-wrong');
    expect(await resultOf(anew.answer(authenticator.get(anew.options)))).toBe('psu-blocked');
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, subject: CONSENT };
    expect(await resultOf(bank.sca.requestPasskey(asked))).toBe('psu-blocked');
  });

  test('what passkeys are asked ends where one of them is removed, and for one PSU alone', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const other = await openWith(bank, OTHER_PSU);
    const { options, answer } = await askPasskey(bank);
    const others = await askPasskey(bank, { authorisationId: OTHER_AUTHORISATION, psuId: OTHER_PSU });
    await bank.database.transaction((trx) => bank.sca.passkeys.remove(trx, PSU, authenticator.id));
    expect(await resultOf(answer(authenticator.get(options)))).toBe('challenge-ended');
    expect(await resultOf(others.answer(other.get(others.options)))).toBe('accepted');
  });

  test('what an authorisation asks of passkeys ends with it', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { options, answer } = await askPasskey(bank);
    await bank.database.transaction((trx) => bank.sca.endAsked(trx, AUTHORISATION));
    expect(await resultOf(answer(authenticator.get(options)))).toBe('challenge-ended');
  });
});
