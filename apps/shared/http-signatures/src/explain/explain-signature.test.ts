import { expect, test } from 'vitest';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { PROFILES } from '../profiles.ts';
import {
  clock,
  createRequest,
  createResponse,
  createSeal,
  getHeader,
  NOW,
  setHeaders,
  signMessage,
} from '../signing.fixture.ts';
import { createCertificateReader } from '../steps/certificate.ts';
import { createMessageVerifier } from '../verifier.ts';
import { explainSignature } from './explain-signature.ts';

const [ec, rsa] = await Promise.all([createSeal(), createSeal({ key: 'rsa-2048', algorithm: 'rsa-sha256' })]);
const pss = await createSeal({ key: rsa.privateKey, algorithm: 'rsa-pss-sha512' });
const other = await createSeal();

/** A key that the profile knows a name for. */
function sealFor(profile: SignatureProfile) {
  const names = profile.kind === 'jws' ? profile.algorithms : Object.values(profile.algorithms).flat();
  const has = (...wanted: string[]) => names.some((name) => wanted.includes(name));
  if (has('ecdsa-sha256', 'ES256')) return ec;
  return has('rsa-sha256') ? rsa : pss;
}

// each explanation has a reader of its own, but reading the same certificates thousands of times shows nothing
const reader = createCertificateReader(100);

type Mutation = (message: HttpMessage) => HttpMessage;

const replace =
  (name: string, change: (value: string) => string | undefined): Mutation =>
  (message) =>
    message.headers.some(([each]) => each.toLowerCase() === name.toLowerCase())
      ? setHeaders(message, [[name, change(getHeader(message, name))]])
      : message;
const both =
  (change: (value: string) => string | undefined): Mutation =>
  (message) =>
    ['Signature', 'Authorization', 'x-jws-signature'].reduce(
      (changed, name) => replace(name, change)(changed),
      message,
    );
const ofCertificate =
  (change: (value: string) => string | undefined): Mutation =>
  (message) =>
    ['TPP-Signature-Certificate', 'ASPSP-Signature-Certificate'].reduce(
      (changed, name) => replace(name, change)(changed),
      message,
    );
const ofJws = (change: (header: Record<string, unknown>) => object): Mutation =>
  replace('x-jws-signature', (value) => {
    const [header = '', payload = '', signature = ''] = value.split('.');
    const changed = change(JSON.parse(Buffer.from(header, 'base64url').toString()));
    return [Buffer.from(JSON.stringify(changed)).toString('base64url'), payload, signature].join('.');
  });
const twice =
  (name: string): Mutation =>
  (message) => ({
    ...message,
    headers: [...message.headers, ...message.headers.filter(([each]) => each.toLowerCase() === name.toLowerCase())],
  });
