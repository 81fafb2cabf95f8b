import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from '../../certificate.ts';
import {
  basicConstraints,
  createIssuer,
  createSigningKey,
  type ExtensionTemplate,
  generateKey,
  type Issuer,
  keyUsage,
  withExtension,
  withoutExtension,
} from '../../issue.ts';
import { OIDS } from '../../oids.ts';
import { readCertificate } from '../../read/certificate.ts';
import { bits, sequence, tlv } from '../../read/der.fixture.ts';
import { readElement, readElements } from '../../read/element.ts';
import { CertificateError } from '../../read/error.ts';
import {
  type Chain,
  createCa,
  doesOpensslAccept,
  issueLeaf,
  judgeChain,
  reasonOf,
  selfSignLeaf,
} from '../chain.fixture.ts';
import { STRICT_POLICY } from '../policy.ts';
import { DAY, NOON } from '../scene.fixture.ts';
import { createIssuanceCheck } from './issuance.ts';
import { validatePath } from './validate.ts';

const root = await createCa('Root');
const ca = await createCa('Issuing', { issuer: root, pathLength: 0 });
const rsaKey = await generateKey('rsa-2048');
const at = (days: number) => new Date(NOON.getTime() + days * DAY);
const strange: ExtensionTemplate = { oid: '1.3.6.1.4.1.99999.1', critical: true, value: Uint8Array.of(5, 0) };

type Build = () => Promise<Chain>;
const viaCa = async (change: Partial<Chain> = {}): Promise<Chain> => ({
  leaf: await issueLeaf(ca),
  anchors: [root],
  intermediates: [ca],
  ...change,
});
/** A leaf of a CA that is altered, below the root. */
const viaAltered = async (options: Parameters<typeof createCa>[1]): Promise<Chain> => {
  const altered = await createCa('Altered', { issuer: root, ...options });
  return { leaf: await issueLeaf(altered), anchors: [root], intermediates: [altered] };
};

const ACCEPTED: readonly (readonly [name: string, build: Build])[] = [
  ['an issuing CA below a root', () => viaCa()],
  [
    'an issuing CA that is itself an anchor, as trusted lists have it',
    () => viaCa({ anchors: [ca], intermediates: [] }),
  ],
  ['an anchor that the peer sends along', () => viaCa({ intermediates: [root, ca, ca] })],
  [
    'three CAs in any order',
    async () => {
      const first = await createCa('First', { issuer: root, pathLength: 2 });
      const second = await createCa('Second', { issuer: first, pathLength: 1 });
      const third = await createCa('Third', { issuer: second, pathLength: 0 });
      return { leaf: await issueLeaf(third), anchors: [root], intermediates: [third, first, second] };
    },
  ],
  [
    'a CA that has issued itself a certificate for a new key, which path lengths do not count',
    async () => {
      const old = await createCa('Rollover', { issuer: root, pathLength: 0 });
      const renewed = await createCa('Rollover', { issuer: old, pathLength: 0 });
      return { leaf: await issueLeaf(renewed), anchors: [root], intermediates: [old, renewed] };
    },
  ],
  [
    'a cross certificate of a root that is not trusted itself',
    async () => {
      const other = await createCa('Other Root');
      const crossed = await createCa('Root', { issuer: other, key: root.key });
      return viaCa({ anchors: [other], intermediates: [ca, crossed] });
    },
  ],
  [
    'the right one of two CAs of the same name',
    async () => {
      const twin = await createCa('Issuing', { issuer: root });
      return viaCa({ intermediates: [twin, ca] });
    },
  ],
  [
    'the valid one of two certificates of the same CA',
    async () => {
      const alter = withDates(at(-9), at(-1));
      const stale = await createCa('Issuing', { issuer: root, key: ca.key, alter });
      return viaCa({ intermediates: [stale, ca] });
    },
  ],
  [
    'RSA with PKCS #1',
    async () => {
      const rsa = await createCa('RSA', { key: createSigningKey(rsaKey) });
      return { leaf: await issueLeaf(rsa, undefined, rsaKey), anchors: [rsa] };
    },
  ],
  [
    'RSA with PSS',
    async () => {
      const rsa = await createCa('PSS', { key: createSigningKey(rsaKey, 'rsa-pss-sha384') });
      return { leaf: await issueLeaf(rsa), anchors: [rsa] };
    },
  ],
  [
    'P-384',
    async () => {
      const large = await createCa('Large', { kind: 'p-384' });
      return { leaf: await issueLeaf(large), anchors: [large] };
    },
  ],
  ['an unknown extension that is not critical', () => viaAltered({ extensions: [{ ...strange, critical: false }] })],
];

