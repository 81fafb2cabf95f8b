import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from '../../certificate.ts';
import { explainCertificate } from '../../explain.ts';
import { findAttribute } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { createDemoAuthority } from '../demo/authority.ts';
import { createDemoParty } from '../demo/party.ts';
import { IssueError } from '../error.ts';
import { generateKey } from '../generate-key.ts';
import { parties } from './party.fixture.ts';
import type { Party } from './party.ts';
import type { PspCertificateInput } from './psp.ts';
import { qsealcTemplate } from './qsealc.ts';
import { qwacTemplate } from './qwac.ts';

const clock = () => new Date('2026-05-04T03:02:01Z');
const authority = await createDemoAuthority({ clock });
const key = await generateKey('p-256');
const party = createDemoParty();

const ROLE_OIDS = { PSP_AS: OIDS.pspAs, PSP_PI: OIDS.pspPi, PSP_AI: OIDS.pspAi, PSP_IC: OIDS.pspIc };

function expectPartyIn(certificate: Certificate, expected: Party): void {
  const [nca, authorizationNumber] = [
    expected.ncaId.slice(3),
    expected.organizationIdentifier.slice(expected.ncaId.length + 4),
  ];
  expect(findAttribute(certificate.subject, OIDS.organizationName)).toBe(expected.legalName);
  expect(findAttribute(certificate.subject, OIDS.countryName)).toBe(expected.country);
  expect(findAttribute(certificate.subject, OIDS.localityName)).toBe(expected.locality);
  expect(certificate.organizationIdentifier).toEqual({
    kind: 'present',
    value: { text: expected.organizationIdentifier, country: expected.ncaId.slice(0, 2), nca, authorizationNumber },
  });
  expect(certificate.qualified).toMatchObject({
    kind: 'present',
    value: {
      isQualified: true,
      retentionYears: 15,
      disclosures: [{ url: 'https://qtsp.localhost/pds/en.pdf', language: 'en' }],
      psd2: {
        kind: 'present',
        value: {
          roles: expected.roles.map((name) => ({ oid: ROLE_OIDS[name], name })),
          ncaName: expected.ncaName,
          ncaId: expected.ncaId,
        },
      },
    },
  });
}

test('whatever a party is called, its QSealC reads as it was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(parties, async (each) => {
      const { certificate } = await authority.issueQsealc(each, { key });
      expectPartyIn(certificate, each);
      expect(findAttribute(certificate.subject, OIDS.commonName)).toBe(each.commonName);
    }),
  );
});

test('whatever a party is called, its QWAC reads as it was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(parties, async (each) => {
      const { certificate } = await authority.issueQwac(each, { key });
      expectPartyIn(certificate, each);
      expect(findAttribute(certificate.subject, OIDS.streetAddress)).toBe(each.street);
      expect(findAttribute(certificate.subject, OIDS.serialNumber)).toBe(each.registrationNumber);
    }),
  );
});

test('a QWAC has what EN 319 412-4 and TS 119 495 ask for', async () => {
  const dnsNames = ['api.example.com', 'xs2a.example.com'];
  const { certificate } = await authority.issueQwac(party, { key, dnsNames });
  expect(certificate.extensions).toMatchObject({
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [OIDS.serverAuth, OIDS.clientAuth],
    subjectAlternativeNames: dnsNames.map((value) => ({ kind: 'dns', value })),
    policies: [OIDS.cabfEv, OIDS.qevcpWeb, OIDS.qcpWebPsd2],
    ocspUrls: [authority.urls.ocsp],
    issuerUrls: [authority.urls.issuer],
    crlUrls: [authority.urls.crl],
    authorityKeyIdentifier: authority.issuingCa.certificate.extensions.subjectKeyIdentifier,
  });
  expect(certificate.extensions.all.filter(({ critical }) => critical).map(({ oid }) => oid)).toEqual([OIDS.keyUsage]);
  expect(certificate.extensions.all.map(({ oid }) => oid)).toContain(OIDS.cabfOrganizationIdentifier);
  expect(certificate.subject.map(([attribute]) => [attribute?.oid, attribute?.value])).toEqual([
    [OIDS.jurisdictionCountry, 'DE'],
    [OIDS.businessCategory, 'Private Organization'],
    [OIDS.serialNumber, 'HRB 12345 B'],
    [OIDS.countryName, 'DE'],
    [OIDS.localityName, 'Berlin'],
    [OIDS.organizationName, 'Example Payments GmbH'],
    [OIDS.organizationIdentifier, 'PSDDE-BAFIN-123456'],
    [OIDS.commonName, 'api.example.com'],
  ]);
  expect(certificate.qualified).toMatchObject({ value: { types: [OIDS.qcTypeWeb], isKeyInDevice: false } });
});

