import { expect, test } from 'vitest';
import type { Certificate, KeyUsage } from '../certificate.ts';
import { authorityInfo, crlDistributionPoints } from '../issue/extensions/addresses.ts';
import { basicConstraints } from '../issue/extensions/basic-constraints.ts';
import { extendedKeyUsage, keyUsage } from '../issue/extensions/key-usage.ts';
import { subjectAltName } from '../issue/extensions/names.ts';
import { cabfOrganizationIdentifier } from '../issue/extensions/organization-identifier.ts';
import { policies } from '../issue/extensions/policies.ts';
import { type QcStatementsTemplate, qcStatements, toRolesOfPsp } from '../issue/extensions/qc-statements.ts';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { readCertificate } from '../read/certificate.ts';
import {
  ascii,
  attribute,
  bits,
  certificateDer,
  hex,
  integer,
  NULL,
  name,
  oid,
  sequence,
  utf8,
  validity,
} from '../read/der.fixture.ts';
import { TAG } from '../read/tag.ts';
import { CHECKS } from './checks.ts';
import { explainCertificate } from './explain-certificate.ts';
import { alter, type Change, encodeName, extensionsOf, issueGood, NOW, partsOf } from './faulty.fixture.ts';

const good = await issueGood();
const codesOf = (certificate: Certificate, now = NOW) =>
  explainCertificate(certificate, { now }).findings.map(({ code }) => code);

test.each(['qwac', 'qsealc', 'ca', 'root', 'responder'] as const)(
  'of a good certificate nothing is to be said: %s',
  (which) => {
    expect(explainCertificate(good[which], { now: NOW }).findings).toEqual([]);
  },
);

const ROLES = toRolesOfPsp(['PSP_PI', 'PSP_AI']);
const PSD2 = { roles: ROLES, ncaName: 'Federal Financial Supervisory Authority', ncaId: 'DE-BAFIN' };
const EN = { url: 'https://qtsp.example/en', language: 'en' };
const WEB: QcStatementsTemplate = { isQualified: true, types: [OIDS.qcTypeWeb], disclosures: [EN], psd2: PSD2 };
const SEAL: QcStatementsTemplate = { ...WEB, types: [OIDS.qcTypeEseal] };

const web = (changes: Partial<QcStatementsTemplate>): Change => ({ with: [qcStatements({ ...WEB, ...changes })] });
const seal = (changes: Partial<QcStatementsTemplate>): Change => ({ with: [qcStatements({ ...SEAL, ...changes })] });
const psd2 = (changes: Partial<typeof PSD2>): Change => web({ psd2: { ...PSD2, ...changes } });
const without = (key: keyof QcStatementsTemplate): Change => {
  const { [key]: _, ...rest } = WEB;
  return { with: [qcStatements(rest)] };
};
const statements = (...values: readonly Uint8Array[]): Change => ({
  with: [{ oid: OIDS.qcStatements, critical: false, value: sequence(...values) }],
});
const COMPLIANCE = sequence(oid(OIDS.qcCompliance));
const TYPE_WEB = sequence(oid(OIDS.qcType), sequence(oid(OIDS.qcTypeWeb)));
const DISCLOSURE = sequence(oid(OIDS.qcPds), sequence(sequence(ascii(0x16, EN.url), ascii(0x13, 'en'))));
const role = (type: string, text: string) => ({ oid: type, name: text });

const edit = (
  certificate: Certificate,
  type: string,
  value: string | undefined,
): { readonly subject: DistinguishedName } => ({
  subject: certificate.subject
    .map((set) =>
      set.flatMap((each) => (each.oid !== type ? [each] : value === undefined ? [] : [{ oid: type, value }])),
    )
    .filter((set) => set.length > 0),
});
const site = (type: string, value: string | undefined) => edit(good.qwac, type, value);
const sealed = (type: string, value: string | undefined) => edit(good.qsealc, type, value);
/** The extension of EV must say what the subject says. */
const identified = (identifier: string): Change => ({
  ...site(OIDS.organizationIdentifier, identifier),
  with: [cabfOrganizationIdentifier(identifier)],
});

