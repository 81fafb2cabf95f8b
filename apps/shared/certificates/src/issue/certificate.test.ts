import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { OIDS } from '../oids.ts';
import { toPem } from '../read/armour.ts';
import { readCertificate } from '../read/certificate.ts';
import { CertificateError } from '../read/error.ts';
import { createIssuer, issueCertificate, issueDer, selfIssue } from './certificate.ts';
import { createDemoAuthority } from './demo/authority.ts';
import { createDemoParty } from './demo/party.ts';
import { withExtension, withoutExtension } from './extension.ts';
import { qcStatements } from './extensions/qc-statements.ts';
import { generateKey, type KeyKind } from './generate-key.ts';
import { openssl, toFiles, toVerifyArguments } from './openssl.fixture.ts';
import { issuingCaTemplate, rootTemplate } from './profiles/authority.ts';
import { createSigningKey, type SigningKey } from './signing-key.ts';

const clock = () => new Date();
const authority = await createDemoAuthority({ clock });
const party = createDemoParty();

test.each<{ caKey: KeyKind; key: KeyKind }>([
  { caKey: 'p-256', key: 'p-256' },
  { caKey: 'p-384', key: 'p-384' },
  { caKey: 'rsa-2048', key: 'rsa-2048' },
  { caKey: 'rsa-4096', key: 'p-256' },
])('OpenSSL finds a strict path for TLS, with CRLs, from a QWAC of $key to a root of $caKey', async (keys) => {
  const own = await createDemoAuthority({ clock, ...keys });
  const { certificate } = await own.issueQwac(party);
  const crls = toPem(await own.createCrl(), 'X509 CRL') + toPem(await own.createCrl('root'), 'X509 CRL');
  const files = { ...toFiles(own), 'leaf.pem': toPem(certificate.der), 'crls.pem': crls };
  for (const purpose of ['sslclient', 'sslserver']) {
    const args = toVerifyArguments('-purpose', purpose, '-crl_check_all', '-CRLfile', 'crls.pem');
    expect(openssl(args, files)).toMatchObject({ status: 0, text: 'leaf.pem: OK\n' });
  }
});

test('OpenSSL refuses a seal as a certificate for TLS, and a QWAC to sign certificates', async () => {
  const seal = await authority.issueQsealc(party);
  const files = { ...toFiles(authority), 'leaf.pem': toPem(seal.certificate.der) };
  expect(openssl(toVerifyArguments(), files).status).toBe(0);
  expect(openssl(toVerifyArguments('-purpose', 'sslclient'), files).text).toContain('unsuitable certificate purpose');
  const qwac = await authority.issueQwac(party);
  const issuer = createIssuer(qwac.certificate, createSigningKey(qwac.privateKey));
  const below = await authority.issueQwac(party, { issuer });
  const chain = toPem(qwac.certificate.der) + toPem(authority.issuingCa.certificate.der);
  const files2 = { ...toFiles(authority), 'ca.pem': chain, 'leaf.pem': toPem(below.certificate.der) };
  expect(openssl(toVerifyArguments(), files2).text).toContain('invalid CA certificate');
});

test.each(['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512'] as const)(
  'OpenSSL verifies a root that signed itself by %s',
  async (algorithm) => {
    const root = await selfIssueRoot(createSigningKey(rsaKey, algorithm));
    const files = { 'root.pem': toPem(root.der) };
    expect(openssl(['verify', '-x509_strict', '-check_ss_sig', '-CAfile', 'root.pem', 'root.pem'], files).status).toBe(
      0,
    );
    const [, padding, hash] = /^(rsa-pss|rsa)-(.*)$/.exec(algorithm) ?? [];
    expect(root.signature).toMatchObject({ name: padding === 'rsa' ? 'rsa-pkcs1' : 'rsa-pss', hash });
  },
);

test.each(['p-256', 'p-384', 'ed25519'] as const)('OpenSSL verifies a root of %s that signed itself', async (kind) => {
  const root = await selfIssueRoot(createSigningKey(await generateKey(kind)));
  const files = { 'root.pem': toPem(root.der) };
  expect(openssl(['verify', '-x509_strict', '-check_ss_sig', '-CAfile', 'root.pem', 'root.pem'], files).status).toBe(0);
});

test('a key that is elsewhere sees the bytes to sign and nothing else', async () => {
  const privateKey = await generateKey('p-256');
  const seen: Uint8Array[] = [];
  const key: SigningKey = {
    publicKey: createPublicKey(privateKey),
    algorithm: 'ecdsa-sha256',
    sign: async (bytes) => {
      seen.push(bytes);
      return sign('sha256', bytes, privateKey);
    },
  };
  const root = await selfIssueRoot(key);
  expect(seen).toHaveLength(1);
  expect(Buffer.from(root.der).includes(Buffer.from(seen[0] ?? []), 1)).toBe(true);
});

test('a signature that its own key does not verify is never given out', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  const faulty: SigningKey = { ...key, sign: async (bytes) => (await key.sign(bytes)).toReversed() };
  await expect(selfIssueRoot(faulty)).rejects.toMatchObject({ code: 'ERR_SIGNATURE_FAULTY' });
});

