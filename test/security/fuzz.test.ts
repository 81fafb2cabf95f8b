import { CertificateError, createVerifier, readCertificate, readCertificateRequest } from '@openxs2a/certificates';
import { createCertificateRequest, createSigningKey, toName } from '@openxs2a/certificates/issue';
import { createMessageVerifier, type HttpMessage, PROFILES, SIGNATURE_REASONS } from '@openxs2a/http-signatures';
import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getHeader, seal, setHeaders } from './forge.ts';
import { clock, createScene, serve } from './scene.ts';

// No input crashes a parser, none makes it hang, and none that was altered is taken for what it was. The time that a test
// has is what a hang would run into.

const scene = await createScene();
const verifier = createVerifier({
  anchors: [scene.authority.root.certificate],
  intermediates: [scene.authority.issuingCa.certificate],
  revocation: { fetch: serve(scene.authority) },
  clock,
});

/** Octets changed, dropped, doubled, or put in from elsewhere: what a fuzzer does to a file. */
type Mutation = (bytes: Uint8Array) => Uint8Array;
const place = fc.double({ min: 0, max: 0.999999, noNaN: true });
const at = (bytes: Uint8Array, where: number) => Math.floor(where * bytes.length);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(
    ([where, mask]) =>
      (bytes: Uint8Array) =>
        bytes.map((byte, index) => (index === at(bytes, where) ? byte ^ mask : byte)),
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(
    ([where, added]) =>
      (bytes: Uint8Array) =>
        Buffer.concat([bytes.subarray(0, at(bytes, where)), added, bytes.subarray(at(bytes, where))]),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(
    ([where, count]) =>
      (bytes: Uint8Array) =>
        Buffer.concat([bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + count)]),
  ),
  place.map((where) => (bytes: Uint8Array) => bytes.subarray(0, at(bytes, where))),
  fc.tuple(place, place).map(
    ([from, to]) =>
      (bytes: Uint8Array) =>
        Buffer.concat([bytes.subarray(0, at(bytes, to)), bytes.subarray(at(bytes, from))]),
  ),
);
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
const apply = (bytes: Uint8Array, all: readonly Mutation[]) =>
  all.reduce<Uint8Array>((result, mutate) => mutate(result), bytes);
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

const RUNS = { numRuns: 2_000 };

test.each([
  ['a QWAC', scene.site.certificate, 'qwac'],
  ['a QSealC', scene.seal.certificate, 'qsealc'],
] as const)(
  '%s that was altered in any way is refused, by a reason or a coded error',
  async (_name, certificate, use) => {
    const property = fc.asyncProperty(mutations, async (all) => {
      const altered = apply(certificate.der, all);
      fc.pre(!isSame(altered, certificate.der));
      try {
        const verdict = await verifier.verify(readCertificate(altered), { use });
        expect(verdict.accepted).toBe(false);
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    });
    await fc.assert(property, RUNS);
  },
);

test('octets and texts that are no certificate are refused by a coded error', () => {
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 400, unit: ANY_CHARACTER }),
    fc
      .base64String({ maxLength: 400 })
      .map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`),
  );
  const property = fc.property(input, (text) => {
    expect(() => readCertificate(text)).toThrow(CertificateError);
  });
  fc.assert(property, RUNS);
});

test('a request for a certificate that was altered is unreadable, or its signature does not hold', async () => {
  const der = await createCertificateRequest({
    subject: toName([['2.5.4.3', 'psp.localhost']]),
    key: createSigningKey(scene.site.privateKey),
    dnsNames: ['psp.localhost'],
  });
  const property = fc.property(mutations, (all) => {
    const altered = apply(der, all);
    fc.pre(!isSame(altered, der));
    try {
      expect(readCertificateRequest(altered).isSignatureValid).toBe(false);
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateError);
    }
  });
  fc.assert(property, RUNS);
});

const HEADERS = {
  nextgenpsd2: ['Signature', 'Digest', 'TPP-Signature-Certificate', 'X-Request-ID', 'PSU-ID', 'TPP-Redirect-URI'],
  'jws-http-headers': ['x-jws-signature', 'Digest', 'X-Request-ID', 'PSU-ID'],
} as const;

test.each(['nextgenpsd2', 'jws-http-headers'] as const)(
  'headers of a sealed message that were altered in any way never verify as another message: %s',
  async (name) => {
    const profile = PROFILES[name];
    const verify = createMessageVerifier({ profile, clock });
    const sealed = await seal(scene.seal, profile);
    const meaning = async (message: HttpMessage) => {
      const verdict = await verify(message);
      if (!verdict.accepted) return verdict.reason;
      const { certificate, signedHeaders } = verdict.evidence;
      return { key: certificate.serialNumber, says: signedHeaders.map((each) => [each, readField(message, each)]) };
    };
    const before = await meaning(sealed);
    const property = fc.asyncProperty(fc.constantFrom(...HEADERS[name]), mutations, async (header, all) => {
      const text = apply(Buffer.from(getHeader(sealed, header), 'latin1'), all);
      const after = await meaning(setHeaders(sealed, [[header, Buffer.from(text).toString('latin1')]]));
      if (typeof after === 'string') expect(SIGNATURE_REASONS).toContain(after);
      // another spelling of the same is the same: blanks around a value, the order of parameters, case of hex digits
      else expect(after).toEqual(before);
    });
    await fc.assert(property, RUNS);
  },
);

test('any headers at all make a verdict', async () => {
  const headers = fc.array(
    fc.tuple(
      fc.constantFrom('Signature', 'Digest', 'TPP-Signature-Certificate', 'x-jws-signature', 'X-Request-ID', 'Date'),
      fc.oneof(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300, unit: fc.constantFrom(...'",= \t.abc') })),
    ),
    { maxLength: 9 },
  );
  const verifiers = Object.values(PROFILES).map((profile) => createMessageVerifier({ profile, clock }));
  const property = fc.asyncProperty(headers, async (all) => {
    for (const verify of verifiers) {
      const verdict = await verify({ method: 'GET', target: '/', headers: all, body: new Uint8Array() });
      expect(verdict.accepted).toBe(false);
    }
  });
  await fc.assert(property, { numRuns: 300 });
});

/** What a verifier reads: the value without the blanks at its ends. */
function readField({ method, target, headers }: HttpMessage, name: string): string {
  if (name === '(request-target)') return `${method} ${target}`;
  return headers
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value.replace(/^[ \t]+|[ \t]+$/g, ''))
    .join(', ');
}