const critical = (type: string): Change => ({
  with: extensionsOf(good.qwac).flatMap((each) => (each.oid === type ? [{ ...each, critical: true }] : [])),
});
const usages = (...list: readonly KeyUsage[]): Change => ({ with: [keyUsage(list)] });
const purposes = (...list: readonly string[]): Change => ({ with: [extendedKeyUsage(list)] });
const dns = (...list: readonly string[]): Change => ({
  with: [subjectAltName(list.map((value) => ({ kind: 'dns', value })))],
});
const under = (...list: readonly string[]): Change => ({ with: [policies(list)] });

const rsa = (bitsOfModulus: number, exponent = '010001') =>
  sequence(
    sequence(oid(OIDS.rsaEncryption), NULL),
    bits(sequence(integer(`00${'ff'.repeat(bitsOfModulus / 8)}`), integer(exponent))),
  );
const ec = (curve: string, octets: number) =>
  sequence(sequence(oid(OIDS.ecPublicKey), oid(curve)), bits(hex(`04${'11'.repeat(octets * 2)}`)));
const SHA1 = sequence(oid('1.2.840.10045.4.1'));
const PSS = sequence(oid(OIDS.rsaPss));

type Fault = readonly [codes: string, what: string, of: 'qwac' | 'qsealc' | 'ca', change: Change];