/** Where OpenSSL thinks otherwise, the third column says why. */
const ACCEPTED_BY_US: readonly (readonly [name: string, build: Build, why: string])[] = [
  [
    'Ed25519 where the policy allows it',
    async () => {
      const edwards = await createCa('Edwards', { kind: 'ed25519' });
      return { leaf: await issueLeaf(edwards), anchors: [edwards], policy: { allowEd25519: true } };
    },
    'agrees',
  ],
  [
    'an anchor that has signed itself with SHA-1',
    async () => {
      const old = await createCa('Old', { key: createSigningKey(rsaKey, 'rsa-sha1') });
      const renewed = createIssuer(old.certificate, createSigningKey(rsaKey));
      return { leaf: await issueLeaf(renewed), anchors: [old] };
    },
    'agrees',
  ],
  [
    'an anchor of version 1',
    async () => {
      const old = await createCa('Old', { alter: (template) => ({ ...template, extensions: [] }) });
      return { leaf: await issueLeaf(old, withoutAki), anchors: [old] };
    },
    'is strict about version 1',
  ],
  [
    'a CA without key usage',
    () => viaAltered({ alter: (template) => withoutExtension(template, OIDS.keyUsage) }),
    'demands one, though RFC 5280, 6.1.4 (n) does not',
  ],
  [
    'an issuer whose key identifier is another, for it is a hint only',
    async () => viaCa({ leaf: await issueLeaf(ca, (template) => withExtension(template, aki('00ff'))) }),
    'takes the identifier for more than a hint',
  ],
  [
    'an issuer whose name is written in other letters',
    async () => {
      const loud = await createCa('ISSUING', { issuer: root, key: ca.key });
      return viaCa({ intermediates: [loud] });
    },
    'agrees',
  ],
];

test.each(ACCEPTED)('accepted, and by OpenSSL: %s', async (_, build) => {
  const chain = await build();
  expect(reasonOf(chain)).toBe('accepted');
  expect(doesOpensslAccept(chain)).toBe(true);
});

test.each(ACCEPTED_BY_US)('accepted: %s', async (_, build, why) => {
  const chain = await build();
  expect(reasonOf(chain)).toBe('accepted');
  expect(doesOpensslAccept(chain)).toBe(why === 'agrees');
});

