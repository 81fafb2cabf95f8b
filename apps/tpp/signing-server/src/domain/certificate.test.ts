import { createPublicKey } from 'node:crypto';
import { createDemoAuthority, createDemoParty, generateKey } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { type CertificateRecord, findSealObjection, keyStateOf } from './certificate.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const authority = await createDemoAuthority({ clock: () => NOW });
const party = createDemoParty();
const { organizationIdentifier } = party;
const chain = [authority.issuingCa.certificate];

async function issue() {
  const { certificate, privateKey } = await authority.issueQsealc(party);
  return { certificate, expected: { publicKey: createPublicKey(privateKey), organizationIdentifier } };
}

test('a seal certificate of this party, for this key, with its chain, can seal', async () => {
  const { certificate, expected } = await issue();
  expect(findSealObjection(certificate, chain, expected, NOW)).toBeUndefined();
  expect(findSealObjection(certificate, [...chain, authority.root.certificate], expected, NOW)).toBeUndefined();
});

test('a certificate that has not begun can be kept until it does', async () => {
  const { certificate, expected } = await issue();
  expect(findSealObjection(certificate, chain, expected, new Date('2026-01-01'))).toBeUndefined();
});

test('each way in which it cannot is told', async () => {
  const { certificate, expected } = await issue();
  const qwac = await authority.issueQwac(party);
  const stranger = await createDemoAuthority({ clock: () => NOW });
  const another = { ...expected, publicKey: createPublicKey(await generateKey('p-256')) };
  const ofAnother = { ...expected, organizationIdentifier: 'PSDDE-BAFIN-999999' };
  const reasonOf = (...parameters: Parameters<typeof findSealObjection>) => findSealObjection(...parameters)?.reason;
  expect(reasonOf(certificate, chain, another, NOW)).toBe('key-unknown');
  const ofQwac = { ...expected, publicKey: createPublicKey(qwac.privateKey) };
  expect(reasonOf(qwac.certificate, chain, ofQwac, NOW)).toBe('not-a-qsealc');
  expect(reasonOf(certificate, chain, ofAnother, NOW)).toBe('other-organisation');
  expect(reasonOf(certificate, chain, expected, certificate.notAfter)).toBe('expired');
  expect(reasonOf(certificate, [stranger.issuingCa.certificate], expected, NOW)).toBe('chain-broken');
  expect(reasonOf(certificate, [authority.root.certificate, ...chain], expected, NOW)).toBe('chain-broken');
});

test('a key stands as its certificates do', async () => {
  const { certificate } = await issue();
  const key = { name: 'seal-1', kind: 'p-256', publicKey: '', createdAt: NOW } as const;
  const record = (state: CertificateRecord['state'], keyName = 'seal-1'): CertificateRecord => {
    return { certificate, kind: 'qsealc', state, chain: [], keyName, installedAt: NOW, changedAt: NOW };
  };
  expect(keyStateOf(key, [])).toBe('pending');
  expect(keyStateOf(key, [record('ready'), record('active', 'seal-2')])).toBe('pending');
  expect(keyStateOf(key, [record('retired'), record('active')])).toBe('active');
  expect(keyStateOf(key, [record('revoked'), record('retired')])).toBe('retired');
  expect(keyStateOf({ ...key, destroyedAt: NOW }, [record('revoked')])).toBe('destroyed');
});