const FAULTS: readonly Fault[] = [
  // frame
  ['expired', 'a time that is over', 'qwac', { validity: validity('250101000000Z', '250401000000Z') }],
  ['not-yet-valid', 'a time to come', 'qwac', { validity: validity('260701000000Z', '261001000000Z') }],
  ['ends-soon', 'few days left', 'qwac', { validity: validity('260501000000Z', '260630000000Z') }],
  ['validity-reversed', 'an end before its beginning', 'ca', { validity: validity('260501000000Z', '260401000000Z') }],
  ['time-form', 'GeneralizedTime of this century', 'qwac', { validity: validity('260501000000Z', '20260901000000Z') }],
  ['time-form', 'no seconds', 'qwac', { validity: validity('2605010000Z', '260901000000Z') }],
  ['serial-number-not-positive', 'a negative number', 'qwac', { serialNumber: integer('ff') }],
  ['serial-number-not-positive', 'the number 0', 'qwac', { serialNumber: integer('00') }],
  ['serial-number-too-long', 'a number of 21 octets', 'qwac', { serialNumber: integer('01'.repeat(21)) }],
  [
    'issuer-name-incomplete',
    'an issuer without name',
    'qwac',
    { issuer: name(attribute(OIDS.countryName, ascii(0x13, 'DE'))) },
  ],
  ['authority-key-identifier-missing', 'no key of the issuer', 'qwac', { without: [OIDS.authorityKeyIdentifier] }],
  ['subject-key-identifier-missing', 'no identifier of its key', 'qwac', { without: [OIDS.subjectKeyIdentifier] }],
  // key
  ['rsa-key-short', 'a key of 1024 bits', 'qsealc', { key: rsa(1024) }],
  ['rsa-exponent', 'the exponent 3', 'qsealc', { key: rsa(2048, '03') }],
  ['rsa-exponent', 'an even exponent', 'qsealc', { key: rsa(2048, '010000') }],
  ['ec-key-short', 'a curve of 224 bits', 'qsealc', { key: ec('1.3.132.0.33', 28) }],
  ['key-not-recommended', 'secp256k1', 'qsealc', { key: ec('1.3.132.0.10', 32) }],
  [
    'key-not-recommended',
    'Ed25519',
    'qsealc',
    { key: sequence(sequence(oid(OIDS.ed25519)), bits(new Uint8Array(32))) },
  ],
  [
    'key-not-recommended',
    'a key of an unknown kind',
    'qsealc',
    { key: sequence(sequence(oid('1.2.3')), bits(hex('00'))) },
  ],
  ['signature-weak', 'SHA-1', 'qwac', { inner: SHA1 }],
  ['signature-unknown', 'an unknown signature', 'qwac', { inner: sequence(oid('1.2.3')) }],
  ['signature-unknown,signature-pss-for-web', 'RSA-PSS for TLS, without parameters', 'qwac', { inner: PSS }],
  // statements
  ['qc-statements-missing', 'no statements', 'qwac', { without: [OIDS.qcStatements] }],
  ['not-qualified', 'no QcCompliance', 'qwac', without('isQualified')],
  ['qc-type-missing', 'no QcType', 'qwac', without('types')],
  ['qc-type-several', 'two types', 'qwac', web({ types: [OIDS.qcTypeWeb, OIDS.qcTypeEsign] })],
  ['qc-type-of-neither', 'the type of signatures', 'qwac', web({ types: [OIDS.qcTypeEsign] })],
  [
    'qc-statements-malformed,qc-type-missing',
    'a type that is no list',
    'qwac',
    statements(COMPLIANCE, sequence(oid(OIDS.qcType), NULL), DISCLOSURE, psd2Statement()),
  ],
  [
    'qc-statements-malformed',
    'a statement twice',
    'qwac',
    statements(COMPLIANCE, COMPLIANCE, TYPE_WEB, DISCLOSURE, psd2Statement()),
  ],
  ['device-for-web', 'QcSSCD for TLS', 'qwac', web({ isKeyInDevice: true })],
  ['disclosure-missing', 'no disclosure statement', 'qwac', without('disclosures')],
  [
    'disclosure-not-https',
    'a disclosure statement at http',
    'qwac',
    web({ disclosures: [{ ...EN, url: 'http://a.example' }] }),
  ],
  [
    'disclosure-language',
    'a language that is none',
    'qwac',
    web({ disclosures: [EN, { ...EN, language: 'english' }] }),
  ],
  ['disclosure-not-english', 'disclosures in German alone', 'qwac', web({ disclosures: [{ ...EN, language: 'de' }] })],
  ['retention-not-positive', 'records kept for no year', 'qwac', web({ retentionYears: 0 })],
  ['legislation', 'the law of the United Kingdom', 'qwac', web({ legislation: ['GB'] })],
  ['legislation-in-eea', 'the law of Germany', 'qwac', web({ legislation: ['DE'] })],
  // PSD2
  ['psd2-statement-missing', 'no PSD2 statement', 'qwac', without('psd2')],
  [
    'psd2-statement-malformed',
    'a PSD2 statement of nothing',
    'qwac',
    statements(COMPLIANCE, TYPE_WEB, DISCLOSURE, sequence(oid(OIDS.psd2Statement))),
  ],
  ['roles-missing', 'no role', 'qwac', psd2({ roles: [] })],
  ['role-unknown', 'a role of its own', 'qwac', psd2({ roles: [role('1.2.3', 'PSP_XX')] })],
  ['role-name-mismatch', 'the name of another role', 'qwac', psd2({ roles: [role(OIDS.pspAi, 'PSP_PI')] })],
  ['role-name-mismatch', 'a long name of a role', 'qwac', psd2({ roles: [role(OIDS.pspAi, 'Account Information')] })],
  ['role-repeated', 'a role twice', 'qwac', psd2({ roles: [...ROLES, ...ROLES] })],
  ['role-unspecified', 'an unspecified role', 'qwac', psd2({ roles: [role(OIDS.pspUnspecified, 'Unspecified')] })],
  [
    'role-unspecified-beside-others,role-unspecified',
    'an unspecified role beside another',
    'qwac',
    psd2({ roles: [role(OIDS.pspUnspecified, 'Unspecified'), role(OIDS.pspAi, 'PSP_AI')] }),
  ],
  ['authority-id-form,organization-identifier-authority', 'an underscore', 'qwac', psd2({ ncaId: 'DE_BAFIN' })],
  [
    'authority-id-form,organization-identifier-authority,authority-unknown',
    'a country that is none',
    'qwac',
    psd2({ ncaId: 'ZZ-BAFIN' }),
  ],
  ['authority-not-applicable', 'an authority of a central bank', 'qwac', psd2({ roles: [role(OIDS.pspCb, 'PSP_CB')] })],
  ['authority-name-not-latin', 'Greek letters', 'qwac', psd2({ ncaName: 'Τράπεζα της Ελλάδος' })],
  ['authority-name-not-latin', 'a line break in a name', 'qwac', psd2({ ncaName: 'Ba\nFin' })],
  [
    'authority-unknown',
    'an authority that nobody knows',
    'qwac',
    {
      ...identified('PSDDE-FAKENCA-1'),
      with: [
        cabfOrganizationIdentifier('PSDDE-FAKENCA-1'),
        qcStatements({ ...WEB, psd2: { ...PSD2, ncaId: 'DE-FAKENCA' } }),
      ],
    },
  ],
  [
    'authority-of-the-past,organization-identifier-country',
    'an authority of the past',
    'qwac',
    {
      ...identified('PSDLV-FCMC-1'),
      with: [cabfOrganizationIdentifier('PSDLV-FCMC-1'), qcStatements({ ...WEB, psd2: { ...PSD2, ncaId: 'LV-FCMC' } })],
    },
  ],
  // organisation
  ['organization-identifier-missing', 'no identifier', 'qsealc', sealed(OIDS.organizationIdentifier, undefined)],
  [
    'organization-identifier-form',
    'an identifier in lower case',
    'qsealc',
    sealed(OIDS.organizationIdentifier, 'psdde-bafin-1'),
  ],
  ['organization-identifier-of-other-scheme', 'a VAT number', 'qwac', identified('VATDE-123456789')],
  [
    'organization-identifier-form,organization-identifier-is-name',
    'a name as identifier',
    'qsealc',
    sealed(OIDS.organizationIdentifier, 'example payments GmbH'),
  ],
  ['organization-identifier-country', 'a branch', 'qsealc', sealed(OIDS.countryName, 'FR')],
  ['organization-identifier-authority', 'another authority', 'qwac', identified('PSDDE-FMA-123456')],
  // subject
  ['organization-name-missing', 'no O', 'qsealc', sealed(OIDS.organizationName, undefined)],
  ['country-missing', 'no C', 'qsealc', sealed(OIDS.countryName, undefined)],
  ['country-form', 'a country in words', 'qsealc', sealed(OIDS.countryName, 'Germany')],
  ['country-form', 'a country in lower case', 'qsealc', sealed(OIDS.countryName, 'de')],
  ['country-form', 'a country that is none', 'qsealc', sealed(OIDS.countryName, 'QX')],
  ['common-name-missing', 'no CN of a seal', 'qsealc', sealed(OIDS.commonName, undefined)],
  ['site-name-missing', 'no CN of a site', 'qwac', site(OIDS.commonName, undefined)],
  [
    'attribute-repeated',
    'two CN',
    'qsealc',
    { subject: [...good.qsealc.subject, [{ oid: OIDS.commonName, value: 'x' }]] },
  ],
  ['attribute-too-long', 'a CN of 65 characters', 'qsealc', sealed(OIDS.commonName, 'ä'.repeat(65))],
  [
    'attribute-encoding',
    'a country in UTF-8',
    'qsealc',
    { subject: encodeName(good.qsealc.subject, { [OIDS.countryName]: TAG.utf8String }) },
  ],
  [
    'attribute-encoding',
    'an organisation in T.61',
    'qsealc',
    { subject: encodeName(good.qsealc.subject, { [OIDS.organizationName]: TAG.teletexString }) },
  ],
  // usage
  ['key-usage-missing', 'no key usage', 'qwac', { without: [OIDS.keyUsage] }],
  [
    'key-usage-not-critical',
    'a key usage that is not critical',
    'qwac',
    { with: [{ ...keyUsage(['digitalSignature']), critical: false }] },
  ],
  ['key-usage-of-authority', 'keyCertSign', 'qwac', usages('digitalSignature', 'keyCertSign')],
  [
    'key-usage-combination',
    'dataEncipherment',
    'qwac',
    { ...usages('digitalSignature', 'keyEncipherment', 'dataEncipherment'), key: rsa(2048) },
  ],
  ['key-encipherment-without-rsa', 'keyEncipherment on a curve', 'qwac', usages('digitalSignature', 'keyEncipherment')],
  ['web-cannot-sign', 'keyEncipherment alone', 'qwac', { ...usages('keyEncipherment'), key: rsa(2048) }],
  ['web-commits', 'nonRepudiation for TLS', 'qwac', usages('digitalSignature', 'nonRepudiation')],
  ['seal-cannot-sign', 'keyEncipherment of a seal', 'qsealc', { ...usages('keyEncipherment'), key: rsa(2048) }],
  ['seal-does-not-commit', 'digitalSignature of a seal', 'qsealc', usages('digitalSignature')],
  ['seal-usage-mixed', 'both of a seal', 'qsealc', usages('digitalSignature', 'nonRepudiation')],
  ['seal-for-tls', 'a seal for TLS', 'qsealc', purposes(OIDS.clientAuth)],
  ['web-purposes-missing', 'no purposes', 'qwac', { without: [OIDS.extKeyUsage] }],
  ['web-not-for-servers', 'a client alone', 'qwac', purposes(OIDS.clientAuth)],
  ['web-not-for-clients', 'a server alone', 'qwac', purposes(OIDS.serverAuth)],
  ['any-purpose', 'any purpose', 'qwac', purposes(OIDS.serverAuth, OIDS.clientAuth, OIDS.anyExtendedKeyUsage)],
  // policies
  ['policies-missing', 'no policy', 'qsealc', { without: [OIDS.certificatePolicies] }],
  ['qualified-policy-missing', "the issuer's policy alone", 'qsealc', under('1.2.3')],
  ['qualified-policy-several', 'two policies', 'qwac', under(OIDS.qevcpWeb, OIDS.qncpWeb, OIDS.cabfEv)],
  ['qualified-policy-of-other-type', 'the policy of seals for TLS', 'qwac', under(OIDS.qcpLegal)],
  ['qualified-policy-of-other-type', 'the policy of signatures for seals', 'qsealc', under(OIDS.qcpNatural)],
  ['device-against-policy', 'a policy of devices without device', 'qsealc', under(OIDS.qcpLegalQscd)],
  ['device-against-policy', 'a device without policy of devices', 'qsealc', seal({ isKeyInDevice: true })],
  ['psd2-policy-alone,qualified-policy-missing', 'QCP-w-psd2 alone', 'qwac', under(OIDS.qcpWebPsd2)],
  ['ev-policy-missing', 'QEVCP-w alone', 'qwac', under(OIDS.qevcpWeb)],
  // web
  [
    'dns-name-missing,common-name-not-a-dns-name',
    'no alternative name',
    'qwac',
    { ...site(OIDS.commonName, 'psp.example'), without: [OIDS.subjectAltName] },
  ],
  [
    'dns-name-missing,common-name-not-a-dns-name',
    'an address for a name',
    'qwac',
    { with: [subjectAltName([{ kind: 'ip', value: '192.0.2.1' }])] },
  ],
  ['common-name-not-a-dns-name', 'a domain that is not listed', 'qwac', site(OIDS.commonName, 'psp.example')],
  ['wildcard-in-ev', 'a wildcard', 'qwac', dns('psp.localhost', '*.psp.localhost')],
  [
    'ev-organization-identifier-missing',
    'no extension of the identifier',
    'qwac',
    { without: [OIDS.cabfOrganizationIdentifier] },
  ],
  [
    'ev-organization-identifier-differs',
    'another identifier in the extension',
    'qwac',
    { with: [cabfOrganizationIdentifier('PSDDE-BAFIN-1')] },
  ],
  [
    'ev-organization-identifier-differs',
    'an extension that cannot be read',
    'qwac',
    { with: [{ oid: OIDS.cabfOrganizationIdentifier, critical: false, value: hex('3000') }] },
  ],
  [
    'validity-long-for-browsers',
    '201 days',
    'qwac',
    { ...under(OIDS.qevcpWeb, OIDS.cabfEv), validity: validity('260401000000Z', '261018235959Z') },
  ],
  // addresses
  [
    'issuer-address-missing',
    'no address of the issuer',
    'qwac',
    { with: [authorityInfo({ ocsp: 'http://ocsp.example' })] },
  ],
  [
    'revocation-address-missing',
    'no address of revocation',
    'qwac',
    { with: [authorityInfo({ issuer: 'http://ca.example' })], without: [OIDS.cRLDistributionPoints] },
  ],
  [
    'crl-address-scheme',
    'a CRL at https alone',
    'qwac',
    { with: [crlDistributionPoints(['https://crl.example/1.crl'])] },
  ],
  ['ocsp-address-missing', 'a CRL alone', 'qwac', { with: [authorityInfo({ issuer: 'http://ca.example' })] }],
  // criticality
  ['qc-statements-critical', 'critical statements', 'qwac', critical(OIDS.qcStatements)],
  ['purposes-critical', 'critical purposes', 'qwac', critical(OIDS.extKeyUsage)],
  ['policies-critical', 'critical policies', 'qwac', critical(OIDS.certificatePolicies)],
  ['crl-address-critical', 'a critical CRL address', 'qwac', critical(OIDS.cRLDistributionPoints)],
  ['issuer-address-critical', 'critical authority information', 'qwac', critical(OIDS.authorityInfoAccess)],
  ['names-critical', 'critical names', 'qwac', critical(OIDS.subjectAltName)],
  [
    'critical-extension-unknown',
    'a critical extension that nobody knows',
    'qwac',
    { with: [{ oid: '1.2.3', critical: true, value: hex('0500') }] },
  ],
  // authorities
  [
    'basic-constraints-not-critical',
    'a CA whose constraints are not critical',
    'ca',
    { with: [{ ...basicConstraints({ ca: true }), critical: false }] },
  ],
  ['authority-cannot-sign', 'a CA that may not sign', 'ca', usages('cRLSign')],
];

