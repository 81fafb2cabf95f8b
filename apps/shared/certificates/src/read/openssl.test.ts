import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { openssl } from '../issue/openssl.fixture.ts';
import { renderName } from '../name-render.ts';
import { readCertificate } from './certificate.ts';
import { readCertificateRequest } from './request.ts';

/** The PSD2 statement in the words of OpenSSL's own configuration, so that another encoder than ours has made it. */
const CONFIG = `
[req]
distinguished_name = subject
string_mask = utf8only
utf8 = yes
prompt = no
req_extensions = asked
x509_extensions = leaf
[subject]
C = DE
O = Bänk, \\"Inc.\\" + Co
organizationIdentifier = PSDDE-BAFIN-12-34 5
CN = xs2a.bank.example
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth,clientAuth
subjectAltName = DNS:xs2a.bank.example,DNS:*.bank.example,IP:192.0.2.1,IP:2001:db8::1
certificatePolicies = 0.4.0.194112.1.4
authorityInfoAccess = OCSP;URI:http://ocsp.example,caIssuers;URI:http://ca.example/ca.cer
crlDistributionPoints = URI:http://crl.example/1.crl
1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:statements
[asked]
subjectAltName = DNS:xs2a.bank.example
1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:statements
[nothing]
[statements]
psd2 = SEQUENCE:psd2_statement
compliance = SEQUENCE:compliance
type = SEQUENCE:type
[compliance]
id = OID:0.4.0.1862.1.1
[type]
id = OID:0.4.0.1862.1.6
content = SEQUENCE:types
[types]
web = OID:0.4.0.1862.1.6.3
[psd2_statement]
id = OID:0.4.0.19495.2
content = SEQUENCE:psd2_content
[psd2_content]
roles = SEQUENCE:roles
name = UTF8:Federal Financial Supervisory Authority
id = UTF8:DE-BAFIN
[roles]
pi = SEQUENCE:pi
ai = SEQUENCE:ai
[pi]
id = OID:0.4.0.19495.1.2
name = UTF8:PSP_PI
[ai]
id = OID:0.4.0.19495.1.3
name = UTF8:PSP_AI
`;

function req(...args: readonly string[]): Uint8Array {
  const { out, text } = openssl(
    ['req', '-config', 'openssl.cnf', '-nodes', '-keyout', 'key.pem', '-batch', '-out', 'out', ...args],
    { 'openssl.cnf': CONFIG },
  );
  if (out === undefined) throw new TypeError(text);
  return out;
}

const KEYS: readonly (readonly [string, readonly string[], object, object])[] = [
  [
    'RSA',
    ['-newkey', 'rsa:2048', '-sha384'],
    { kind: 'rsa', bits: 2048, exponent: 65_537n },
    { name: 'rsa-pkcs1', hash: 'sha384' },
  ],
  [
    'RSA-PSS',
    ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048', '-sha256', '-sigopt', 'rsa_pss_saltlen:32'],
    { kind: 'rsa', bits: 2048 },
    { name: 'rsa-pss', hash: 'sha256' },
  ],
  [
    'P-256',
    ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    { kind: 'ec', bits: 256, curve: 'prime256v1' },
    { name: 'ecdsa', hash: 'sha256' },
  ],
  [
    'P-521',
    ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-sha512'],
    { kind: 'ec', bits: 521, curve: 'secp521r1' },
    { name: 'ecdsa', hash: 'sha512' },
  ],
  [
    'brainpool',
    ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP384r1'],
    { kind: 'ec', bits: 384, curve: 'brainpoolP384r1' },
    { name: 'ecdsa', hash: 'sha256' },
  ],
  ['Ed25519', ['-newkey', 'ed25519'], { kind: 'ed25519', bits: 255 }, { name: 'ed25519', hash: 'none' }],
  ['Ed448', ['-newkey', 'ed448'], { kind: 'ed448', bits: 448 }, { name: 'ed448', hash: 'none' }],
];

const QUALIFIED = {
  kind: 'present',
  value: {
    statements: ['0.4.0.19495.2', '0.4.0.1862.1.1', '0.4.0.1862.1.6'],
    types: ['0.4.0.1862.1.6.3'],
    psd2: {
      kind: 'present',
      value: { roles: [{ name: 'PSP_PI' }, { name: 'PSP_AI' }], ncaId: 'DE-BAFIN' },
    },
  },
};
const ORGANIZATION = { kind: 'present', value: { nca: 'BAFIN', authorizationNumber: '12-34 5' } };

test.each(KEYS)('a certificate of OpenSSL with a key of %s is read', (_, args, key, signature) => {
  const pem = req('-x509', '-days', '30', ...args);
  const certificate = readCertificate(pem);
  expect(certificate).toMatchObject({
    version: 3,
    isSelfIssued: true,
    key,
    signature,
    qualified: QUALIFIED,
    organizationIdentifier: ORGANIZATION,
    extensions: {
      basicConstraints: { ca: false },
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
      policies: ['0.4.0.194112.1.4'],
      ocspUrls: ['http://ocsp.example'],
      issuerUrls: ['http://ca.example/ca.cer'],
      crlUrls: ['http://crl.example/1.crl'],
    },
  });
  expect(certificate.extensions.subjectAlternativeNames).toEqual([
    { kind: 'dns', value: 'xs2a.bank.example' },
    { kind: 'dns', value: '*.bank.example' },
    { kind: 'ip', value: '192.0.2.1' },
    { kind: 'ip', value: '2001:db8::1' },
  ]);
  expect(renderName(certificate.subject)).toBe(
    'CN=xs2a.bank.example,organizationIdentifier=PSDDE-BAFIN-12-34 5,O=Bänk\\, \\"Inc.\\" \\+ Co,C=DE',
  );
  const theirs = new X509Certificate(pem);
  expect(theirs.publicKey.equals(certificate.key.keyObject)).toBe(true);
  expect(theirs.verify(certificate.key.keyObject)).toBe(true);
  expect(BigInt(`0x${theirs.serialNumber}`)).toBe(BigInt(`0x${certificate.serialNumber}`));
  expect(new Date(theirs.validTo)).toEqual(certificate.notAfter);
});

test.each(KEYS)('a request of OpenSSL with a key of %s is read, and its signature holds', (_, args, key, signature) => {
  const pem = req('-new', ...args);
  const request = readCertificateRequest(pem);
  expect(request).toMatchObject({
    key,
    signature,
    qualified: QUALIFIED,
    organizationIdentifier: ORGANIZATION,
    subjectAlternativeNames: [{ kind: 'dns', value: 'xs2a.bank.example' }],
    isSignatureValid: true,
  });
  const forged = Buffer.from(request.der);
  forged[forged.indexOf('xs2a')] = 'y'.charCodeAt(0);
  expect(readCertificateRequest(forged)).toMatchObject({ isSignatureValid: false });
});

test('a request without attributes is read', () => {
  const pem = req('-new', '-newkey', 'ed25519', '-subj', '/CN=a', '-reqexts', 'nothing');
  expect(readCertificateRequest(pem)).toMatchObject({
    subject: [[{ oid: '2.5.4.3', value: 'a' }]],
    subjectAlternativeNames: [],
    qualified: { kind: 'absent' },
    organizationIdentifier: { kind: 'absent' },
    isSignatureValid: true,
  });
});
