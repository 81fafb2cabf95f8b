import { createManualClock } from '@openxs2a/edge/testing';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { findConsent, giveConsent, HOUSEHOLD, nameOf, openReadBank, SAVINGS } from '../bank.fixture.ts';

forEachDatabase((_name, open) => {
  test('RTS-FRQ-001 two nodes on one database give no more reads than granted, and the same ids', async () => {
    const database = await open.locate();
    const one = await openReadBank({}, {}, { database, node: 'one' });
    const other = await openReadBank({}, {}, { database, node: 'other', demo: false });
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
    const database = await open.locate();
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

  test('AIS-ACC-011 an account of another consent is told from one that is not there', async () => {
    const bank = await openReadBank({ consents: { multiple: true } }, {}, { database: await open.locate() });
    const first = await giveConsent(bank, { accounts: [await nameOf(bank, HOUSEHOLD)] });
    const second = await giveConsent(bank, { accounts: [await nameOf(bank, SAVINGS)] }, { tppId: first.tppId });
    const ofOtherTpp = await giveConsent(bank, { accounts: [await nameOf(bank, SAVINGS)] });
    const outcomeOf = async (id: string) => (await first.get(`/v1/accounts/${id}`)).outcome;
    expect(await outcomeOf(second.resource(SAVINGS))).toBe('401 CONSENT_INVALID');
    expect(await outcomeOf(ofOtherTpp.resource(SAVINGS))).toBe('404 RESOURCE_UNKNOWN');
    await bank.close();
  });
});