function psd2Statement(): Uint8Array {
  const roles = sequence(sequence(oid(OIDS.pspAi), utf8('PSP_AI')));
  return sequence(oid(OIDS.psd2Statement), sequence(roles, utf8('BaFin'), utf8('DE-BAFIN')));
}

test.each(FAULTS)('%s: %s', (codes, _, of, change) => {
  const now = codes === 'validity-reversed' ? new Date('2026-03-01') : NOW;
  const expected = codes === 'validity-reversed' ? ['not-yet-valid', codes] : codes.split(',');
  expect(codesOf(alter(good[of], change), now)).toEqual(expected);
});

test('a number of thousands of digits is not printed', () => {
  const { findings, facts } = explainCertificate(alter(good.qsealc, { key: rsa(2048, `7f${'ff'.repeat(5000)}`) }), {
    now: NOW,
  });
  expect(findings.map(({ text }) => text)).toEqual([
    'The exponent of its RSA key is of 40007 bits; it must be odd, more than 2^16 and less than 2^256.',
  ]);
  expect(facts.find(({ label }) => label === 'Key')?.value).toBe('RSA, 2048 bits, exponent of 40007 bits');
});

test('the signature of a root is not held against it', () => {
  expect(codesOf(alter(good.root, { inner: SHA1 }))).toEqual([]);
  expect(codesOf(alter(good.ca, { inner: SHA1 }))).toEqual(['signature-weak']);
});

