import { CertificateList } from '@peculiar/asn1-x509';
import { expect, test } from 'vitest';
import { toPem } from '../../read/armour.ts';
import { parseDer } from '../../read/asn1.ts';
import { createDemoAuthority } from '../demo/authority.ts';
import { createDemoParty } from '../demo/party.ts';
import { openssl, toFiles, toVerifyArguments } from '../openssl.fixture.ts';
import { type CrlInput, createCrl } from './crl.ts';
import type { CrlEntry } from './crl-entry.ts';
import { REVOCATION_REASONS, type RevocationReason } from './reason.ts';

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const authority = await createDemoAuthority({ clock: () => now });

function makeCrl(changes: Partial<CrlInput> = {}): Promise<Uint8Array> {
  const { issuingCa: issuer } = authority;
  return createCrl({ issuer, number: 1n, thisUpdate: now, nextUpdate: later(3600), entries: [], ...changes });
}

async function printCrl(changes: Partial<CrlInput>): Promise<string> {
  const files = { ...toFiles(authority), 'crl.pem': toPem(await makeCrl(changes), 'X509 CRL') };
  const { status, text } = openssl(['crl', '-in', 'crl.pem', '-noout', '-text', '-CAfile', 'ca.pem'], files);
  expect(status).toBe(0);
  expect(text).toContain('verify OK');
  return text;
}

const onlyEntry = (entry: Partial<CrlEntry>): Partial<CrlInput> => ({
  entries: [{ serialNumber: '0abc', revokedAt: new Date('2026-01-02T03:04:05.678Z'), ...entry }],
});

test('an empty list has a number, the key of its issuer, and no list of certificates', async () => {
  const text = await printCrl({ number: 2n ** 80n });
  expect(text).toMatch(/Version 2.*Authority Key Identifier.*CRL Number: *\n *1208925819614629174706176\n/s);
  expect(text).toContain('No Revoked Certificates.');
});

test('an entry says when and why a certificate was revoked', async () => {
  const text = await printCrl(onlyEntry({ reason: 'keyCompromise', invalidityDate: new Date('2025-12-31T23:00:00Z') }));
  expect(text).toMatch(/Serial Number: 0ABC\n *Revocation Date: Jan {2}2 03:04:05 2026 GMT/);
  expect(text).toMatch(/CRL Reason Code: *\n *Key Compromise/);
  expect(text).toMatch(/Invalidity Date: *\n *Dec 31 23:00:00 2025 GMT/);
});

test('no reason and an unspecified one say nothing', async () => {
  expect(await printCrl(onlyEntry({}))).not.toContain('CRL entry extensions');
  expect(await printCrl(onlyEntry({ reason: 'unspecified' }))).not.toContain('CRL entry extensions');
});

const WORDS: Record<Exclude<RevocationReason, 'unspecified'>, string> = {
  keyCompromise: 'Key Compromise',
  cACompromise: 'CA Compromise',
  affiliationChanged: 'Affiliation Changed',
  superseded: 'Superseded',
  cessationOfOperation: 'Cessation Of Operation',
  certificateHold: 'Certificate Hold',
  privilegeWithdrawn: 'Privilege Withdrawn',
  aACompromise: 'AA Compromise',
};

test.each(REVOCATION_REASONS.filter((reason) => reason !== 'unspecified'))(
  'OpenSSL reads the reason %s',
  async (reason) => {
    expect(await printCrl(onlyEntry({ reason }))).toContain(WORDS[reason]);
  },
);

test('a list may say where it is published, and that it keeps what has expired', async () => {
  const urls = [authority.urls.crl];
  const text = await printCrl({ distributionPoint: { urls, only: 'userCerts' }, expiredKeptSince: new Date(0) });
  expect(text).toMatch(/Issuing Distribution Point: critical\n.*\n *URI:.*issuing-ca\.crl.*Only User Certificates/s);
  expect(text).toContain('19700101000000Z');
  expect(await printCrl({ distributionPoint: { urls } })).not.toContain('Only');
});