test('a QWAC of a party without the fields of EV is one of QNCP-w, and may have wildcards', async () => {
  const { businessCategory: _, ...organisation } = party;
  const { certificate } = await authority.issueQwac(organisation, { key, dnsNames: ['*.example.com'] });
  expect(certificate.extensions.policies).toEqual([OIDS.cabfOv, OIDS.qncpWeb, OIDS.qcpWebPsd2]);
  expect(findAttribute(certificate.subject, OIDS.jurisdictionCountry)).toBeUndefined();
  expect(findAttribute(certificate.subject, OIDS.serialNumber)).toBeUndefined();
  expect(certificate.extensions.all.map(({ oid }) => oid)).not.toContain(OIDS.cabfOrganizationIdentifier);
});

test('only the key of a QWAC of RSA may encipher keys', async () => {
  const { certificate } = await authority.issueQwac(party, { key: await generateKey('rsa-2048') });
  expect(certificate.extensions.keyUsage).toEqual(['digitalSignature', 'keyEncipherment']);
});

test.each([
  { isKeyInDevice: false, policy: OIDS.qcpLegal },
  { isKeyInDevice: true, policy: OIDS.qcpLegalQscd },
])('a QSealC says whether its key is in a device: $isKeyInDevice', async ({ isKeyInDevice, policy }) => {
  const { certificate } = await authority.issueQsealc(party, { key, isKeyInDevice });
  expect(certificate.extensions).toMatchObject({ keyUsage: ['nonRepudiation'], policies: [policy] });
  expect(certificate.extensions.extendedKeyUsage).toBeUndefined();
  expect(certificate.qualified).toMatchObject({ value: { types: [OIDS.qcTypeEseal], isKeyInDevice } });
});

test('a bank gets the same kinds of certificates', async () => {
  const bank = createDemoParty({ roles: ['PSP_AS'] });
  for (const { certificate } of [await authority.issueQwac(bank, { key }), await authority.issueQsealc(bank, { key })])
    expect(certificate.qualified).toMatchObject({
      value: { psd2: { value: { roles: [{ oid: OIDS.pspAs, name: 'PSP_AS' }] } } },
    });
});

