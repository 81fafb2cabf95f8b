import { generateKeyPairSync } from 'node:crypto';
import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskAddress } from './domain/mask-address.ts';
import type { NewMethod } from './method.ts';
import {
  AUTHORISATION,
  CONSENT,
  enrol,
  OTHER_PSU,
  openBank,
  PHONE,
  PSU,
  readLog,
  resultOf,
  sendCode,
} from './sca.fixture.ts';

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = p256.publicKey.export({ format: 'jwk' });
const MAIL = { authenticationType: 'SMTP_OTP', name: 'Mail', address: 'maria@mail.example' } as const;
const APP = { authenticationType: 'PUSH_OTP', name: 'App', deviceKey: jwk } as const;
const READER = { authenticationType: 'CHIP_OTP', name: 'Reader', secret: new Uint8Array(20) } as const;

forEachDatabase((_, open) => {
  test('SCA-EMB-004 SCA-EMB-008 N-SCA-EMB-101 N-SCA-EMB-102: methods have opaque ids, types of the standard, and names', async () => {
    const bank = await openBank(await open());
    for (const method of [PHONE, MAIL, { ...APP, authenticationVersion: '2' }, READER]) {
      await enrol(bank, method);
      bank.clock.advance({ milliseconds: 1 });
    }
    const methods = await bank.sca.listMethods(PSU);
    const authenticationMethodId = expect.stringMatching(/^[\w-]{22}$/);
    expect(methods).toEqual([
      { authenticationMethodId, authenticationType: 'SMS_OTP', name: 'Phone', explanation: '…4567', decoupled: false },
      {
        authenticationMethodId,
        authenticationType: 'SMTP_OTP',
        name: 'Mail',
        explanation: 'm…@mail.example',
        decoupled: false,
      },
      {
        authenticationMethodId,
        authenticationType: 'PUSH_OTP',
        authenticationVersion: '2',
        name: 'App',
        decoupled: true,
      },
      { authenticationMethodId, authenticationType: 'CHIP_OTP', name: 'Reader', decoupled: false },
    ]);
    expect(await bank.sca.listMethods(OTHER_PSU)).toEqual([]);
    const log = JSON.stringify(await readLog(bank));
    for (const secret of [PHONE.address, MAIL.address, String(jwk.x)]) expect(log).not.toContain(secret);
  });

  test('S-17: what nothing can be sent to, or nobody can answer by, is not enrolled, and nothing is kept', async () => {
    const bank = await openBank(await open());
    const methods: Readonly<Record<string, NewMethod>> = {
      'a phone number without a country': { ...PHONE, address: '01701234567' },
      'two phone numbers': { ...PHONE, address: '+491701234567,+491701234568' },
      'no mail address': { ...MAIL, address: 'maria' },
      'a mail address with a header': { ...MAIL, address: 'maria@mail.example\nBcc: eve@mail.example' },
      'two mail addresses': { ...MAIL, address: 'maria@mail.example,eve@mail.example' },
      'no name': { ...PHONE, name: ' \n\u200b' },
      'a private key': { ...APP, deviceKey: p256.privateKey.export({ format: 'jwk' }) },
      'a key of another curve': { ...APP, deviceKey: { ...jwk, crv: 'P-384' } },
      'a point that is not on the curve': { ...APP, deviceKey: { ...jwk, y: jwk.x ?? '' } },
      'a key of another kind': { ...APP, deviceKey: { kty: 'oct', k: 'AAAA' } },
      'a secret that can be guessed': { ...READER, secret: new Uint8Array(19) },
    };
    for (const [name, method] of Object.entries(methods))
      await expect(enrol(bank, method), name).rejects.toMatchObject({ code: 'ERR_SCA_METHOD_UNFIT' });
    expect(await bank.sca.listMethods(PSU)).toEqual([]);
    expect(await readLog(bank)).toEqual([]);
  });

  test('a method is removed by its PSU alone, and with it what was asked by it', async () => {
    const bank = await openBank(await open());
    const { right, method } = await sendCode(bank);
    const remove = (psuId: string) => bank.database.transaction((trx) => bank.sca.removeMethod(trx, psuId, method));
    expect(await resultOf(remove(OTHER_PSU))).toBe('method-unknown');
    expect(await resultOf(remove(PSU))).toBe('accepted');
    expect(await resultOf(remove(PSU))).toBe('method-unknown');
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-ended');
    expect(await bank.sca.listMethods(PSU)).toEqual([]);
    const kinds = (await readLog(bank, { subject: PSU })).map(({ kind }) => kind);
    expect(kinds).toEqual(['sca-method-enrolled', 'sca-method-removed']);
  });

  test('S-11: a method that went away while it was asked for answers nothing more', async () => {
    const bank = await openBank(await open());
    const { right } = await sendCode(bank);
    await bank.database.run(sql`DELETE FROM sca_method`);
    expect(await resultOf(bank.sca.answerCode(right))).toBe('method-unknown');
  });

  test('S-14: where the bank does without SCA, the article and the reason are recorded; not for who is blocked', async () => {
    const exemption = { article: '13', why: 'trusted payee 17' } as const;
    const findExemption = async ({ psuId }: { readonly psuId: string }) => (psuId === PSU ? exemption : undefined);
    const bank = await openBank(await open(), { findExemption });
    const request = { authorisationId: AUTHORISATION, psuId: PSU, subject: CONSENT };
    expect(await bank.sca.exempt(request)).toEqual({ accepted: true, evidence: exemption });
    expect(await resultOf(bank.sca.exempt({ ...request, psuId: OTHER_PSU }))).toBe('exemption-none');
    const [exempted, ...others] = await readLog(bank, { kind: 'sca-exempted' });
    expect(exempted).toMatchObject({
      actor: PSU,
      subject: AUTHORISATION,
      body: { ...exemption, subjectDigest: expect.any(String) },
    });
    expect(others).toEqual([]);
    for (const _ of [1, 2, 3, 4, 5])
      await bank.sca.checkPassword({ psuId: PSU, password: 'wrong horse', channel: 'page' });
    expect(await resultOf(bank.sca.exempt(request))).toBe('psu-blocked');
  });

  test('without a rule of the bank nothing is exempted', async () => {
    const { sca } = await openBank(await open());
    expect(await resultOf(sca.exempt({ authorisationId: AUTHORISATION, psuId: PSU, subject: CONSENT }))).toBe(
      'exemption-none',
    );
  });

  test('what is long over is removed, and what counts stays', async () => {
    const bank = await openBank(await open());
    const { right } = await sendCode(bank);
    await bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
    await bank.sca.checkPassword({ psuId: PSU, password: 'wrong horse', channel: 'page' });
    expect(await bank.sca.purge()).toBe(0);
    bank.clock.advance({ minutes: 60 });
    expect(await bank.sca.purge()).toBe(1);
    expect(await resultOf(bank.sca.answerCode(right))).toBe('challenge-expired');
    bank.clock.advance({ minutes: 24 * 60 });
    expect(await bank.sca.purge()).toBe(3);
    const rows = await bank.database.all(sql`SELECT psu_id FROM sca_method`);
    expect(rows).toHaveLength(1);
  });

  test('a block outlives the purge', async () => {
    const bank = await openBank(await open(), { policy: { blocks: { minutes: ['for-good'] } } });
    for (const _ of [1, 2, 3, 4, 5])
      await bank.sca.checkPassword({ psuId: PSU, password: 'wrong horse', channel: 'page' });
    bank.clock.advance({ minutes: 10 * 365 * 24 * 60 });
    await bank.sca.purge();
    expect(await bank.sca.statusOf(PSU)).toBe('blocked');
  });
});

test('SCA-EMB-017: what is shown of an address is never the whole of it', () => {
  expect(maskAddress('+491701234567')).toBe('…4567');
  expect(maskAddress('maria@mail.example')).toBe('m…@mail.example');
  fc.assert(
    fc.property(fc.string({ minLength: 2, maxLength: 40 }), (address) => {
      expect(maskAddress(address)).not.toBe(address);
    }),
  );
});
