import { expect, test } from 'vitest';
import { SigningError } from './errors.ts';
import type { HttpMessage } from './message.ts';
import { PROFILES } from './profiles.ts';
import { createMessageSigner } from './signer.ts';
import {
  clock,
  createRequest,
  createSeal,
  getHeader,
  NOW,
  reasonOf,
  setHeaders,
  verifyMessage,
} from './signing.fixture.ts';
import { renderDigest } from './steps/digest.ts';

const seal = await createSeal();
const rsa = await createSeal({ key: 'rsa-2048' });

test('the headers to set are a digest, the certificate and the signature', async () => {
  const sign = createMessageSigner({ profile: PROFILES.nextgenpsd2, ...seal, clock });
  const headers = await sign(createRequest());
  expect(headers.map(([name]) => name)).toEqual(['Digest', 'TPP-Signature-Certificate', 'Signature']);
});

test('the message is left as it is, and a digest of its own does not count', async () => {
  const sign = createMessageSigner({ profile: PROFILES.nextgenpsd2, ...seal, clock });
  const message = setHeaders(createRequest(), [['digest', 'SHA-256=wrong']]);
  const before = structuredClone(message);
  const signed = setHeaders(message, await sign(message));
  expect(message).toEqual(before);
  expect(getHeader(signed, 'Digest')).toBe(renderDigest('SHA-256', message.body));
  expect(reasonOf(verifyMessage(PROFILES.nextgenpsd2, signed))).toBe('accepted by nextgenpsd2');
});

test('a date is set where the profile signs one and the message has none', async () => {
  const sign = createMessageSigner({ profile: PROFILES['nextgenpsd2-date'], ...seal, clock });
  expect(await sign(createRequest())).toContainEqual(['Date', NOW.toUTCString()]);
  const dated = setHeaders(createRequest(), [['date', 'Thu, 26 Nov 2026 11:59:00 GMT']]);
  expect((await sign(dated)).map(([name]) => name)).not.toContain('Date');
});

test.each([
  ['lacks its id', createRequest({ headers: [] }), 'signed-header-absent', 'x-request-id'],
  ['has a value that is none', setHeaders(createRequest(), [['PSU-ID', 'Łukasz']]), 'header-malformed', 'psu-id'],
  [
    'has a value without end',
    setHeaders(createRequest(), [['PSU-ID', 'x'.repeat(10_000)]]),
    'header-too-large',
    'psu-id',
  ],
] as readonly (readonly [string, HttpMessage, string, string])[])(
  'a message that %s cannot be signed',
  async (_name, message, reason, header) => {
    const sign = createMessageSigner({ profile: PROFILES.nextgenpsd2, ...seal, clock });
    const error = await sign(message).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SigningError);
    expect(error).toMatchObject({ code: 'ERR_MESSAGE_NOT_SIGNABLE', reason, evidence: { header } });
    expect(String(error)).toContain(`${reason}, header "${header}"`);
  },
);

test('what keeps the key from signing is passed on', async () => {
  const key = { ...seal.key, sign: () => Promise.reject(new RangeError('the device is locked')) };
  for (const profile of [PROFILES.nextgenpsd2, PROFILES['jws-http-headers']])
    await expect(createMessageSigner({ profile, ...seal, key, clock })(createRequest())).rejects.toThrow(
      'the device is locked',
    );
});

test.each([
  ['a key of another certificate', { ...seal, key: rsa.key }, PROFILES.nextgenpsd2, 'not the key of the certificate'],
  [
    'a way of signing that the profile has no name for',
    await createSeal({ key: 'ed25519' }),
    PROFILES.nextgenpsd2,
    'no signatures by "ed25519"',
  ],
  [
    'a way of signing that the profile of a JWS does not allow',
    rsa,
    PROFILES['jws-pss'],
    'no signatures by "rsa-sha256"',
  ],
  [
    'a curve that goes with another hash',
    await createSeal({ key: 'p-384', algorithm: 'ecdsa-sha256' }),
    PROFILES['jws-http-headers'],
    'no signatures by',
  ],
  ['no key id where the bank gives them', seal, PROFILES.ing, 'needs "keyId"'],
] as const)('%s is a mistake of the program', (_name, { certificate, key }, profile, message) => {
  expect(() => createMessageSigner({ profile, certificate, key, clock })).toThrow(TypeError);
  expect(() => createMessageSigner({ profile, certificate, key, clock })).toThrow(message);
});

test('a weak key cannot even be set up', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const weak = await createSeal({ key: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey });
  for (const profile of [PROFILES.nextgenpsd2, PROFILES['jws-http-headers']])
    expect(() => createMessageSigner({ profile, ...weak, clock })).toThrow('weak-key');
});