const otherPem = Buffer.from(other.certificate.der).toString('base64');

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  nothing: (message) => message,
  'no signature': both(() => undefined),
  'an empty signature': both(() => ''),
  'two signatures': (message) =>
    ['Signature', 'Authorization', 'x-jws-signature'].reduce((changed, name) => twice(name)(changed), message),
  'a huge signature': both((value) => value + ' '.repeat(3) + 'a'.repeat(40_000)),
  'no digest': replace('Digest', () => undefined),
  'two digests': twice('Digest'),
  'a malformed digest': replace('Digest', () => 'SHA-256=abc'),
  'a digest without a name': replace('Digest', (value) => value.replace(/^.*?=/, '')),
  'a digest of another name': replace('Digest', () => 'MD5=1B2M2Y8AsgTpgAmY7PhCfg=='),
  'another body': (message) => ({ ...message, body: Buffer.from('{}') }),
  'no certificate': ofCertificate(() => undefined),
  'a broken certificate': ofCertificate((value) => value.slice(0, 100)),
  'another certificate': ofCertificate(() => otherPem),
  'another certificate in the JWS': ofJws((header) => ({ ...header, x5c: [otherPem] })),
  'no certificate in the JWS': ofJws(({ x5c: _, ...header }) => header),
  'another thumbprint': ofJws((header) => ({ ...header, 'x5t#S256': 'abc' })),
  'broken parameters': both((value) => value.replace('keyId=', 'keyId')),
  'a parameter twice': both((value) => `${value},algorithm="x"`),
  'a parameter more': both((value) => `${value},created=1`),
  'a parameter less': both((value) => value.replace(/,headers="[^"]*"/, '')),
  'a parameter without quotes': both((value) => value.replace(/algorithm="([^"]*)"/, 'algorithm=$1')),
  'a signature that is no base64': both((value) =>
    value.replace(/signature="..../, 'signature="...').replace(/\.[^.]{5}([^.]*)$/, '.$1'),
  ),
  'another signature': both((value) =>
    value
      .replace(/(signature=".{20})(.)/, (_all, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'))
      .replace(/(\.\..{20})(.)/, (_all, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A')),
  ),
  'another keyId': both((value) => value.replace(/keyId="(SN=)?[0-9a-f]{3}/i, 'keyId="$1abc')),
  'a malformed keyId': both((value) => value.replace(/keyId="[^"]*"/, 'keyId="???"')),
  'another algorithm': both((value) => value.replace(/algorithm="[^"]*"/, 'algorithm="hmac-sha256"')),
  'an algorithm of another key': both((value) => value.replace(/algorithm="[^"]*"/, 'algorithm="rsa-sha512"')),
  'an alg of another key': ofJws((header) => ({ ...header, alg: header['alg'] === 'RS256' ? 'ES256' : 'RS256' })),
  'alg none': ofJws((header) => ({ ...header, alg: 'none' })),
  'b64 true': ofJws((header) => ({ ...header, b64: true })),
  'no crit': ofJws(({ crit: _, ...header }) => header),
  'an unknown crit': ofJws((header) => ({ ...header, crit: ['sigT', 'sigD', 'b64', 'x'], x: 1 })),
  'no sigT': ofJws(({ sigT: _, iat: __, ...header }) => header),
  'no sigD': ofJws(({ sigD: _, ...header }) => header),
  'an old sigT': ofJws((header) => ({ ...header, sigT: '2020-01-01T00:00:00Z' })),
  'an unreadable sigT': ofJws((header) => ({ ...header, sigT: 'yesterday' })),
  'other pars': ofJws((header) => ({
    ...header,
    sigD: { mId: 'http://uri.etsi.org/19182/HttpHeaders', pars: ['digest', 'absent'] },
  })),
  'a payload': replace('x-jws-signature', (value) => value.replace('..', '.e30.')),
  'a name in upper case': both((value) =>
    value.replace(/headers="([^"]*)"/, (all) => all.toUpperCase().replace('HEADERS', 'headers')),
  ),
  'a name twice': both((value) => value.replace('headers="', 'headers="digest ')),
  'names with two blanks': both((value) => value.replace('headers="', 'headers=" ')),
  'a name less': both((value) => value.replace('digest ', '')),
  'a name more': both((value) => value.replace('headers="', 'headers="psu-ip-address ')),
  'a name that is not sent': both((value) => value.replace('headers="', 'headers="psu-corporate-id ')),
  'a pseudo-header more': both((value) => value.replace('headers="', 'headers="(created) ')),
  'another value': replace('X-Request-ID', () => 'another'),
  'a value that breaks lines': replace('X-Request-ID', () => 'a\nb'),
  'a value missing': replace('X-Request-ID', () => undefined),
  'another target': (message) => ({ ...message, target: '/other', url: 'https://bank.example/other' }),
  'another status': (message) => (message.status === undefined ? message : { ...message, status: 500 }),
  'an unreadable date': replace('Date', () => 'yesterday'),
  'an old date': replace('Date', () => 'Sun, 05 Jan 2014 21:31:40 GMT'),
};

const profiles: readonly SignatureProfile[] = Object.values(PROFILES);
const cases = profiles.flatMap((profile) =>
  [createRequest(), createResponse()].map((message) => ({
    profile,
    message,
    side: message.status === undefined ? 'requests' : 'responses',
  })),
);

test.each(cases)(
  'of $side by $profile.name, every step is fine exactly when the verifier accepts',
  async ({ profile, message }) => {
    const signed = await signMessage(profile, sealFor(profile), message);
    const verify = createMessageVerifier({ profile, clock });
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      const changed = mutate(signed);
      const verdict = await verify(changed);
      const explanation = await explainSignature({ profile, message: changed, receivedAt: NOW, attempts: 0 }, reader);
      const wrong = explanation.steps.find((step) => step.verdict === 'wrong');
      expect([name, wrong?.reason], name).toEqual([name, verdict.accepted ? undefined : verdict.reason]);
      expect([explanation.accepted, explanation.reason]).toEqual([
        verdict.accepted,
        verdict.accepted ? undefined : verdict.reason,
      ]);
      expect(() => JSON.stringify(explanation)).not.toThrow();
    }
  },
);

test('the mutations are refused for every reason that there is', async () => {
  const { SIGNATURE_REASONS } = await import('../verdict.ts');
  const reasons = new Set<string>();
  for (const { profile, message } of cases) {
    const signed = await signMessage(profile, sealFor(profile), message);
    const verify = createMessageVerifier({ profile, clock });
    for (const mutate of Object.values(MUTATIONS)) {
      const verdict = await verify(mutate(signed));
      if (!verdict.accepted) reasons.add(verdict.reason);
    }
  }
  // which need a certificate or a clock of their own
  expect(SIGNATURE_REASONS.filter((reason) => !reasons.has(reason))).toEqual(['weak-key', 'not-yet-valid']);
});