test.each([
  ['an international central bank without authority', [role(OIDS.pspCb, 'PSP_CB')]],
  ['a public authority without authority', [role(OIDS.pspPa, 'PSP_PA')]],
])('of %s nothing is to be said', (_, roles) => {
  expect(codesOf(alter(good.qwac, psd2({ roles, ncaName: 'NA', ncaId: 'NA' })))).toEqual([]);
});

test('of a service for the verification of payees nothing is to be said', () => {
  const roles = [role(OIDS.vopRs, 'VOP_RS'), role(OIDS.vopVs, 'VOP_VS')];
  expect(codesOf(alter(good.qwac, psd2({ roles })))).toEqual([]);
});

test.each(['VATDE-123456789', 'NTRDE-HRB74346', 'LEIXG-5493001KJTIIGC8Y1R12', 'NL:NL-1234'])(
  'the identifier %s is no error, and no authorisation',
  (identifier) => {
    const { facts, findings } = explainCertificate(
      alter(good.qsealc, sealed(OIDS.organizationIdentifier, identifier)),
      { now: NOW },
    );
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['organization-identifier-of-other-scheme', 'warning'],
    ]);
    expect(facts).toContainEqual({ label: 'Identifier', value: identifier });
    expect(facts.some(({ label }) => label === 'Authorisation')).toBe(false);
  },
);

test('a certificate of version 1 is refused for what it cannot say', () => {
  const { subject, issuer, key } = partsOf(good.qwac);
  const old = readCertificate(certificateDer({ version: undefined, subject, issuer, key }));
  expect(codesOf(old)).toContain('version-not-3');
});

test('a certificate that has issued itself is told so', () => {
  expect(codesOf(alter(good.qwac, { issuer: partsOf(good.qwac).subject }))).toEqual(['self-issued']);
});

test('every check has found something, and has words', () => {
  const tested = new Set([...FAULTS.flatMap(([codes]) => codes.split(',')), 'version-not-3', 'self-issued']);
  expect(CHECKS.map(({ code }) => code).filter((code) => !tested.has(code))).toEqual([]);
  expect(new Set(CHECKS.map(({ code }) => code)).size).toBe(CHECKS.length);
  for (const { code, clause, advice } of CHECKS) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(clause).toMatch(/\d/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  }
});
