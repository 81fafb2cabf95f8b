import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock } from '@openxs2a/edge/testing';
import { afterAll, expect, test } from 'vitest';
import { findConsent, giveConsent, HOUSEHOLD, nameOf, openReadBank } from '../bank.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'resource-server-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('RTS-FRQ-001 two nodes on one database give no more reads than granted, and the same ids', async () => {
  const database = join(folder, 'nodes.db');
  const one = await openReadBank({}, {}, { database });
  const other = await openReadBank({}, {}, { database, demo: false });
  const consent = await giveConsent(one, { balances: [await nameOf(one, HOUSEHOLD)] });
  const there = await findConsent(other, consent);
  expect(there.resource(HOUSEHOLD)).toBe(consent.resource(HOUSEHOLD));
  const target = `/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`;
  const reads = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? consent : there).get(target));
  const outcomes = (await Promise.all(reads)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === '200').length).toBe(4);
  expect(outcomes.filter((outcome) => outcome === '429 ACCESS_EXCEEDED').length).toBe(6);
  await other.close();
  await one.close();
});

test('RTS-180-004 a consent ends on its day, whatever the bank allows by now', async () => {
  const database = join(folder, 'profiles.db');
  const before = await openReadBank({ consents: { maxDays: 90 } }, {}, { database });
  const given = await giveConsent(before, { balances: [await nameOf(before, HOUSEHOLD)] });
  await before.close();
  // 90 days with the first, 26 November
  const clock = createManualClock('2027-02-23T12:00:00Z');
  const after = await openReadBank({ consents: { maxDays: 180 } }, {}, { database, clock, demo: false });
  const consent = await findConsent(after, given);
  expect((await consent.get('/v1/accounts')).outcome).toBe('200');
  clock.advance({ days: 1 });
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_EXPIRED');
  await after.close();
});
