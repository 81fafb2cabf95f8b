import { expect, test } from 'vitest';
import type { GeneralName } from '../../certificate.ts';
import { nameConstraints, subjectAltName, toName, withExtension, withoutExtension } from '../../issue.ts';
import { OIDS } from '../../oids.ts';
import { createCa, doesOpensslAccept, issueLeaf, reasonOf } from '../chain.fixture.ts';

const root = await createCa('Root');

type Subtrees = Parameters<typeof nameConstraints>[0];
const dns = (value: string): GeneralName => ({ kind: 'dns', value });
const email = (value: string): GeneralName => ({ kind: 'email', value });
const uri = (value: string): GeneralName => ({ kind: 'uri', value });
const ip = (value: string): GeneralName => ({ kind: 'ip', value });
const directory = (...parts: readonly (readonly [string, string])[]): GeneralName => ({
  kind: 'directory',
  value: toName(parts),
});
const COUNTRY = [OIDS.countryName, 'DE'] as const;

/** A leaf with these names below a CA with these constraints. The leaf is of C=DE, and a CN that is no host. */
async function toChain(subtrees: Subtrees, names: readonly GeneralName[]) {
  const ca = await createCa('Constrained', { issuer: root, extensions: [nameConstraints(subtrees)] });
  const leaf = await issueLeaf(ca, (template) => {
    const subject = toName([
      COUNTRY,
      [OIDS.organizationIdentifier, 'PSDDE-BAFIN-123456'],
      [OIDS.commonName, 'Example'],
    ]);
    const base = withoutExtension({ ...template, subject }, OIDS.subjectAltName);
    return names.length === 0 ? base : withExtension(base, subjectAltName(names));
  });
  return { leaf, anchors: [root], intermediates: [ca] };
}

const permits = (name: GeneralName): Subtrees => ({ permitted: [name] });
const excludes = (name: GeneralName): Subtrees => ({ excluded: [name] });

const CASES: readonly (readonly [
  title: string,
  subtrees: Subtrees,
  names: readonly GeneralName[],
  isAccepted: boolean,
])[] = [
  ['a host that is permitted', permits(dns('example.com')), [dns('example.com')], true],
  ['a host below, in other letters', permits(dns('example.com')), [dns('API.Example.COM')], true],
  ['a host that only ends alike', permits(dns('example.com')), [dns('badexample.com')], false],
  [
    'one host of two that is not permitted',
    permits(dns('example.com')),
    [dns('example.com'), dns('example.net')],
    false,
  ],
  ['a host that is excluded', excludes(dns('example.com')), [dns('api.example.com')], false],
  ['a host that is not excluded', excludes(dns('example.com')), [dns('example.net')], true],
  ['a wildcard below what is permitted', permits(dns('example.com')), [dns('*.example.com')], true],
  ['any host excluded', excludes(dns('')), [dns('example.com')], false],
  ['no name of the kind', permits(dns('example.com')), [uri('https://example.net/')], true],
  ['a mailbox of a permitted host', permits(email('example.com')), [email('a@example.com')], true],
  ['a mailbox of a host below', permits(email('example.com')), [email('a@mail.example.com')], false],
  ['a mailbox of a host below a domain', permits(email('.example.com')), [email('a@mail.example.com')], true],
  ['a mailbox that is permitted itself', permits(email('a@example.com')), [email('a@EXAMPLE.com')], true],
  ['another mailbox of the host', permits(email('a@example.com')), [email('A@example.com')], false],
  ['a mailbox that is excluded', excludes(email('example.com')), [email('a@example.com')], false],
  ['an address of a permitted host', permits(uri('example.com')), [uri('https://example.com:8443/a@b')], true],
  ['an address of a host below', permits(uri('example.com')), [uri('https://www.example.com/')], false],
  ['an address of a host below a domain', permits(uri('.example.com')), [uri('https://www.example.com/')], true],
  [
    'an address that only looks like the host',
    permits(uri('example.com')),
    [uri('https://example.com@evil.net/')],
    false,
  ],
  ['an address with a number for a host', permits(uri('.example.com')), [uri('https://192.0.2.1/')], false],
  ['an address without a host', permits(uri('.example.com')), [uri('urn:example')], false],
  ['a mailbox that names no host, where some are excluded', excludes(email('example.com')), [email('somebody')], false],
  [
    'an address that may be anywhere, where some are excluded',
    excludes(uri('example.com')),
    [uri('urn:example')],
    false,
  ],
  ['a number in a permitted network', permits(ip('192.0.2.0/24')), [ip('192.0.2.77')], true],
  ['a number outside of it', permits(ip('192.0.2.0/24')), [ip('192.0.3.77')], false],
  ['a number of the other family', permits(ip('192.0.2.0/24')), [ip('2001:db8::1')], false],
  ['a long number in a permitted network', permits(ip('2001:db8::/32')), [ip('2001:db8:0:ff::9')], true],
  ['a long number in an excluded network', excludes(ip('2001:db8::/32')), [ip('2001:db8:0:ff::9')], false],
  ['a subject that is permitted', permits(directory(COUNTRY)), [], true],
  ['a subject that is permitted, in other letters', permits(directory([OIDS.countryName, 'de'])), [], true],
  ['a subject of another country', permits(directory([OIDS.countryName, 'FR'])), [], false],
  ['a subject that is excluded', excludes(directory(COUNTRY)), [], false],
  [
    'an alternative subject that is not permitted',
    permits(directory(COUNTRY)),
    [directory([OIDS.countryName, 'FR'])],
    false,
  ],
];

