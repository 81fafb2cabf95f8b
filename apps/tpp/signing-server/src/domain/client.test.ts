import { createHash } from 'node:crypto';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { type Client, identifyClient } from './client.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const DAY = 86_400_000;

async function makeClient(dates: { notBefore?: Date; notAfter?: Date } = {}) {
  const authority = await createDemoAuthority({ clock: () => NOW });
  const { certificate } = await authority.issueQwac(createDemoParty(), dates);
  const fingerprint = createHash('sha256').update(certificate.der).digest('hex');
  const client: Client = { name: 'web-app', fingerprint, rights: ['sign'] };
  return { client, der: certificate.der };
}

test('a client is known by the certificate that is pinned', async () => {
  const { client, der } = await makeClient();
  expect(identifyClient([client], der, NOW)).toEqual({ accepted: true, client });
});

test('without a certificate there is no client', async () => {
  const { client } = await makeClient();
  expect(identifyClient([client], undefined, NOW)).toEqual({ accepted: false, reason: 'client-certificate-missing' });
});

test('another certificate of the same party and issuer is not known', async () => {
  const { client } = await makeClient();
  const other = await makeClient();
  expect(identifyClient([client], other.der, NOW)).toEqual({ accepted: false, reason: 'client-unknown' });
});

test.each([
  ['is over', { notAfter: new Date(NOW.getTime() - DAY), notBefore: new Date(NOW.getTime() - 2 * DAY) }],
  ['is yet to come', { notBefore: new Date(NOW.getTime() + DAY) }],
])('a pinned certificate whose time %s is refused', async (_, dates) => {
  const { client, der } = await makeClient(dates);
  expect(identifyClient([client], der, NOW)).toEqual({ accepted: false, reason: 'client-certificate-expired' });
});
