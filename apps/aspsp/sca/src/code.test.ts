import { systemRandom } from '@openxs2a/service';
import { type Row, sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { ocra } from './domain/ocra.ts';
import type { Subject } from './domain/subject.ts';
import {
  AUTHORISATION,
  accepted,
  CONSENT,
  check,
  enrol,
  OTHER_PSU,
  openBank,
  PAYMENT,
  PHONE,
  PSU,
  readLog,
  resultOf,
  sendCode,
} from './sca.fixture.ts';

const OTHER_AUTHORISATION = 'a2d4c4a0-0000-4000-8000-000000000002';

forEachDatabase((_, open) => {
  test('S-01 SCA-EMB-012: the right code is accepted once, and a second time it is not', async () => {
    const bank = await openBank(await open());
    const { right, method } = await sendCode(bank);
    const evidence = { psuId: PSU, authorisationId: AUTHORISATION, authenticationMethodId: method };
    expect(await bank.sca.answerCode(right)).toEqual({ accepted: true, evidence });
    expect(await resultOf(bank.sca.answerCode(right))).toBe('code-used');
  });

  test('S-01: of two right answers at once, on two nodes, one is accepted', async () => {
    const database = await open();
    const one = await openBank(database);
    const two = await openBank(database, { node: 'two', clock: one.clock });
    const { right } = await sendCode(one);
    const results = await Promise.all([one, two, one, two].map(({ sca }) => resultOf(sca.answerCode(right))));
    expect(results.toSorted()).toEqual(['accepted', 'code-used', 'code-used', 'code-used']);
  });

  test('S-04: wrong codes at once, on two nodes, are counted one by one', async () => {
    const database = await open();
    const policy = { codes: { tries: 100 } };
    const one = await openBank(database, { policy });
    const two = await openBank(database, { node: 'two', clock: one.clock, policy });
    const { wrong, right } = await sendCode(one);
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => resultOf((index % 2 ? one : two).sca.answerCode(wrong))),
    );
    expect(results.filter((result) => result === 'code-wrong')).toHaveLength(5);
    expect(results.filter((result) => result === 'psu-blocked')).toHaveLength(7);
    expect(await resultOf(one.sca.answerCode(right))).toBe('psu-blocked');
  });

  test('S-02 S-16 SCA-EMB-017: a code is in the message alone: not in what is answered, kept, logged or thrown', async () => {
    const bank = await openBank(await open());
    const { challenge, code, right, wrong } = await sendCode(bank);
    const outcomes = [await bank.sca.answerCode(wrong), await bank.sca.answerCode(right), challenge];
    const kept = await bank.database.all<Row>(
      sql`SELECT challenge_id, subject_digest, shown, challenge_data, code_mac FROM sca_challenge`,
    );
    expect(kept).toHaveLength(1);
    const log = (await readLog(bank)).map(({ body }) => body);
    for (const secret of [code, wrong.code]) {
      expect(JSON.stringify(outcomes)).not.toContain(secret);
      expect(JSON.stringify(kept)).not.toContain(secret);
      expect(JSON.stringify(log)).not.toContain(secret);
    }
    expect(JSON.stringify(log)).not.toContain(PHONE.address);
  });

  test('a code lives as long as the policy says', async () => {
    const bank = await openBank(await open());
    const { right, challenge } = await sendCode(bank);
    expect(challenge.expiresAt.getTime() - bank.clock().getTime()).toBe(5 * 60_000);
    bank.clock.advance({ minutes: 5 });
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-expired');
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({ status: 'expired' });
    bank.clock.advance({ milliseconds: -1 });
    expect(await resultOf(bank.sca.answerCode(right))).toBe('accepted');
  });

  test.each<[string, Subject, Subject]>([
    ['the amount', PAYMENT, { ...PAYMENT, amount: '26.00' }],
    ['the currency', PAYMENT, { ...PAYMENT, currency: 'USD' }],
    ["the payee's account", PAYMENT, { ...PAYMENT, creditorAccount: 'DE02120300000000202051' }],
    ["the payee's name", PAYMENT, { ...PAYMENT, creditorName: 'Another Shop' }],
    ['the payment', PAYMENT, { ...PAYMENT, paymentId: 'p2' }],
    ['an account', CONSENT, { ...CONSENT, accounts: ['giro'] }],
    ['the TPP', CONSENT, { ...CONSENT, tppId: 'PSDFR-ACPR-1' }],
    ['the end', CONSENT, { ...CONSENT, validUntil: '2027-05-25' }],
  ])(
    'S-08 SEC-API-015: %s changed after the code was sent kills the code, for what it was sent for, too',
    async (_, subject, changed) => {
      const bank = await openBank(await open());
      const { right } = await sendCode(bank, { subject });
      expect(await resultOf(bank.sca.answerCode({ ...right, subject: changed }))).toBe('subject-changed');
      expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-ended');
      expect(await bank.sca.statusOf(PSU)).toBe('open');
    },
  );

  test('N-PIS-CAN-106: a code for a payment does not cancel it, and each is asked for in its own words', async () => {
    const bank = await openBank(await open());
    const { right, challenge } = await sendCode(bank, { subject: PAYMENT });
    const cancellation = { ...PAYMENT, kind: 'payment-cancellation' } as const;
    expect(await resultOf(bank.sca.answerCode({ ...right, subject: cancellation }))).toBe('subject-changed');
    const again = await sendCode(bank, { subject: cancellation });
    expect(challenge.challengeData.additionalInformation).toContain('Pay 25.00 EUR');
    expect(again.challenge.challengeData.additionalInformation).toContain('Cancel the payment of 25.00 EUR');
  });

  test('S-08: the PSU reads amount and payee beside the code, and on the page of the TPP', async () => {
    const bank = await openBank(await open());
    const { challenge, code } = await sendCode(bank, { subject: PAYMENT });
    const [message] = bank.outbox.messages;
    expect(message).toMatchObject({ to: PHONE.address, method: { authenticationType: 'SMS_OTP' } });
    const said = 'Pay 25.00 EUR to Book Shop, FR7630006000011234567890189.';
    expect(message?.text).toBe(
      `${said} Code: ${code}, for 5 minutes. Not what you want? Tell nobody the code, and call us.`,
    );
    expect(challenge.challengeData.additionalInformation).toBe(`A code was sent to …4567. ${said}`);
  });

  test('SCA-EMB-005 SCA-EMB-011: challengeData says how long the code is and that it has digits, and has no image', async () => {
    const bank = await openBank(await open());
    const { challenge, code } = await sendCode(bank);
    expect(challenge.challengeData).toEqual({
      otpMaxLength: 6,
      otpFormat: 'integer',
      additionalInformation: expect.stringContaining('Accounts in Sight GmbH may read 2 accounts'),
    });
    expect(code).toMatch(/^\d{6}$/);
  });

  test('N-SCA-EMB-104: a new choice ends the earlier challenge, of any kind', async () => {
    const bank = await openBank(await open());
    const first = await sendCode(bank);
    const second = await sendCode(bank, { authenticationMethodId: first.method });
    if (first.code !== second.code) expect(await resultOf(bank.sca.answerCode(first.right))).toBe('code-wrong');
    expect(await resultOf(bank.sca.answerCode(second.right))).toBe('accepted');
  });

  test('N-SCA-EMB-103 SCA-EMB-007: a method of another PSU is as unknown as none', async () => {
    const bank = await openBank(await open());
    const { authenticationMethodId } = await enrol(bank, PHONE, OTHER_PSU);
    for (const id of [authenticationMethodId, 'nothing', '', 'a\0b', '\ud83d', 'x'.repeat(100_000)]) {
      const asked = { authorisationId: AUTHORISATION, psuId: PSU, authenticationMethodId: id, subject: CONSENT };
      expect(await resultOf(bank.sca.challenge(asked))).toBe('method-unknown');
      expect(await resultOf(bank.sca.requestApproval(asked))).toBe('method-unknown');
    }
    expect(bank.outbox.messages).toEqual([]);
  });

  test('N-SCA-EMB-105: challenge data can be read while the challenge is open, and no longer', async () => {
    const bank = await openBank(await open());
    expect(await bank.sca.findAsked(AUTHORISATION)).toBeUndefined();
    const { right, challenge } = await sendCode(bank);
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({
      status: 'open',
      challengeData: challenge.challengeData,
    });
    await bank.sca.answerCode(right);
    const asked = await bank.sca.findAsked(AUTHORISATION);
    expect(asked?.status).toBe('answered');
    expect(asked).not.toHaveProperty('challengeData');
  });

  test('SCA-EMB-003: a wrong code may be followed by another, until the tries are used up', async () => {
    const bank = await openBank(await open());
    const { wrong, right } = await sendCode(bank);
    const outcomes = [];
    for (const _ of [1, 2, 3]) outcomes.push(await bank.sca.answerCode(wrong));
    expect(outcomes).toEqual([
      {
        accepted: false,
        reason: 'code-wrong',
        evidence: { authorisationId: AUTHORISATION, challengeOpen: true, attemptsLeft: 4 },
      },
      {
        accepted: false,
        reason: 'code-wrong',
        evidence: { authorisationId: AUTHORISATION, challengeOpen: true, attemptsLeft: 3 },
      },
      {
        accepted: false,
        reason: 'code-wrong',
        evidence: { authorisationId: AUTHORISATION, challengeOpen: false, attemptsLeft: 2 },
      },
    ]);
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-ended');
  });

  test.each([
    ['another PSU', { psuId: OTHER_PSU }],
    ['another authorisation', { authorisationId: OTHER_AUTHORISATION }],
  ])('S-11: the code does not work for %s', async (_, change) => {
    const bank = await openBank(await open());
    const { right } = await sendCode(bank);
    expect(await resultOf(bank.sca.answerCode({ ...right, ...change }))).toBe('challenge-unknown');
    expect(await resultOf(bank.sca.answerCode(right))).toBe('accepted');
  });

  test('whatever is given for a code is a wrong code at worst', async () => {
    const bank = await openBank(await open(), { policy: { codes: { tries: 100 } } });
    const { right } = await sendCode(bank);
    for (const code of ['', ' ', '1', '0'.repeat(1_000_000), '12345\0', '\ud83d', '１２３４５６', '{"code":1}']) {
      expect(await resultOf(bank.sca.answerCode({ ...right, code }))).toBe('code-wrong');
      await bank.sca.unblock(PSU, 'clerk', 'the next one');
    }
  });

  test('API6: only so many codes are sent to a PSU, on any number of nodes, and after a while one more', async () => {
    const database = await open();
    const one = await openBank(database);
    const two = await openBank(database, { node: 'two', clock: one.clock });
    const { authenticationMethodId } = await enrol(one);
    const request = (index: number) => ({
      authorisationId: `a${index}`,
      psuId: PSU,
      authenticationMethodId,
      subject: CONSENT,
    });
    const send = (index: number) => (index % 2 ? one : two).sca.challenge(request(index));
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => resultOf(send(index))));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(3);
    expect(one.outbox.messages.length + two.outbox.messages.length).toBe(3);
    one.clock.advance({ minutes: 4 });
    expect(await send(20)).toMatchObject({ reason: 'sending-too-often', evidence: { retryAfter: 60 } });
    one.clock.advance({ minutes: 1 });
    expect(await resultOf(send(21))).toBe('accepted');
    expect(await resultOf(send(22))).toBe('sending-too-often');
    one.clock.advance({ minutes: 24 * 60 });
    const later = await Promise.all([30, 31, 32, 33].map((index) => resultOf(send(index))));
    expect(later.toSorted()).toEqual(['accepted', 'accepted', 'accepted', 'sending-too-often']);
  });

  test('a challenge that could not be sent has ended, and nothing of the error of the gateway goes on', async () => {
    const bank = await openBank(await open());
    const { authenticationMethodId } = await enrol(bank);
    bank.outbox.failure = new Error('550 cannot deliver "Code: 123456"');
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, authenticationMethodId, subject: CONSENT };
    const outcome = await bank.sca.challenge(asked);
    expect(outcome).toEqual({
      accepted: false,
      reason: 'delivery-failed',
      evidence: { authorisationId: AUTHORISATION },
    });
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({ status: 'ended' });
    expect(JSON.stringify(await readLog(bank))).not.toContain('550');
  });

  test('S-04: a PSU that is blocked is sent nothing', async () => {
    const bank = await openBank(await open());
    const { method } = await sendCode(bank);
    for (let count = 0; count < 5; count += 1) await check(bank, 'wrong horse');
    await bank.sca.settled();
    const sent = bank.outbox.messages.length;
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, authenticationMethodId: method, subject: CONSENT };
    expect(await resultOf(bank.sca.challenge(asked))).toBe('psu-blocked');
    expect(bank.outbox.messages).toHaveLength(sent);
  });

  test('what an authorisation asks can be taken back', async () => {
    const bank = await openBank(await open());
    const { right } = await sendCode(bank);
    await bank.database.transaction((trx) => bank.sca.endAsked(trx, AUTHORISATION));
    await bank.database.transaction((trx) => bank.sca.endAsked(trx, OTHER_AUTHORISATION));
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-ended');
  });

  test('S-31: from the authorisation the log tells what was asked and what came of it', async () => {
    const bank = await openBank(await open());
    const { right, wrong, method } = await sendCode(bank);
    await bank.sca.answerCode(wrong);
    await bank.sca.answerCode(right);
    const records = await readLog(bank, { subject: AUTHORISATION });
    expect(records.map(({ kind, actor, body }) => [kind, actor, body])).toEqual(
      [
        ['sca-challenge', { authenticationType: 'SMS_OTP', result: 'asked' }],
        ['sca-answer', { result: 'code-wrong' }],
        ['sca-answer', { result: 'answer' }],
      ].map(([kind, body]) => [
        kind,
        PSU,
        expect.objectContaining({ ...Object(body), authenticationMethodId: method, asked: 'code' }),
      ]),
    );
  });

  test('SCA-EMB-011: a reader makes the code out of what is typed into it, for this challenge alone', async () => {
    const bank = await openBank(await open());
    const secret = systemRandom.bytes(32);
    const { authenticationMethodId } = await enrol(bank, { authenticationType: 'CHIP_OTP', name: 'Card', secret });
    const asked = { authorisationId: AUTHORISATION, psuId: PSU, authenticationMethodId, subject: PAYMENT };
    const first = accepted(await bank.sca.challenge(asked));
    const { challengeData } = accepted(await bank.sca.challenge(asked));
    const codeFor = (data: readonly string[] = []) => ocra('OCRA-1:HOTP-SHA256-8:QN08', secret, data[0] ?? '');
    const answer = (code: string) =>
      resultOf(bank.sca.answerCode({ authorisationId: AUTHORISATION, psuId: PSU, subject: PAYMENT, code }));
    expect(challengeData).toMatchObject({
      otpMaxLength: 8,
      otpFormat: 'integer',
      data: [expect.stringMatching(/^\d{8}$/)],
    });
    expect(await answer(codeFor(first.challengeData.data))).toBe('code-wrong');
    expect(await answer(codeFor(challengeData.data))).toBe('accepted');
    expect(bank.outbox.messages).toEqual([]);
    const kept = await bank.database.first<{ secret: Uint8Array }>(sql`SELECT secret FROM sca_method`);
    expect(Buffer.from(kept?.secret ?? []).includes(Buffer.from(secret))).toBe(false);
  });
});
