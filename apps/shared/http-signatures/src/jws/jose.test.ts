import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { FlattenedSign, flattenedVerify } from 'jose';
import { expect, test } from 'vitest';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  createRequest,
  createSeal,
  getHeader,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';
import { renderDigest } from '../steps/digest.ts';
import { HTTP_HEADERS } from './detached-jws.ts';

// jose as the counterpart, which knows nothing of this code: payloads are put together here by hand.

const PROFILE = PROFILES['jws-http-headers'];
const DIGEST = renderDigest('SHA-256', BODY);
const REQUEST = createRequest({
  headers: [
    ['X-Request-ID', ' 4711 '],
    ['PSU-ID', 'Käthe'],
  ],
});
const LINES = [
  '(request-target): post /v1/payments/sepa-credit-transfers?a=1',
  'x-request-id: 4711',
  `digest: ${DIGEST}`,
  'psu-id: Käthe',
];
const PAYLOAD = Buffer.from(LINES.join('\n'), 'latin1');
const CRIT = { crit: { sigT: true, sigD: true } };

const rsa = await createSeal({ key: 'rsa-2048' });
const SEALS = [
  ['RS256', rsa],
  ['PS256', await createSeal({ key: rsa.privateKey, algorithm: 'rsa-pss-sha256' })],
  ['ES256', await createSeal({ key: 'p-256' })],
  ['ES384', await createSeal({ key: 'p-384' })],
  ['ES512', await createSeal({ key: generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey })],
  ['EdDSA', await createSeal({ key: 'ed25519' })],
] as const;

test.each(SEALS)('jose verifies what we sign by %s', async (alg, seal) => {
  const message = await signMessage(PROFILE, seal, REQUEST);
  const [header = '', , signature = ''] = getHeader(message, 'x-jws-signature').split('.');
  const jws = { protected: header, payload: PAYLOAD, signature };
  const { protectedHeader } = await flattenedVerify(jws, seal.key.publicKey, CRIT);
  expect(protectedHeader).toMatchObject({ alg, b64: false, crit: ['sigT', 'sigD', 'b64'] });
  await expect(
    flattenedVerify(
      { ...jws, payload: Buffer.from(`${PAYLOAD.toString('latin1')}\n`, 'latin1') },
      seal.key.publicKey,
      CRIT,
    ),
  ).rejects.toThrow();
});

test.each(SEALS)('we verify what jose signs by %s', async (alg, seal) => {
  const header = {
    alg,
    typ: 'JOSE',
    kid: 'anything',
    x5c: [Buffer.from(seal.certificate.der).toString('base64')],
    'x5t#S256': `${Buffer.from(seal.certificate.fingerprint, 'hex').toString('base64url')}=`,
    b64: false,
    crit: ['b64', 'sigD', 'sigT'],
    sigT: '2026-11-26T11:59:30.250Z',
    sigD: { pars: ['(request-target)', 'X-Request-ID', 'Digest', 'PSU-ID'], mId: HTTP_HEADERS },
  };
  const key = createPrivateKey(seal.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const jws = await new FlattenedSign(PAYLOAD).setProtectedHeader(header).sign(key, CRIT);
  const message = setHeaders(REQUEST, [
    ['Digest', DIGEST],
    ['x-jws-signature', `${jws.protected}..${jws.signature}`],
  ]);
  expect(reasonOf(await verifyMessage(PROFILE, message))).toBe('accepted by jws-http-headers');
  expect(reasonOf(await verifyMessage(PROFILE, setHeaders(message, [['PSU-ID', 'Kathe']])))).toBe('signature-mismatch');
});
