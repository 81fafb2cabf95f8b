import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HttpMessage } from './message.ts';
import type { SignatureProfile } from './profile.ts';
import { PROFILES } from './profiles.ts';
import { createMessageSigner } from './signer.ts';
import {
  clock,
  createRequest,
  createResponse,
  createSeal,
  NOW,
  reasonOf,
  type Seal,
  setHeaders,
  signMessage,
} from './signing.fixture.ts';
import { createMessageVerifier } from './verifier.ts';

const profiles: readonly (readonly [string, SignatureProfile])[] = Object.entries(PROFILES);
const rsa = await createSeal({ key: 'rsa-2048' });
const ec = await createSeal({ key: 'p-256' });
const SEALS: readonly Seal[] = [
  rsa,
  ec,
  await createSeal({ key: rsa.privateKey, algorithm: 'rsa-sha512' }),
  await createSeal({ key: rsa.privateKey, algorithm: 'rsa-pss-sha256' }),
  await createSeal({ key: rsa.privateKey, algorithm: 'rsa-pss-sha512' }),
  await createSeal({ key: ec.privateKey, algorithm: 'ecdsa-sha512' }),
  await createSeal({ key: 'p-384' }),
  await createSeal({ key: 'ed25519' }),
];

/** Those with which this profile can sign. */
function findSeals(profile: SignatureProfile): readonly Seal[] {
  return SEALS.filter((seal) => {
    try {
      return createMessageSigner({ profile, ...seal, clock, keyId: 'id' }) !== undefined;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  });
}

test.each(profiles)('%s goes by its name and says who signs so', (name, profile) => {
  expect(profile.name).toBe(name);
  expect(profile.description.length).toBeGreaterThan(30);
});

/** Profiles of some keys alone. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  hs2019: ['rsa-pss-sha512', 'ecdsa-sha512', 'ed25519'],
  'codehell-psd2': ['rsa-sha256'],
  'jws-pss': ['rsa-pss-sha256', 'rsa-pss-sha512'],
};

test.each(profiles)('%s signs with keys of RSA and of P-256, unless that is what it is about', (name, profile) => {
  const algorithms = findSeals(profile).map(({ key }) => key.algorithm);
  if (NARROW[name] === undefined) expect(algorithms).toEqual(expect.arrayContaining(['rsa-sha256', 'ecdsa-sha256']));
  else expect(algorithms).toEqual(NARROW[name]);
});

const character = fc.constantFrom(...'\t !"#%&\'()*+,-./0AZaz:;=?@[\\]^_`{|}~\x80\xa0\xe9\xff');
const value = fc.string({ unit: character, maxLength: 30 });
const name = fc.constantFrom(
  'PSU-ID',
  'psu-corporate-id',
  'TPP-Redirect-URI',
  'PSU-IP-Address',
  'Content-Type',
  'X-Other',
  'Accept',
);
const headers = fc.array(fc.tuple(name, value), { maxLength: 6 });
const target = fc.webPath().chain((path) => fc.webQueryParameters().map((query) => `/${path}?${query}`));

test.each(profiles)('%s verifies what it signed, and nothing that was changed since', async (_name, profile) => {
  const verify = createMessageVerifier({ profile, clock });
  const seals = findSeals(profile);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seals),
      headers,
      value,
      fc.uint8Array(),
      target,
      fc.boolean(),
      async (seal, some, id, body, path, isAnswer) => {
        const extra = [['X-Request-ID', id], ['Host', 'bank.example'], ...some] as const;
        const make = isAnswer ? createResponse : createRequest;
        const message = make({ target: path, url: `https://bank.example${path}`, body, headers: extra });
        const signed = await signMessage(profile, seal, message);
        const verdict = await verify(signed);
        expect(reasonOf(verdict)).toBe(`accepted by ${profile.name}`);
        if (!verdict.accepted) return;
        expect(verdict.evidence.certificate.fingerprint).toBe(seal.certificate.fingerprint);
        for (const altered of alter(signed, verdict.evidence.signedHeaders))
          expect((await verify(altered)).accepted).toBe(false);
      },
    ),
    { numRuns: 25 },
  );
});

test.each(profiles)('%s answers at once, unless it is of a JWS', async (_name, profile) => {
  const answer = createMessageVerifier({ profile, clock })(createRequest());
  expect(answer instanceof Promise).toBe(profile.kind === 'jws');
  expect(reasonOf(await answer)).toBe('signature-missing');
});

/** One message for each part that is covered, changed. */
function alter(message: HttpMessage, signedHeaders: readonly string[]): readonly HttpMessage[] {
  const spoilt = signedHeaders.map((header): HttpMessage => {
    switch (header) {
      case '(request-target)':
        return { ...message, target: `${message.target}x`, url: `${message.url}x` };
      case '(response-status)':
        return { ...message, status: 299 };
      default: {
        const old = message.headers.filter(([each]) => each.toLowerCase() === header).map(([, each]) => each.trim());
        return setHeaders(message, [[header, `${old.join(', ')}x`]]);
      }
    }
  });
  return [...spoilt, { ...message, body: Uint8Array.of(...message.body, 1) }];
}

test.each(profiles)(
  '%s refuses what is out of date, where a signature says when it was made',
  async (_name, profile) => {
    const [seal] = findSeals(profile);
    if (seal === undefined) throw new TypeError('no key fits');
    const signed = await signMessage(profile, seal, createRequest());
    const later = await createMessageVerifier({ profile, clock: () => new Date(NOW.getTime() + 301_000) })(signed);
    const isDated = profile.kind === 'jws' || profile.request.fields['date'] === 'always';
    expect(reasonOf(later)).toBe(isDated ? 'too-old' : `accepted by ${profile.name}`);
  },
);