test.each([
  ['an hour before 2050, as UTCTime', '2049-12-31T23:00:00Z', 'Dec 31 23:00:00 2049'],
  ['in 2050, as GeneralizedTime', '2050-01-01T00:00:00Z', 'Jan  1 00:00:00 2050'],
])('the next update may be %s', async (_, nextUpdate, printed) => {
  expect(await printCrl({ nextUpdate: new Date(nextUpdate) })).toContain(`Next Update: ${printed} GMT`);
});

test('OpenSSL refuses exactly the certificates that stand in the list', async () => {
  const distributionPoint = { urls: [authority.urls.crl], only: 'userCerts' } as const;
  const kept = (await authority.issueQwac(createDemoParty())).certificate;
  const gone = (await authority.issueQwac(createDemoParty())).certificate;
  const entries = [{ serialNumber: gone.serialNumber, revokedAt: now, reason: 'superseded' as const }];
  const crl = toPem(await makeCrl({ entries, distributionPoint }), 'X509 CRL');
  const verify = (leaf: Uint8Array) =>
    openssl(toVerifyArguments('-crl_check', '-CRLfile', 'crl.pem'), {
      ...toFiles(authority),
      'crl.pem': crl,
      'leaf.pem': toPem(leaf),
    });
  expect(verify(kept.der)).toMatchObject({ status: 0 });
  expect(verify(gone.der)).toMatchObject({ status: 2, text: expect.stringContaining('certificate revoked') });
});

test('the entries are what the class of RFC 5280 writes, too', async () => {
  const revokedAt = new Date('1949-12-31T23:59:59Z');
  const entries = [
    { serialNumber: '80', revokedAt },
    { serialNumber: '7f', revokedAt: now, reason: 'keyCompromise' as const },
    { serialNumber: '00', revokedAt: now, reason: 'superseded' as const, invalidityDate: revokedAt },
    { serialNumber: 'f'.repeat(40), revokedAt: new Date('2050-01-01T00:00:00Z'), invalidityDate: now },
  ];
  const { revokedCertificates = [] } = parseDer(await makeCrl({ entries }), CertificateList, 'CRL').tbsCertList;
  expect(revokedCertificates.map(({ crlEntryExtensions = [] }) => crlEntryExtensions.length)).toEqual([0, 1, 2, 1]);
});

test('a list may be as long as it must be', async () => {
  const entries = Array.from({ length: 150_000 }, (_, index) => ({ serialNumber: index.toString(16), revokedAt: now }));
  const crl = await makeCrl({ entries });
  const { text } = openssl(['crl', '-inform', 'DER', '-in', 'crl', '-noout', '-CAfile', 'ca.pem'], {
    ...toFiles(authority),
    crl,
  });
  expect(text).toContain('verify OK');
  expect(crl.length).toBeGreaterThan(150_000 * 20);
});

test('a list of another key is told apart', async () => {
  const issuer = { ...authority.issuingCa, key: authority.root.key };
  const files = { ...toFiles(authority), 'crl.pem': toPem(await makeCrl({ issuer }), 'X509 CRL') };
  expect(openssl(['crl', '-in', 'crl.pem', '-noout', '-CAfile', 'ca.pem'], files).text).toContain('verify failure');
});

test.each<[string, Partial<CrlInput>]>([
  ['a negative number', { number: -1n }],
  ['an end before the beginning', { nextUpdate: later(-1) }],
  ['a reason that does not exist', onlyEntry({ reason: JSON.parse('"removeFromCRL"') })],
  ['a serial number in capitals', onlyEntry({ serialNumber: 'ABC' })],
  ['a time that is none', onlyEntry({ revokedAt: new Date('soon') })],
])('%s is a mistake', async (_, changes) => {
  await expect(makeCrl(changes)).rejects.toThrow(TypeError);
});