test('the authorities have what RFC 5280 and 6960 ask for', () => {
  const { root, issuingCa, ocspResponder } = authority;
  expect(root.certificate.extensions).toMatchObject({
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
  });
  expect(root.certificate.extensions.basicConstraints).not.toHaveProperty('pathLength');
  expect(root.certificate.isSelfIssued).toBe(true);
  expect(issuingCa.certificate.extensions).toMatchObject({
    basicConstraints: { ca: true, pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    policies: [OIDS.anyPolicy],
    crlUrls: [authority.rootUrls.crl],
  });
  expect(ocspResponder.certificate.extensions).toMatchObject({
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [OIDS.ocspSigning],
  });
  expect(ocspResponder.certificate.extensions.all.map(({ oid }) => oid)).toContain(OIDS.ocspNoCheck);
});

test.each<[keyof Party, unknown, string]>([
  ['legalName', ' ', 'is empty'],
  ['legalName', 'Evil\u0000 Ltd', 'has a control character'],
  ['legalName', 'Evil\u2028 Ltd', 'has a control character'],
  ['legalName', 'Half \ud800', 'has a control character'],
  ['legalName', 'x'.repeat(257), 'is longer than 256 characters'],
  ['legalName', 'psdde-bafin-123456', 'must differ from the organisation identifier'],
  ['commonName', '', 'is empty'],
  ['postalCode', '1'.repeat(41), 'is longer than 40 characters'],
  ['registrationNumber', 'HRB № 1', 'has a character that a serial number in a name cannot have'],
  ['businessCategory', 'GmbH', 'must be one of Private Organization'],
  ['country', 'Germany', 'must be two upper-case letters'],
  ['country', 'de', 'must be two upper-case letters'],
  ['jurisdiction', 'D', 'must be two upper-case letters'],
  ['ncaId', 'BAFIN', 'must be a country, a hyphen and 2 to 8 upper-case letters'],
  ['ncaId', 'DE-B', 'must be a country, a hyphen and 2 to 8 upper-case letters'],
  ['ncaId', 'FR-ACPR', 'names another authority than "FR-ACPR"'],
  ['ncaName', 'Банк России', 'must be in Latin letters'],
  ['organizationIdentifier', 'VATDE-123456789', 'must read like PSDDE-BAFIN-123456'],
  ['organizationIdentifier', 'PSDDE-BAFIN-', 'must read like PSDDE-BAFIN-123456'],
  ['organizationIdentifier', 'PSDFR-BAFIN-1', 'names another authority than "DE-BAFIN"'],
  ['roles', [], 'is empty'],
  ['roles', ['PSP_AI', 'PSP_AI'], 'has a role twice'],
  ['roles', ['PSP_XX'], 'has "PSP_XX", which is no role of a payment service provider'],
])('a party whose "%s" is "%s" gets no certificate: it %s', async (field, value, problem) => {
  const wrong = { ...party, [field]: value };
  for (const issue of [authority.issueQwac, authority.issueQsealc]) {
    const refusal = await issue(wrong, { key }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(IssueError);
    expect(refusal).toMatchObject({ code: 'ERR_PARTY_INVALID', message: expect.stringContaining(problem) });
  }
});

test('a name may be longer in a seal than in a certificate of a site', async () => {
  const long = createDemoParty({ legalName: 'x'.repeat(65) });
  expectPartyIn((await authority.issueQsealc(long, { key })).certificate, long);
  await expect(authority.issueQwac(long, { key })).rejects.toMatchObject({ code: 'ERR_PARTY_INVALID' });
});

test.each([
  'two words.example',
  'umläut.example',
  '-a.example',
  'a..example',
  '127.0.0.1',
  '*.example',
  'a\u0000.example',
  `${'a'.repeat(64)}.example`,
  '',
])('"%s" is no DNS name of an EV certificate', async (name) => {
  const refusal = authority.issueQwac(party, { key, dnsNames: ['good.example', name] });
  await expect(refusal).rejects.toMatchObject({ code: 'ERR_NAME_NOT_ENCODABLE' });
});

test('what is made has nothing that an explanation would find fault with', async () => {
  const { businessCategory: _, ...withoutEv } = party;
  const issued = [
    await authority.issueQwac(party, { key }),
    await authority.issueQwac(withoutEv, { key }),
    await authority.issueQsealc(party, { key }),
    await authority.issueQsealc(createDemoParty({ roles: ['PSP_AS'] }), { key, isKeyInDevice: true }),
    authority.root,
    authority.issuingCa,
    authority.ocspResponder,
  ];
  for (const { certificate } of issued) expect(explainCertificate(certificate, { now: clock() }).findings).toEqual([]);
});

test('the common name is the first DNS name that is short enough', async () => {
  const long = `${'a'.repeat(60)}.example`;
  const { certificate } = await authority.issueQwac(party, { key, dnsNames: [long, 'b.example'] });
  expect(findAttribute(certificate.subject, OIDS.commonName)).toBe('b.example');
  await expect(authority.issueQwac(party, { key, dnsNames: [long] })).rejects.toMatchObject({
    code: 'ERR_NAME_NOT_ENCODABLE',
  });
});

test('no DNS name, and an end before the beginning, are mistakes', async () => {
  await expect(authority.issueQwac(party, { key, dnsNames: [] })).rejects.toThrow(TypeError);
  await expect(authority.issueQsealc(party, { key, notAfter: new Date(0) })).rejects.toThrow(TypeError);
});

test('an authority that offers neither OCSP nor CRL points to neither', () => {
  const input: PspCertificateInput = {
    party,
    issuer: authority.issuingCa.certificate,
    publicKey: createPublicKey(key),
    serialNumber: '01',
    notBefore: clock(),
    notAfter: clock(),
    urls: {},
    disclosures: [{ url: 'https://qtsp.localhost/pds', language: 'en' }],
  };
  for (const { extensions } of [qwacTemplate({ ...input, dnsNames: ['a.example'] }), qsealcTemplate(input)]) {
    const oids = extensions.map(({ oid }) => oid);
    expect(oids).not.toContain(OIDS.authorityInfoAccess);
    expect(oids).not.toContain(OIDS.cRLDistributionPoints);
  }
});