test.each(CASES)('OpenSSL thinks so, too: %s', async (_, subtrees, names, isAccepted) => {
  const chain = await toChain(subtrees, names);
  expect(reasonOf(chain)).toBe(isAccepted ? 'accepted' : 'name-constraint-violated');
  expect(doesOpensslAccept(chain)).toBe(isAccepted);
});

test('a kind of names that nobody here understands is refused where it is constrained', async () => {
  const registered: GeneralName = { kind: 'other', value: '88032a0304' };
  for (const subtrees of [permits(registered), excludes({ kind: 'other', value: '88032a0305' })]) {
    expect(reasonOf(await toChain(subtrees, [registered]))).toBe('name-constraint-violated');
    expect(reasonOf(await toChain(subtrees, [dns('example.com')]))).toBe('accepted');
  }
});

test('a leaf that has the name of its CA is held to the constraints all the same', async () => {
  const subject = toName([COUNTRY, [OIDS.organizationIdentifier, 'PSDDE-BAFIN-123456'], [OIDS.commonName, 'Example']]);
  const extensions = [nameConstraints(permits(dns('example.com')))];
  const ca = await createCa('Same', { issuer: root, extensions, alter: (template) => ({ ...template, subject }) });
  const leaf = await issueLeaf(ca, (template) => ({ ...template, subject }));
  expect(reasonOf({ leaf, anchors: [root], intermediates: [ca] })).toBe('name-constraint-violated');
});

const NOT_AS_OPENSSL: typeof CASES = [
  ['a wildcard that covers an excluded host', excludes(dns('secret.example.com')), [dns('*.example.com')], false],
  ['an address with a user in it', permits(uri('example.com')), [uri('https://user@example.com/')], true],
];

test.each(NOT_AS_OPENSSL)('OpenSSL thinks otherwise: %s', async (_, subtrees, names, isAccepted) => {
  const chain = await toChain(subtrees, names);
  expect(reasonOf(chain)).toBe(isAccepted ? 'accepted' : 'name-constraint-violated');
  expect(doesOpensslAccept(chain)).toBe(!isAccepted);
});

test('a common name that is a host is held to the constraints where there is no other host', async () => {
  const ca = await createCa('Constrained', {
    issuer: root,
    extensions: [nameConstraints(permits(dns('example.com')))],
  });
  const leaf = await issueLeaf(ca, (template) => withoutExtension(template, OIDS.subjectAltName));
  const chain = { leaf, anchors: [root], intermediates: [ca] };
  expect(reasonOf(chain)).toBe('name-constraint-violated');
  expect(doesOpensslAccept(chain)).toBe(false);
});

test('a mailbox in the subject is held to the constraints where there is no other', async () => {
  const ca = await createCa('Constrained', {
    issuer: root,
    extensions: [nameConstraints(excludes(email('example.com')))],
  });
  const leaf = await issueLeaf(ca, (template) => ({
    ...template,
    subject: [...template.subject, [{ oid: OIDS.emailAddress, value: 'a@example.com' }]],
  }));
  const chain = { leaf, anchors: [root], intermediates: [ca] };
  expect(reasonOf(chain)).toBe('name-constraint-violated');
  expect(doesOpensslAccept(chain)).toBe(false);
});

test('constraints hold for CAs below, and for what is below those', async () => {
  const outer = await createCa('Outer', { issuer: root, extensions: [nameConstraints(permits(dns('example.com')))] });
  const inner = await createCa('Inner', { issuer: outer, extensions: [nameConstraints(permits(dns('psp.example')))] });
  const chain = { leaf: await issueLeaf(inner), anchors: [root], intermediates: [outer, inner] };
  expect(reasonOf(chain)).toBe('name-constraint-violated');
  expect(doesOpensslAccept(chain)).toBe(false);
});

test('a CA that certifies its own new key is not held to its own constraints, its leaf is', async () => {
  const constraint = nameConstraints(permits(directory(COUNTRY, [OIDS.organizationIdentifier, 'PSDDE-BAFIN-123456'])));
  const old = await createCa('Rollover', { issuer: root, extensions: [constraint] });
  const renewed = await createCa('Rollover', { issuer: old });
  const alter = <Template extends object>(template: Template) => ({
    ...template,
    subject: toName([COUNTRY, [OIDS.organizationIdentifier, 'PSDDE-BAFIN-123456'], [OIDS.commonName, 'Example']]),
  });
  const inside = { leaf: await issueLeaf(renewed, alter), anchors: [root], intermediates: [old, renewed] };
  const outside = { ...inside, leaf: await issueLeaf(renewed) };
  expect([reasonOf(inside), reasonOf(outside)]).toEqual(['accepted', 'name-constraint-violated']);
  expect([doesOpensslAccept(inside), doesOpensslAccept(outside)]).toEqual([true, false]);
});