const REFUSED: readonly (readonly [reason: string, name: string, build: Build])[] = [
  ['expired', 'a leaf after its time', () => viaCa({ now: at(181) })],
  ['not-yet-valid', 'a leaf before its time', () => viaCa({ now: at(-2) })],
  ['issuer-expired', 'a CA after its time', () => viaAltered({ alter: withDates(at(-9), at(-1)) })],
  ['issuer-not-yet-valid', 'a CA before its time', () => viaAltered({ alter: withDates(at(1), at(9)) })],
  [
    'issuer-expired',
    'an anchor after its time',
    async () => {
      const old = await createCa('Old', { alter: withDates(at(-9), at(-1)) });
      return { leaf: await issueLeaf(old), anchors: [old] };
    },
  ],
  ['untrusted-issuer', 'nobody who is trusted', async () => viaCa({ anchors: [await createCa('Other Root')] })],
  ['untrusted-issuer', 'a CA that is not sent', () => viaCa({ intermediates: [] })],
  ['untrusted-issuer', 'nobody trusted at all', () => viaCa({ anchors: [] })],
  [
    'bad-signature',
    'somebody who gives himself the name of the root',
    async () => ({ leaf: await issueLeaf(await createCa('Root')), anchors: [root] }),
  ],
  [
    'bad-signature',
    'somebody who also sends his certificate in the name of the root',
    async () => {
      const forger = await createCa('Root');
      return { leaf: await issueLeaf(forger), anchors: [root], intermediates: [forger] };
    },
  ],
  [
    'untrusted-issuer',
    'two CAs that certify each other',
    async () => {
      const one = await createCa('One');
      const two = await createCa('Two', { issuer: one });
      const back = await createCa('One', { issuer: two, key: one.key });
      return { leaf: await issueLeaf(two), anchors: [root], intermediates: [back, two] };
    },
  ],
  [
    'issuer-not-ca',
    'a party that issues certificates',
    async () => {
      const key = await generateKey('p-256');
      const party = createIssuer(await issueLeaf(root, undefined, key), createSigningKey(key));
      return viaCa({ leaf: await issueLeaf(party, withoutAki), intermediates: [party] });
    },
  ],
  [
    'issuer-not-ca',
    'a CA whose constraints say that it is none',
    () => viaAltered({ alter: (t) => withExtension(t, basicConstraints({ ca: false })) }),
  ],
  [
    'issuer-not-ca',
    'a CA without basic constraints',
    () => viaAltered({ alter: (t) => withoutExtension(t, OIDS.basicConstraints) }),
  ],
  ['issuer-not-ca', 'a CA of version 1', () => viaAltered({ alter: (t) => ({ ...t, extensions: [] }) })],
  [
    'issuer-not-ca',
    'a CA of version 1 that has issued itself a certificate for a new key',
    async () => {
      const old = await createCa('Rollover', { issuer: root });
      const renewed = await createCa('Rollover', { issuer: old, alter: (t) => ({ ...t, extensions: [] }) });
      return { leaf: await issueLeaf(renewed, withoutAki), anchors: [root], intermediates: [old, renewed] };
    },
  ],
  [
    'issuer-not-ca',
    'a party in the trust list',
    async () => {
      const key = await generateKey('p-256');
      const party = createIssuer(await issueLeaf(ca, undefined, key), createSigningKey(key));
      return { leaf: await issueLeaf(party, withoutAki), anchors: [party] };
    },
  ],
  [
    'issuer-cannot-sign-certificates',
    'a CA whose key is for lists only',
    () => viaAltered({ alter: (t) => withExtension(t, keyUsage(['cRLSign'])) }),
  ],
  [
    'issuer-cannot-sign-certificates',
    'an anchor whose key is for lists only',
    async () => {
      const lists = await createCa('Lists', { alter: (t) => withExtension(t, keyUsage(['cRLSign'])) });
      return { leaf: await issueLeaf(lists), anchors: [lists] };
    },
  ],
  [
    'path-too-long',
    'a CA below one that may have none',
    async () => {
      const below = await createCa('Below', { issuer: ca });
      return { leaf: await issueLeaf(below), anchors: [root], intermediates: [ca, below] };
    },
  ],
  [
    'path-too-long',
    'a CA below an anchor that may have none',
    async () => {
      const flat = await createCa('Flat', { pathLength: 0 });
      const below = await createCa('Below', { issuer: flat });
      return { leaf: await issueLeaf(below), anchors: [flat], intermediates: [below] };
    },
  ],
  [
    'unknown-critical-extension',
    'one in the leaf',
    async () => viaCa({ leaf: await issueLeaf(ca, (t) => withExtension(t, strange)) }),
  ],
  ['unknown-critical-extension', 'one in a CA', () => viaAltered({ extensions: [strange] })],
  [
    'weak-signature-algorithm',
    'a leaf signed with SHA-1',
    async () => {
      const old = await createCa('Old', { key: createSigningKey(rsaKey, 'rsa-sha1') });
      return { leaf: await issueLeaf(old), anchors: [old] };
    },
  ],
  [
    'weak-signature-algorithm',
    'a CA signed with SHA-1',
    async () => {
      const old = await createCa('Old', { key: createSigningKey(rsaKey, 'rsa-sha1') });
      const below = await createCa('Below', { issuer: old });
      return { leaf: await issueLeaf(below), anchors: [old], intermediates: [below] };
    },
  ],
  [
    'weak-signature-algorithm',
    'a leaf signed with MD5',
    async () => {
      const rsa = await createCa('RSA', { key: createSigningKey(rsaKey) });
      return { leaf: signWithMd5(await issueLeaf(rsa), rsaKey), anchors: [rsa] };
    },
  ],
  [
    'weak-key',
    'a leaf with RSA of 1024 bits',
    async () => viaCa({ leaf: await issueLeaf(ca, undefined, createRsaKey(1024)) }),
  ],
  ['weak-key', 'a CA with RSA of 1024 bits', () => viaAltered({ key: createSigningKey(createRsaKey(1024)) })],
  [
    'weak-key',
    'an anchor with RSA of 1024 bits',
    async () => {
      const small = await createCa('Small', { key: createSigningKey(createRsaKey(1024)) });
      return { leaf: await issueLeaf(small), anchors: [small] };
    },
  ],
  ['self-signed', 'a leaf that has signed itself', async () => ({ leaf: await selfSignLeaf(rsaKey), anchors: [root] })],
];

