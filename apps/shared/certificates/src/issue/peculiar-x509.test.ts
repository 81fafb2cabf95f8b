import 'reflect-metadata';
import { Pkcs10CertificateRequest, X509Certificate, X509ChainBuilder, X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { createCertificateRequest, createDemoAuthority, createDemoParty, createSigningKey, toName } from '../issue.ts';

// A reader that shares only its ASN.1 classes with ours, and that checks signatures by WebCrypto.

const clock = () => new Date();
const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');

test.each(['p-256', 'p-384', 'rsa-2048'] as const)(
  '@peculiar/x509 reads and verifies what we issue with %s',
  async (key) => {
    const authority = await createDemoAuthority({ clock, key, caKey: key });
    const [root, issuing] = [authority.root, authority.issuingCa].map(
      ({ certificate }) => new X509Certificate(Uint8Array.from(certificate.der)),
    );
    if (root === undefined || issuing === undefined) throw new Error('the authority is not whole');
    expect(await root.verify({ publicKey: root.publicKey })).toBe(true);
    expect(await issuing.verify({ publicKey: root.publicKey })).toBe(true);
    for (const issue of [authority.issueQwac, authority.issueQsealc]) {
      const { certificate } = await issue(createDemoParty());
      const read = new X509Certificate(Uint8Array.from(certificate.der));
      expect(await read.verify({ publicKey: issuing.publicKey, date: clock() })).toBe(true);
      expect(await read.verify({ publicKey: root.publicKey })).toBe(false);
      expect(read.serialNumber).toBe(certificate.serialNumber.padStart(read.serialNumber.length, '0'));
      expect(hex(await read.getThumbprint('SHA-256'))).toBe(certificate.fingerprint);
      expect(read.subjectName.getField('2.5.4.97')).toEqual(['PSDDE-BAFIN-123456']);
      expect(read.notAfter).toEqual(certificate.notAfter);
      expect(read.extensions.map(({ type, critical }) => ({ oid: type, critical }))).toEqual(
        certificate.extensions.all,
      );
      const chain = await new X509ChainBuilder({ certificates: [issuing, root] }).build(read);
      expect(chain.map(({ subject }) => subject)).toEqual([read.subject, issuing.subject, root.subject]);
    }
  },
);

test('@peculiar/x509 reads and verifies our lists of revoked certificates', async () => {
  const authority = await createDemoAuthority({ clock });
  const { certificate } = await authority.issueQwac(createDemoParty());
  authority.revoke(certificate, { reason: 'privilegeWithdrawn' });
  const crl = new X509Crl(Uint8Array.from(await authority.createCrl()));
  const issuing = new X509Certificate(Uint8Array.from(authority.issuingCa.certificate.der));
  expect(await crl.verify({ publicKey: issuing.publicKey })).toBe(true);
  expect(crl.findRevoked(certificate.serialNumber)).not.toBeNull();
  expect(crl.findRevoked('01')).toBeNull();
});

test('@peculiar/x509 reads and verifies our requests for certificates', async () => {
  const { privateKey } = await (await createDemoAuthority({ clock })).issueQwac(createDemoParty());
  const subject = toName([['2.5.4.3', 'psp.localhost']]);
  const key = createSigningKey(privateKey);
  const request = new Pkcs10CertificateRequest(
    Uint8Array.from(await createCertificateRequest({ subject, key, dnsNames: ['psp.localhost'] })),
  );
  expect(await request.verify()).toBe(true);
  expect(request.subject).toBe('CN=psp.localhost');
});
