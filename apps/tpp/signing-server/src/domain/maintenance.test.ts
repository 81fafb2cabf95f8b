import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import type { CertificateRecord, CertificateState, KeyRecord } from './certificate.ts';
import { type Holdings, planMaintenance } from './maintenance.ts';
import type { Order } from './order.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-26T12:00:00Z');
const POLICY = { renewBefore: 30 * DAY, keepRetired: 7 * DAY, canAsk: true };
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY);

const authority = await createDemoAuthority({ clock: () => NOW });

async function record(state: CertificateState, more: Partial<CertificateRecord> & { from?: number; to?: number } = {}) {
  const { from = -1, to = 180, ...fields } = more;
  const dates = { notBefore: inDays(from), notAfter: inDays(to) };
  const { certificate } = await authority.issueQsealc(createDemoParty(), dates);
  const standard = { certificate, kind: 'qsealc', state, chain: [], keyName: 'seal-1' } as const;
  return { ...standard, installedAt: NOW, changedAt: NOW, ...fields } satisfies CertificateRecord;
}

const key = (name: string, more: Partial<KeyRecord> = {}): KeyRecord => ({
  name,
  kind: 'p-256',
  publicKey: '',
  createdAt: NOW,
  ...more,
});
const renewal = (serialNumber: string, more: Partial<Order>): Order => ({
  id: 'r',
  client: 'maintenance',
  wish: { action: 'renew', serialNumber, sealKey: 'p-256' },
  state: 'open',
  refusals: [],
  createdAt: NOW,
  ...more,
});
const plan = (holdings: Partial<Holdings>, policy = POLICY) =>
  planMaintenance({ orders: [], keys: [], certificates: [], ...holdings }, policy, NOW);

test('with nothing there is nothing to do', () => {
  expect(plan({})).toEqual([]);
});

test('open orders go on, and none that has ended', () => {
  const orders = (['open', 'fulfilled', 'refused', 'cancelled'] as const).map((state) =>
    renewal('1', { id: state, state }),
  );
  expect(plan({ orders })).toEqual([{ task: 'carry-out', orderId: 'open' }]);
});

test('a certificate whose first day has come is changed over to', async () => {
  const ready = await record('ready');
  const later = await record('ready', { from: 1 });
  expect(plan({ certificates: [ready, later] })).toEqual([
    { task: 'activate', fingerprint: ready.certificate.fingerprint },
  ]);
});

test.each([
  ['that is active', 'active', 8, []],
  ['that was retired lately', 'retired', 6, []],
  ['that was retired long ago', 'retired', 7, [{ task: 'destroy', keyName: 'seal-1' }]],
  ['whose certificate was revoked long ago', 'revoked', 7, [{ task: 'destroy', keyName: 'seal-1' }]],
  ['that waits for its first day', 'ready', 8, []],
] as const)('of a key %s', async (_, state, daysAgo, tasks) => {
  const certificates = [await record(state, { changedAt: inDays(-daysAgo), from: state === 'ready' ? 1 : -100 })];
  expect(plan({ keys: [key('seal-1')], certificates })).toEqual(tasks);
});

test('a key with one certificate that is old and one that is in use is kept', async () => {
  const certificates = [await record('retired', { changedAt: inDays(-90) }), await record('active')];
  expect(plan({ keys: [key('seal-1')], certificates })).toEqual([]);
});

test('a key of no open order and no certificate is destroyed, and one of an open order is not', () => {
  const orders = [renewal('1', { keyName: 'seal-1' })];
  const keys = [key('seal-1'), key('seal-2'), key('seal-3', { destroyedAt: NOW })];
  expect(plan({ keys, orders })).toEqual([
    { task: 'carry-out', orderId: 'r' },
    { task: 'destroy', keyName: 'seal-2' },
  ]);
});

test('a certificate that runs out is rotated once', async () => {
  const active = await record('active', { to: 30 });
  const { serialNumber } = active.certificate;
  const rotate = [{ task: 'rotate' }];
  const lately = { createdAt: inDays(-0.9), state: 'refused' } as const;
  expect(plan({ certificates: [active] })).toEqual(rotate);
  expect(plan({ certificates: [await record('active', { to: 31 })] })).toEqual([]);
  expect(plan({ certificates: [active] }, { ...POLICY, canAsk: false })).toEqual([]);
  expect(plan({ certificates: [active, await record('ready', { from: 1 })] })).toEqual([]);
  expect(plan({ certificates: [active], orders: [renewal(serialNumber, {})] })).toEqual([
    { task: 'carry-out', orderId: 'r' },
  ]);
  expect(plan({ certificates: [active], orders: [renewal(serialNumber, lately)] })).toEqual([]);
  expect(
    plan({ certificates: [active], orders: [renewal(serialNumber, { ...lately, createdAt: inDays(-1) })] }),
  ).toEqual(rotate);
  expect(plan({ certificates: [active], orders: [renewal('ff', lately)] })).toEqual(rotate);
});