const REFUSED_BY_US: readonly (readonly [reason: string, name: string, build: Build])[] = [
  [
    'weak-key',
    'a leaf with the exponent 3',
    async () => viaCa({ leaf: await issueLeaf(ca, undefined, createRsaKey(2048, 3)) }),
  ],
  [
    'weak-key',
    'a leaf on a curve that is no standard of the trade',
    async () => viaCa({ leaf: await issueLeaf(ca, undefined, createEcKey('secp256k1')) }),
  ],
  [
    'weak-key',
    'Ed25519 where the policy does not allow it',
    async () => viaCa({ leaf: await issueLeaf(ca, undefined, await generateKey('ed25519')) }),
  ],
  [
    'weak-key',
    'RSA below what the policy asks for',
    async () => viaCa({ leaf: await issueLeaf(ca, undefined, rsaKey), policy: { minimalRsaBits: 3072 } }),
  ],
  [
    'self-signed',
    'a leaf that has signed itself and stands in the trust list',
    async () => {
      const leaf = await selfSignLeaf(rsaKey);
      return { leaf, anchors: [createIssuer(leaf, createSigningKey(rsaKey))] };
    },
  ],
  [
    'is-a-ca',
    'a CA in the place of a party',
    async () => viaCa({ leaf: (await createCa('Leaf', { issuer: root })).certificate }),
  ],
  [
    'is-a-ca',
    'a party whose key may sign certificates',
    async () =>
      viaCa({ leaf: await issueLeaf(ca, (t) => withExtension(t, keyUsage(['digitalSignature', 'keyCertSign']))) }),
  ],
  [
    'unknown-critical-extension',
    'one in an anchor',
    async () => {
      const odd = await createCa('Odd', { extensions: [strange] });
      return { leaf: await issueLeaf(odd), anchors: [odd] };
    },
  ],
  ['path-too-long', 'more certificates than the policy allows', () => viaCa({ policy: { maximalPathLength: 2 } })],
];

test.each(REFUSED)('%s, and refused by OpenSSL: %s', async (reason, _, build) => {
  const chain = await build();
  expect(reasonOf(chain)).toBe(reason);
  expect(doesOpensslAccept(chain)).toBe(false);
});

test.each(REFUSED_BY_US)('%s: %s', async (reason, _, build) => {
  expect(reasonOf(await build())).toBe(reason);
});

test('a path is validated by itself, whoever has put it together', async () => {
  const leaf = await issueLeaf(ca);
  const check = createIssuanceCheck(STRICT_POLICY);
  const validate = (...path: readonly Certificate[]) => validatePath(path, NOON, STRICT_POLICY, check)?.reason;
  const twin = await createCa('Issuing', { issuer: root });
  expect(validate(leaf, ca.certificate, root.certificate)).toBeUndefined();
  expect(validate(leaf, root.certificate)).toBe('untrusted-issuer');
  expect(validate(leaf, twin.certificate, root.certificate)).toBe('bad-signature');
});

