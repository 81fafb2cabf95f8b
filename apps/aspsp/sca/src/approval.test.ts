import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  AUTHORISATION,
  accepted,
  type Bank,
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

type Device = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

const DEVICES: Readonly<Record<string, () => Device>> = {
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  Ed25519: () => generateKeyPairSync('ed25519'),
};

const signBy = ({ privateKey }: Device, text: string) =>
  sign(privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null, Buffer.from(text), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');

async function askDevice(bank: Bank, device: Device, subject: typeof CONSENT | typeof PAYMENT = CONSENT) {
  const deviceKey = device.publicKey.export({ format: 'jwk' });
  const { authenticationMethodId } = await enrol(bank, {
    authenticationType: 'PUSH_OTP',
    name: 'Phone app',
    deviceKey,
  });
  const asked = { authorisationId: AUTHORISATION, psuId: PSU, authenticationMethodId, subject };
  const approval = accepted(await bank.sca.requestApproval(asked));
  const answer = (text: string, by = device) => ({ approvalId: approval.approvalId, signature: signBy(by, text) });
  return {
    approval,
    asked,
    yes: { ...answer(approval.texts.approve), subject },
    no: answer(approval.texts.refuse),
    answer,
  };
}

const p256 = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

forEachDatabase((_, open) => {
  test.each(Object.keys(DEVICES))('a device approves by its key (%s), once, and sees what it signs', async (kind) => {
    const bank = await openBank(await open());
    const device = DEVICES[kind]?.() ?? p256();
    const { yes, approval, asked } = await askDevice(bank, device, PAYMENT);
    expect(await bank.sca.listApprovals(PSU)).toEqual([approval]);
    expect(await bank.sca.listApprovals(OTHER_PSU)).toEqual([]);
    expect(approval.shown).toBe('Pay 25.00 EUR to Book Shop, FR7630006000011234567890189.');
    expect(approval.texts.approve.endsWith(`\n${approval.shown}`)).toBe(true);
    const { authenticationMethodId } = asked;
    const evidence = { psuId: PSU, authorisationId: AUTHORISATION, authenticationMethodId };
    expect(await bank.sca.approve(yes)).toEqual({ accepted: true, evidence });
    expect(await resultOf(bank.sca.approve(yes))).toBe('approval-used');
    expect(await bank.sca.listApprovals(PSU)).toEqual([]);
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({ status: 'answered' });
  });

  test('S-01: of two approvals at once, on two nodes, one is accepted', async () => {
    const database = await open();
    const one = await openBank(database);
    const two = await openBank(database, { node: 'two', clock: one.clock });
    const { yes, no } = await askDevice(one, p256());
    const results = await Promise.all([one, two, one].map(({ sca }) => resultOf(sca.approve(yes))));
    expect(results.toSorted()).toEqual(['accepted', 'approval-used', 'approval-used']);
    expect(await resultOf(one.sca.refuse(no))).toBe('approval-used');
  });

  test('a device refuses, and then nothing approves any more', async () => {
    const bank = await openBank(await open());
    const { yes, no } = await askDevice(bank, p256());
    expect(await resultOf(bank.sca.refuse(no))).toBe('accepted');
    expect(await resultOf(bank.sca.approve(yes))).toBe('approval-refused');
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({ status: 'refused' });
    expect(await bank.sca.statusOf(PSU)).toBe('open');
  });

  test('SCA-DEC-005: a question without an answer expires', async () => {
    const bank = await openBank(await open());
    const { yes } = await askDevice(bank, p256());
    bank.clock.advance({ minutes: 5 });
    expect(await bank.sca.listApprovals(PSU)).toEqual([]);
    expect(await resultOf(bank.sca.approve(yes))).toBe('challenge-expired');
    expect(await bank.sca.findAsked(AUTHORISATION)).toMatchObject({ status: 'expired' });
  });

  test('S-08 S-09: a signature of any other text approves nothing', async () => {
    const bank = await openBank(await open(), { policy: { codes: { tries: 100 } } });
    const { approval, answer, yes } = await askDevice(bank, p256());
    const { texts, approvalId, subjectDigest } = approval;
    const others = {
      no: texts.refuse,
      nothing: '',
      'the digest alone': subjectDigest,
      'another question': texts.approve.replace(approvalId, 'another'),
      'another sentence': texts.approve.replace('2 accounts', '1 account'),
      'a line more': `${texts.approve}\n`,
    };
    for (const [name, text] of Object.entries(others)) {
      const wrong = await bank.sca.approve({ ...answer(text), subject: CONSENT });
      expect([name, wrong]).toMatchObject([name, { accepted: false, reason: 'signature-wrong' }]);
      await bank.sca.unblock(PSU, 'clerk', 'the next one');
    }
    expect(await resultOf(bank.sca.approve(yes))).toBe('accepted');
  });

  test('S-11: another device of the same PSU does not answer, nor does one that was removed', async () => {
    const bank = await openBank(await open());
    const other = p256();
    const { approval, answer, yes, asked } = await askDevice(bank, p256());
    await enrol(bank, {
      authenticationType: 'PUSH_OTP',
      name: 'Tablet',
      deviceKey: other.publicKey.export({ format: 'jwk' }),
    });
    const byOther = { ...answer(approval.texts.approve, other), subject: CONSENT };
    expect(await resultOf(bank.sca.approve(byOther))).toBe('signature-wrong');
    await bank.database.transaction((trx) => bank.sca.removeMethod(trx, PSU, asked.authenticationMethodId));
    expect(await resultOf(bank.sca.approve(yes))).toBe('challenge-ended');
  });

  test('whatever is given for a signature is a wrong one at worst', async () => {
    const bank = await openBank(await open(), { policy: { codes: { tries: 100 } } });
    const { yes } = await askDevice(bank, p256());
    for (const signature of ['', 'AAAA', 'A'.repeat(86), '!'.repeat(86), 'A'.repeat(1_000_000)]) {
      expect(await resultOf(bank.sca.approve({ ...yes, signature }))).toBe('signature-wrong');
      await bank.sca.unblock(PSU, 'clerk', 'the next one');
    }
  });

  test('whatever is given for an approval is unknown at worst', async () => {
    const { sca } = await openBank(await open());
    for (const approvalId of ['', 'nothing', 'a\0b', '\ud83d', 'x'.repeat(100_000)]) {
      const given = { approvalId, signature: 'AAAA' };
      expect(await resultOf(sca.approve({ ...given, subject: CONSENT }))).toBe('challenge-unknown');
      expect(await resultOf(sca.refuse(given))).toBe('challenge-unknown');
    }
  });

  test('S-08 SEC-API-015: what has changed since the device was asked is not approved, and the question has ended', async () => {
    const bank = await openBank(await open());
    const { yes } = await askDevice(bank, p256(), PAYMENT);
    expect(await resultOf(bank.sca.approve({ ...yes, subject: { ...PAYMENT, amount: '250.00' } }))).toBe(
      'subject-changed',
    );
    expect(await resultOf(bank.sca.approve(yes))).toBe('challenge-ended');
  });

  test('a method that approves gives no codes, and one that gives codes does not approve', async () => {
    const bank = await openBank(await open());
    const { asked } = await askDevice(bank, p256());
    expect(await resultOf(bank.sca.challenge(asked))).toBe('method-unfit');
    const { authenticationMethodId } = await enrol(bank);
    expect(await resultOf(bank.sca.requestApproval({ ...asked, authenticationMethodId }))).toBe('method-unfit');
  });

  test('N-SCA-EMB-104: a code takes the place of a question to a device, and the other way round', async () => {
    const bank = await openBank(await open());
    const { yes, asked } = await askDevice(bank, p256());
    const { right } = await sendCode(bank);
    expect(await resultOf(bank.sca.approve(yes))).toBe('challenge-unknown');
    accepted(await bank.sca.requestApproval(asked));
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-unknown');
  });

  test('API6: a PSU is asked to approve only so often', async () => {
    const bank = await openBank(await open());
    const { asked } = await askDevice(bank, p256());
    const results = [];
    for (const _ of [2, 3, 4]) results.push(await resultOf(bank.sca.requestApproval(asked)));
    expect(results).toEqual(['accepted', 'accepted', 'sending-too-often']);
  });

  test('S-31: who approved what, by which device, is in the log', async () => {
    const bank = await openBank(await open());
    const { yes, approval, asked } = await askDevice(bank, p256());
    await bank.sca.approve(yes);
    const records = await readLog(bank, { subject: AUTHORISATION });
    const { authenticationMethodId } = asked;
    const about = { authenticationMethodId, subjectDigest: approval.subjectDigest, asked: 'approval' };
    expect(records.map(({ kind, actor, body }) => ({ kind, actor, body }))).toEqual([
      { kind: 'sca-challenge', actor: PSU, body: { ...about, authenticationType: 'PUSH_OTP', result: 'asked' } },
      { kind: 'sca-answer', actor: PSU, body: { ...about, result: 'answer' } },
    ]);
  });
});
