import { type KeyObject, X509Certificate } from 'node:crypto';
import { toPem } from '@openxs2a/certificates';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import type { HttpMessage } from '../message.ts';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  createRequest,
  createResponse,
  createSeal,
  editSignature,
  getHeader,
  NOW,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';
import { createMessageVerifier } from '../verifier.ts';

const STRICT = PROFILES.nextgenpsd2;
const DATED = PROFILES['nextgenpsd2-date'];
const ec = await createSeal();
const rsa = await createSeal({ key: 'rsa-2048' });
const signed = await signMessage(STRICT, ec, createRequest());
const dated = await signMessage(DATED, ec, createRequest());

test.each([
  ['RSA', rsa, 'rsa-sha256'],
  ['P-256', ec, 'ecdsa-sha256'],
] as const)(
  'a seal with a key of %s verifies, and the evidence says what it covers',
  async (_name, seal, algorithm) => {
    const message = await signMessage(STRICT, seal, createRequest());
    const verdict = verifyMessage(STRICT, message);
    expect(verdict).toMatchObject({
      accepted: true,
      evidence: {
        profile: 'nextgenpsd2',
        algorithm,
        digestAlgorithm: 'SHA-256',
        signedHeaders: ['digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri'],
        chain: [],
      },
    });
    expect(verdict.accepted && verdict.evidence.certificate.fingerprint).toBe(seal.certificate.fingerprint);
    expect(verdict.accepted && verdict.evidence.keyId).toMatch(/^SN=[0-9a-f]+,CA=/);
  },
);

test('the time is evidence where it is signed', () => {
  expect(verifyMessage(DATED, dated)).toMatchObject({ evidence: { signedAt: NOW } });
});

test('headers that nobody signed may be changed on the way, and come in any order and case', () => {
  const changed = setHeaders(signed, [
    ['Host', 'other.example'],
    ['Via', '1.1 proxy'],
  ]);
  const turned = {
    ...changed,
    headers: changed.headers.toReversed().map(([name, value]) => [name.toUpperCase(), ` ${value}\t`] as const),
  };
  expect(reasonOf(verifyMessage(STRICT, turned))).toBe('accepted by nextgenpsd2');
});

test('method and path are not covered by the standard: only a profile that signs them protects them', async () => {
  expect(verifyMessage(STRICT, { ...signed, method: 'DELETE', target: '/elsewhere' }).accepted).toBe(true);
  const bound = await signMessage(PROFILES['request-target'], ec, createRequest());
  const verify = (changes: Partial<HttpMessage>) =>
    reasonOf(verifyMessage(PROFILES['request-target'], { ...bound, ...changes }));
  expect(verify({})).toBe('accepted by request-target');
  expect(verify({ method: 'DELETE' })).toBe('signature-mismatch');
  expect(verify({ target: '/elsewhere' })).toBe('signature-mismatch');
});

