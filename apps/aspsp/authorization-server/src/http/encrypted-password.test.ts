import type { TestBank } from '@openxs2a/edge/testing';
import { CompactEncrypt, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  authorisationsOf,
  create,
  createdId,
  OTHER_PERSON,
  PASSWORD,
  passwordOf,
  refusalOf,
  relationsOf,
  shareBank,
  start,
  update,
} from '../bank.fixture.ts';

const PROFILE = {
  sca: { approaches: ['EMBEDDED'], passwordEncryption: 'required' },
  consents: { offered: { bankOffered: false } },
};
const PLAIN = { ...PROFILE, sca: { approaches: ['EMBEDDED'] } };
const PSU = OTHER_PERSON;
const BY_PSU = { 'psu-id': PSU.psuId };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };

/** As somebody does who has the published key. */
async function encrypt(bank: TestBank, password: string): Promise<string> {
  const { passwordKeys } = await createAuthorizationServer(bank);
  const [key = {}] = passwordKeys.publicKeys.keys;
  return new CompactEncrypt(Buffer.from(password))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.kid ?? '' })
    .encrypt(await importJWK(key, 'ECDH-ES+A256KW'));
}

async function begin(bank: TestBank) {
  const created = await create(bank, {}, BY_PSU);
  const { consentId = '' } = created.body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  return { created, put: (psuData: object) => update(bank, consentId, authorisationId, { body: { psuData } }) };
}

test('AUT-STR-006 an encrypted password begins, and goes on', async () => {
  const bank = await shareBank(PROFILE);
  const { created, put } = await begin(bank);
  expect(relationsOf(created)).toContain('updateEncryptedPsuAuthentication');
  const encryptedPassword = await encrypt(bank, passwordOf(PSU));
  expect((await put({ encryptedPassword })).body.scaStatus).toBe('scaMethodSelected');
  const explicit = await create(bank, {}, { ...BY_PSU, ...EXPLICIT });
  expect(relationsOf(explicit)).toContain('startAuthorisationWithEncryptedPsuAuthentication');
  const body = { psuData: { encryptedPassword } };
  const started = await start(bank, explicit.body.consentId ?? '', { body });
  expect([started.status, started.body.scaStatus]).toEqual([201, 'scaMethodSelected']);
});

test('AUT-STR-006 a wrong password that was encrypted is as wrong as any', async () => {
  const bank = await shareBank(PROFILE);
  const { put } = await begin(bank);
  const wrong = await put({ encryptedPassword: await encrypt(bank, 'wrong') });
  expect([refusalOf(wrong), relationsOf(wrong)]).toEqual([
    '401 PSU_CREDENTIALS_INVALID',
    ['scaStatus', 'updateEncryptedPsuAuthentication'],
  ]);
});

test.each([
  ['AUT-STR-006', 'a password in the clear', PROFILE, PASSWORD(PSU).psuData],
  ['AUT-STR-006', 'no JWE', PROFILE, { encryptedPassword: passwordOf(PSU) }],
  ['AUT-STR-006', 'both', PROFILE, { encryptedPassword: 'x', password: passwordOf(PSU) }],
  ['AUT-STR-005', 'an encrypted password where it is not asked for', PLAIN, { encryptedPassword: 'x' }],
  ['SCA-EMB-015', 'a second password', PLAIN, { additionalPassword: 'x' }],
  ['SCA-EMB-015', 'a second password beside the first', PLAIN, { ...PASSWORD(PSU).psuData, additionalPassword: 'x' }],
])('%s %s is a format error, and no try', async (_rule, _what, profile, psuData) => {
  const bank = await shareBank(profile);
  const { put } = await begin(bank);
  const refused = await put(psuData);
  expect(refusalOf(refused)).toBe('400 FORMAT_ERROR psuData');
  expect(refused.text).not.toContain(passwordOf(PSU));
  const consentId = await createdId(bank, {}, { ...BY_PSU, ...EXPLICIT });
  expect(refusalOf(await start(bank, consentId, { body: { psuData } }))).toBe('400 FORMAT_ERROR psuData');
});