test("the issuer's name is copied octet by octet, whatever its string types are", async () => {
  const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const config = `[req]
distinguished_name = dn
x509_extensions = ext
prompt = no
utf8 = yes
string_mask = MASK:0x0806
[dn]
C = DE
0.O = Plain Name
1.O = Bänk
OU = 銀行
DC = example
CN = Odd CA
[ext]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign`;
  const args = ['req', '-x509', '-new', '-key', 'key.pem', '-config', 'config', '-out', 'out'];
  const { out } = openssl(args, { 'key.pem': pem, config });
  const certificate = readCertificate(out ?? '');
  const issuer = createIssuer(certificate, createSigningKey(privateKey));
  const leaf = await authority.issueQwac(party, { issuer });
  const files = { 'ca.pem': toPem(certificate.der), 'leaf.pem': toPem(leaf.certificate.der) };
  const toHash = (file: string, which: string) =>
    openssl(['x509', '-in', file, '-noout', which, '-nameopt', 'dump_der,dump_all,sep_multiline,oid'], files)
      .text.split('\n')
      .slice(1);
  expect(toHash('leaf.pem', '-issuer')).toEqual(toHash('ca.pem', '-subject'));
  expect(toHash('ca.pem', '-subject').join()).toMatch(/#14.*#1E/s);
  expect(openssl(['verify', '-CAfile', 'ca.pem', 'leaf.pem'], files).status).toBe(0);
});

test('a template may be altered into anything before it is signed', async () => {
  const wrong = await authority.issueQwac(party, {
    notBefore: new Date('2001-01-01T00:00:00Z'),
    notAfter: new Date('2002-01-01T00:00:00Z'),
    alter: (template) =>
      withExtension(
        withExtension(withoutExtension(template, OIDS.extKeyUsage), {
          oid: '1.2.3.4',
          critical: true,
          value: Buffer.of(5, 0),
        }),
        qcStatements({ psd2: { roles: [{ oid: OIDS.pspAi, name: 'PSP_PI' }], ncaName: 'x', ncaId: '?' } }),
      ),
  });
  expect(wrong.certificate.notAfter).toEqual(new Date('2002-01-01T00:00:00Z'));
  expect(wrong.certificate.extensions.extendedKeyUsage).toBeUndefined();
  expect(wrong.certificate.extensions.all).toContainEqual({ oid: '1.2.3.4', critical: true });
  expect(wrong.certificate.extensions.all.filter(({ oid }) => oid === OIDS.qcStatements)).toHaveLength(1);
  expect(wrong.certificate.qualified).toMatchObject({ value: { isQualified: false } });
});

test('what nobody can read can be issued, too', async () => {
  const privateKey = await generateKey('p-256');
  const key = createSigningKey(privateKey);
  const template = toRootTemplate(key);
  const twice = { ...template, extensions: [...template.extensions, ...template.extensions] };
  const der = await issueDer(twice, authority.issuingCa);
  expect(() => readCertificate(der)).toThrow(CertificateError);
  expect(openssl(['x509', '-inform', 'DER', '-in', 'leaf', '-noout', '-serial'], { leaf: der }).text).toBe(
    'serial=0F\n',
  );
});

test('weak keys and SHA-1 can be shown to a verifier', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const root = await selfIssueRoot(createSigningKey(weak, 'rsa-sha1'));
  expect(root.signature.hash).toBe('sha1');
  expect(root.key.bits).toBe(1024);
});

test('a certificate without extensions is of version 1', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  const template = { ...toRootTemplate(key), extensions: [] };
  expect((await selfIssue(template, key)).version).toBe(1);
});

test('an issuer whose key is not that of its certificate is a mistake', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  expect(() => createIssuer(authority.root.certificate, key)).toThrow(TypeError);
});

test.each([
  ['serialNumber', 'XYZ'],
  ['serialNumber', ''],
  ['notBefore', new Date(Number.NaN)],
  ['publicKey', await generateKey('p-256')],
  ['subject', [[]]],
  ['extensions', [{ oid: 'no oid', critical: false, value: new Uint8Array() }]],
])('a template with a wrong "%s" is a mistake: %s', async (field, value) => {
  const key = createSigningKey(await generateKey('p-256'));
  const template = { ...toRootTemplate(key), [field]: value };
  await expect(selfIssue(template, key)).rejects.toThrow(TypeError);
});

test('a CA below the issuing CA is one too many', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  const template = issuingCaTemplate({
    ...toRootTemplate(key),
    issuer: authority.issuingCa.certificate,
    urls: {},
    extensions: [],
  });
  const sub = createIssuer(await issueCertificate(template, authority.issuingCa), key);
  const leaf = await authority.issueQwac(party, { issuer: sub });
  const chain = toPem(sub.certificate.der) + toPem(authority.issuingCa.certificate.der);
  const files = { ...toFiles(authority), 'ca.pem': chain, 'leaf.pem': toPem(leaf.certificate.der) };
  expect(openssl(toVerifyArguments(), files).text).toContain('path length constraint exceeded');
});

const rsaKey = await generateKey('rsa-2048');

function toRootTemplate(key: SigningKey) {
  return rootTemplate({
    subject: [[{ oid: OIDS.commonName, value: 'Some Root' }]],
    publicKey: key.publicKey,
    serialNumber: '0f',
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
  });
}

function selfIssueRoot(key: SigningKey) {
  return selfIssue(toRootTemplate(key), key);
}