/** What can be wrong, in the order in which it is looked for; each does harm that those after it do not see. */
const FAULTS: readonly (readonly [reason: string, spoil: (message: HttpMessage) => HttpMessage])[] = [
  ['signature-missing', (message) => setHeaders(message, [['Signature', undefined]])],
  ['digest-missing', (message) => setHeaders(message, [['Digest', undefined]])],
  ['certificate-missing', (message) => setHeaders(message, [['TPP-Signature-Certificate', undefined]])],
  ['certificate-malformed', (message) => setHeaders(message, [['TPP-Signature-Certificate', 'AAAA']])],
  ['parameter-unknown', (message) => editSignature(message, (text) => `${text},nonce="1"`)],
  [
    'signature-malformed',
    (message) => editSignature(message, (text) => text.replace(/signature="../, 'signature="?!')),
  ],
  ['key-id-mismatch', (message) => editSignature(message, (text) => text.replace('SN=', 'SN=1'))],
  ['algorithm-refused', (message) => editSignature(message, (text) => text.replace('ecdsa-sha256', 'rsa-sha1'))],
  ['signed-headers-malformed', (message) => editSignature(message, (text) => text.replace('digest ', 'digest  '))],
  ['signed-header-not-allowed', (message) => editSignature(message, (text) => text.replace(' x-request-id', ' host'))],
  ['signed-header-missing', (message) => setHeaders(message, [['PSU-Corporate-ID', 'c']])],
  ['signed-header-absent', (message) => setHeaders(message, [['PSU-ID', undefined]])],
  ['header-malformed', (message) => setHeaders(message, [['TPP-Redirect-URI', 'a\nb']])],
  ['too-old', (message) => setHeaders(message, [['Date', 'Thu, 26 Nov 2026 11:54:00 GMT']])],
  ['digest-mismatch', (message) => ({ ...message, body: new Uint8Array(1) })],
  ['signature-mismatch', (message) => setHeaders(message, [['TPP-Redirect-URI', 'https://thief.example/']])],
];

test('faults are found in their order, and the mathematical check comes last', () => {
  const found = FAULTS.map((_fault, first) => {
    const spoilt = FAULTS.slice(first).reduceRight((message, [, spoil]) => spoil(message), dated);
    return reasonOf(verifyMessage(DATED, spoilt));
  });
  expect(found).toEqual(FAULTS.map(([reason]) => reason));
});

test.each(['Digest', 'Signature', 'TPP-Signature-Certificate'])(
  'a second "%s" is refused, even if it is the same',
  (name) => {
    const twice = { ...signed, headers: [...signed.headers, [name.toLowerCase(), getHeader(signed, name)] as const] };
    expect(verifyMessage(STRICT, twice)).toMatchObject({
      reason: 'header-duplicated',
      evidence: { header: name.toLowerCase() },
    });
  },
);

test.each([
  ['Digest', 1_025],
  ['Signature', 8_193],
  ['TPP-Signature-Certificate', 16_385],
  ['PSU-ID', 8_193],
])('a longer "%s" is not read', (name, length) => {
  expect(verifyMessage(STRICT, setHeaders(signed, [[name, 'x'.repeat(length)]]))).toMatchObject({
    reason: 'header-too-large',
    evidence: { header: name.toLowerCase() },
  });
});

test('limits can be set', () => {
  expect(reasonOf(verifyMessage(STRICT, signed, { limits: { digest: 10 } }))).toBe('header-too-large');
});

const PARTS = ['Digest', 'X-Request-ID', 'PSU-ID', 'TPP-Redirect-URI', 'Signature'] as const;
const visible = fc
  .integer({ min: 0x21, max: 0xff })
  .filter((code) => code !== 0x7f)
  .map((code) => String.fromCharCode(code));

/** The text with one character changed for another. */
function changeCharacter(text: string, position: number, character: string): string {
  const at = position % text.length;
  return `${text.slice(0, at)}${character}${text.slice(at + 1)}`;
}

test('with any character of any signed part changed, it does not verify', () => {
  const verify = createMessageVerifier({ profile: STRICT, clock: () => NOW });
  fc.assert(
    fc.property(fc.constantFrom(...PARTS), fc.nat(), visible, (name, position, character) => {
      const before = getHeader(signed, name);
      const after = changeCharacter(before, position, character);
      fc.pre(after !== before && !isWithinKeyId(before, after));
      expect(verify(setHeaders(signed, [[name, after]])).accepted).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

/** A name can be written in many ways, so that a key id that was changed may still be one of the same certificate. */
function isWithinKeyId(before: string, after: string): boolean {
  const start = 'keyId="';
  const end = before.slice(before.indexOf('",algorithm='));
  return before.startsWith(start) && after.startsWith(start) && after.endsWith(end);
}

test('with any letter or digit of the key id changed for another, it is of another certificate', () => {
  const [, keyId = ''] = /^keyId="([^"]+)"/.exec(getHeader(signed, 'Signature')) ?? [];
  for (const { index } of keyId.matchAll(/[a-z0-9]/gi)) {
    const other = keyId[index]?.toLowerCase() === 'q' ? 'x' : 'q';
    const changed = editSignature(signed, (text) => text.replace(keyId, changeCharacter(keyId, index, other)));
    expect(reasonOf(verifyMessage(STRICT, changed))).toMatch(/^key-id-/);
  }
});

test('with any byte of the body changed, added or taken away, it does not verify', () => {
  const verify = createMessageVerifier({ profile: STRICT, clock: () => NOW });
  fc.assert(
    fc.property(fc.nat(BODY.length - 1), fc.integer({ min: 1, max: 255 }), (position, change) => {
      const changed = BODY.map((byte, index) => (index === position ? byte ^ change : byte));
      for (const body of [changed, BODY.slice(0, position), Uint8Array.of(...BODY, change)])
        expect(reasonOf(verify({ ...signed, body }))).toBe('digest-mismatch');
    }),
  );
});

test('a certificate that was changed on the way is refused, or is none that its issuer signed', () => {
  const verify = createMessageVerifier({ profile: STRICT, clock: () => NOW });
  const issuerKey = ec.issuer.key.keyObject;
  const base64 = getHeader(signed, 'TPP-Signature-Certificate');
  fc.assert(
    fc.property(fc.nat(), visible, (position, character) => {
      const changed = changeCharacter(base64, position, character);
      fc.pre(changed !== base64);
      const verdict = verify(setHeaders(signed, [['TPP-Signature-Certificate', changed]]));
      if (!verdict.accepted || verdict.evidence.certificate.fingerprint === ec.certificate.fingerprint) return;
      expect(isSignedBy(issuerKey, verdict.evidence.certificate.der)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

function isSignedBy(key: KeyObject, der: Uint8Array): boolean {
  try {
    return new X509Certificate(toPem(der)).verify(key);
  } catch {
    // OpenSSL cannot read it, so that nobody can have signed it
    return false;
  }
}

test('a signature is of its own key alone', async () => {
  const other = await createSeal();
  const certificate = Buffer.from(other.certificate.der).toString('base64');
  const swapped = setHeaders(signed, [['TPP-Signature-Certificate', certificate]]);
  expect(reasonOf(verifyMessage(STRICT, swapped))).toBe('key-id-mismatch');
  const impostor = await createSeal({
    alter: (template) => ({ ...template, serialNumber: ec.certificate.serialNumber }),
  });
  const forged = setHeaders(signed, [
    ['TPP-Signature-Certificate', Buffer.from(impostor.certificate.der).toString('base64')],
  ]);
  expect(reasonOf(verifyMessage(STRICT, forged))).toBe('signature-mismatch');
});

test('a line feed in a value does not make another line of it', async () => {
  const headers = [['X-Request-ID', 'x\npsu-id: erika']] as const;
  const stolen = editSignature(setHeaders(signed, [...headers, ['PSU-ID', undefined]]), (text) =>
    text.replace(' psu-id', ''),
  );
  expect(reasonOf(verifyMessage(STRICT, stolen))).toBe('header-malformed');
});

test('a bank seals its answers in the same way, under a name of its own', async () => {
  const answer = await signMessage(STRICT, rsa, createResponse());
  expect(answer.headers.map(([name]) => name)).toContain('ASPSP-Signature-Certificate');
  expect(verifyMessage(STRICT, answer)).toMatchObject({ evidence: { signedHeaders: ['digest', 'x-request-id'] } });
  expect(reasonOf(verifyMessage(STRICT, { ...answer, body: BODY.slice(1) }))).toBe('digest-mismatch');
  const { status: _, ...asRequest } = answer;
  expect(reasonOf(verifyMessage(STRICT, asRequest))).toBe('certificate-missing');
});

test('nothing that is sent makes it throw', () => {
  const verify = createMessageVerifier({ profile: STRICT, clock: () => NOW });
  const names = fc.constantFrom('Digest', 'Signature', 'TPP-Signature-Certificate', 'X-Request-ID', 'Date', 'a', '');
  const values = fc.oneof(
    fc.string({ unit: ANY_CHARACTER }),
    fc.constantFrom(...signed.headers.map(([, value]) => value)),
    fc
      .constantFrom(...signed.headers.map(([, value]) => value))
      .chain((value) => fc.nat(value.length).map((end) => value.slice(0, end))),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(names, values), { maxLength: 8 }), fc.uint8Array(), (headers, body) => {
      expect(verify({ ...signed, headers, body }).accepted).toBe(false);
      expect(typeof verify(setHeaders(signed, headers)).accepted).toBe('boolean');
    }),
  );
});
