import { expect, test } from 'vitest';
import { OIDS } from '../oids.ts';
import { toPem } from '../read/armour.ts';
import { readCertificateRequest } from '../read/request.ts';
import { keyUsage } from './extensions/key-usage.ts';
import { toRolesOfPsp } from './extensions/qc-statements.ts';
import { generateKey, KEY_KINDS } from './generate-key.ts';
import { openssl } from './openssl.fixture.ts';
import { createCertificateRequest } from './request.ts';
import { createSigningKey } from './signing-key.ts';

const subject = [
  [{ oid: OIDS.countryName, value: 'PL' }],
  [{ oid: OIDS.organizationName, value: 'Zażółć Gęślą S.A.' }],
  [{ oid: OIDS.organizationIdentifier, value: 'PSDPL-PFSA-1-2 3' }],
];
const psd2 = {
  roles: toRolesOfPsp(['PSP_AI', 'PSP_IC']),
  ncaName: 'Polish Financial Supervision Authority',
  ncaId: 'PL-PFSA',
};

test.each(KEY_KINDS.filter((kind) => kind !== 'rsa-3072'))(
  'OpenSSL verifies a request by a key of %s',
  async (kind) => {
    const key = createSigningKey(await generateKey(kind));
    const der = await createCertificateRequest({ subject, key });
    const args = ['req', '-in', 'req.pem', '-verify', '-noout', '-text'];
    const { status, text } = openssl(args, { 'req.pem': toPem(der, 'CERTIFICATE REQUEST') });
    expect(status).toBe(0);
    expect(text).toContain('Certificate request self-signature verify OK');
    expect(readCertificateRequest(der)).toMatchObject({ subject, isSignatureValid: true });
  },
);

test('a request asks for names and statements', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  const dnsNames = ['a.example', 'b.example'];
  const statements = { types: [OIDS.qcTypeWeb], psd2 };
  const extensions = [keyUsage(['digitalSignature'])];
  const der = await createCertificateRequest({ subject, key, dnsNames, qcStatements: statements, extensions });
  expect(readCertificateRequest(der)).toMatchObject({
    organizationIdentifier: { kind: 'present', value: { nca: 'PFSA', authorizationNumber: '1-2 3' } },
    subjectAlternativeNames: dnsNames.map((value) => ({ kind: 'dns', value })),
    qualified: {
      kind: 'present',
      value: { isQualified: false, types: [OIDS.qcTypeWeb], psd2: { kind: 'present', value: psd2 } },
    },
  });
  const { text } = openssl(['req', '-inform', 'DER', '-in', 'req', '-noout', '-text'], { req: der });
  expect(text).toMatch(
    /Requested Extensions:(.*\n)*.*DNS:a\.example, DNS:b\.example(.*\n)*.*qcStatements(.*\n)*.*Key Usage/,
  );
});

test('a request that asks for nothing has an empty list of attributes, which RFC 2986 demands', async () => {
  const key = createSigningKey(await generateKey('p-256'));
  const der = Buffer.from(await createCertificateRequest({ subject, key }));
  expect(der.indexOf(Buffer.of(0xa0, 0x00))).toBeGreaterThan(0);
  expect(readCertificateRequest(der)).toMatchObject({ subjectAlternativeNames: [], qualified: { kind: 'absent' } });
});