test('the evidence of a refusal names the certificate at fault', async () => {
  const chain = await viaAltered({ alter: withDates(at(-9), at(-1)) });
  const { fingerprint } = chain.intermediates?.[0]?.certificate ?? {};
  expect(judgeChain(chain).refusal.evidence).toEqual({
    subject: 'CN=Altered,O=Example Trust,C=DE',
    fingerprint,
    notAfter: at(-1).toISOString(),
  });
});

test('the ends of a validity are within it', async () => {
  const leaf = await issueLeaf(ca, withDates(at(-1), at(1)));
  const reasons = [-1, 0].flatMap((late) =>
    [at(-1), at(1)].map((date) => reasonOf({ leaf, anchors: [ca], now: new Date(date.getTime() + late) })),
  );
  expect(reasons).toEqual(['not-yet-valid', 'accepted', 'accepted', 'accepted']);
  expect(reasonOf({ leaf, anchors: [ca], now: new Date(at(1).getTime() + 1) })).toBe('expired');
});

test('another path that is valid, too, is offered after the likeliest', async () => {
  const other = await createCa('Other Root');
  const crossed = await createCa('Root', { issuer: other, key: root.key });
  const { accepted } = judgeChain(await viaCa({ anchors: [other, root], intermediates: [crossed, ca] }));
  expect(accepted.map(({ path }) => path.length)).toEqual([3, 4]);
});

test('no byte of leaf or CA can be another', async () => {
  const { leaf, intermediates = [] } = await viaCa();
  const chains = [leaf, ca.certificate].flatMap(({ der }) => [...der.keys()].map((index) => ({ der, index })));
  for (const { der, index } of chains) {
    const [mask = 1] = fc.sample(fc.integer({ min: 1, max: 255 }), 1);
    const altered = readLeniently(der.with(index, (der[index] ?? 0) ^ mask));
    if (altered === undefined) continue;
    const isLeaf = der === leaf.der;
    const chain = isLeaf
      ? { leaf: altered, anchors: [root], intermediates }
      : { leaf, anchors: [root], intermediates: [createImposter(altered)] };
    expect(reasonOf(chain), `byte ${index} with mask ${mask}`).not.toBe('accepted');
  }
});

function readLeniently(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

/** An issuer as far as path building is concerned; its key signs nothing any more. */
const createImposter = (certificate: Certificate): Issuer => ({ certificate, key: ca.key });

function withDates(notBefore: Date, notAfter: Date) {
  return <Template extends object>(template: Template) => ({ ...template, notBefore, notAfter });
}

function withoutAki<Template extends Parameters<typeof withoutExtension>[0]>(template: Template): Template {
  return withoutExtension(template, OIDS.authorityKeyIdentifier);
}

/** AuthorityKeyIdentifier with the key identifier alone. */
function aki(hex: string): ExtensionTemplate {
  const value = sequence(tlv(0x80, Buffer.from(hex, 'hex')));
  return { oid: OIDS.authorityKeyIdentifier, critical: false, value };
}

function createRsaKey(modulusLength: number, publicExponent = 65_537): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey;
}

function createEcKey(namedCurve: string): KeyObject {
  return generateKeyPairSync('ec', { namedCurve }).privateKey;
}

/** sha256WithRSAEncryption ends with 0x0b where md5WithRSAEncryption ends with 0x04. */
function signWithMd5({ der }: Certificate, key: KeyObject): Certificate {
  const [body, algorithm] = [...readElements(der, readElement(der, 0))].map(({ from, end }) => der.subarray(from, end));
  if (body === undefined || algorithm === undefined) throw new TypeError('no certificate');
  const toMd5 = (bytes: Uint8Array) =>
    Buffer.from(
      Buffer.from(bytes).toString('hex').replaceAll('06092a864886f70d01010b', '06092a864886f70d010104'),
      'hex',
    );
  const signed = toMd5(body);
  const signature = sign('md5', signed, { key, padding: constants.RSA_PKCS1_PADDING });
  return readCertificate(sequence(signed, toMd5(algorithm), bits(signature)));
}
