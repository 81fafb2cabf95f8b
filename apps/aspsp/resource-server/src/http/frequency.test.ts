import { afterAll, expect, test } from 'vitest';
import {
  accepted,
  type GivenConsent,
  giveConsent,
  HOUSEHOLD,
  nameOf,
  openReadBank,
  PSU_PRESENT,
  SAVINGS,
  type TestConsent,
} from '../bank.fixture.ts';

const bank = await openReadBank();
const household = await nameOf(bank, HOUSEHOLD);
const savings = await nameOf(bank, SAVINGS);
afterAll(() => bank.close());

const give = (given: GivenConsent = {}) => giveConsent(bank, { balances: [household, savings] }, given);
const balancesOf = (consent: TestConsent, account = HOUSEHOLD) => `/v1/accounts/${consent.resource(account)}/balances`;

/** What comes of so many reads, one after the other. */
async function readTimes(times: number, { get }: TestConsent, target: string, headers = {}): Promise<string[]> {
  const outcomes: string[] = [];
  for (let count = 0; count < times; count += 1) outcomes.push((await get(target, headers)).outcome);
  return outcomes;
}

test('RTS-FRQ-001 without the PSU the fifth read of a day is one too many', async () => {
  const consent = await give();
  const outcomes = await readTimes(5, consent, balancesOf(consent));
  expect(outcomes).toEqual(['200', '200', '200', '200', '429 ACCESS_EXCEEDED']);
});

test('RTS-FRQ-001 reads that come at the same time are not more than granted', async () => {
  const consent = await give();
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, async () => (await consent.get('/v1/accounts')).outcome),
  );
  expect(outcomes.filter((outcome) => outcome === '200').length).toBe(4);
  expect(outcomes.filter((outcome) => outcome === '429 ACCESS_EXCEEDED').length).toBe(8);
});

test.each([PSU_PRESENT, { 'psu-ip-address': '2001:db8::17' }])(
  'RTS-FRQ-002 COM-HDR-015 reads that the PSU asked for do not count: %j',
  async (present) => {
    const consent = await give({ frequencyPerDay: 1 });
    expect(new Set(await readTimes(10, consent, balancesOf(consent), present))).toEqual(new Set(['200']));
    expect(await readTimes(2, consent, balancesOf(consent))).toEqual(['200', '429 ACCESS_EXCEEDED']);
    expect(await readTimes(2, consent, balancesOf(consent), present)).toEqual(['200', '200']);
  },
);

test.each(['999.1.1.1', 'psu', '192.0.2.17, 192.0.2.18'])(
  'COM-HDR-014 what is no address does not show that the PSU is there: %s',
  async (address) => {
    const consent = await give({ frequencyPerDay: 1 });
    const present = { 'psu-ip-address': address };
    expect(await readTimes(2, consent, balancesOf(consent), present)).toEqual(['400 FORMAT_ERROR', '400 FORMAT_ERROR']);
    expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  },
);

test('RTS-FRQ-002 an empty PSU-IP-Address does not show that the PSU is there', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  const answer = await consent.get(balancesOf(consent), { 'psu-ip-address': '' });
  expect(answer.outcome).toBe('400 FORMAT_ERROR');
});

test('RTS-FRQ-003 each account counts for itself', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  expect((await consent.get(balancesOf(consent, SAVINGS))).outcome).toBe('200');
  expect((await consent.get(balancesOf(consent))).outcome).toBe('429 ACCESS_EXCEEDED');
});

test('RTS-FRQ-004 RTS-FRQ-006 each endpoint counts for itself, and what is used up leaves the others open', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  const details = `/v1/accounts/${consent.resource(HOUSEHOLD)}`;
  for (const target of ['/v1/accounts', details, balancesOf(consent), '/v1/card-accounts'])
    expect(await readTimes(2, consent, target)).toEqual(['200', '429 ACCESS_EXCEEDED']);
});

test('RTS-FRQ-004 withBalance makes no second endpoint of one', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  expect((await consent.get('/v1/accounts')).outcome).toBe('200');
  expect((await consent.get('/v1/accounts?withBalance=true')).outcome).toBe('429 ACCESS_EXCEEDED');
});

test('RTS-FRQ-007 the counter begins anew at midnight at the bank', async () => {
  const other = await openReadBank();
  const consent = await giveConsent(other, { balances: [household] }, { frequencyPerDay: 1 });
  const outcomeAt = async (moment: string) => {
    other.clock.set(moment);
    return (await consent.get(balancesOf(consent))).outcome;
  };
  expect(await outcomeAt('2026-11-26T22:00:00Z')).toBe('200');
  expect(await outcomeAt('2026-11-26T22:59:59Z')).toBe('429 ACCESS_EXCEEDED');
  expect(await outcomeAt('2026-11-26T23:00:00Z')).toBe('200');
  await other.close();
});

test('RTS-FRQ-007 or after 24 hours, where the profile says so', async () => {
  const other = await openReadBank({ consents: { frequencyPerDay: { day: 'rolling' } } });
  const consent = await giveConsent(other, { balances: [household] }, { frequencyPerDay: 1 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  other.clock.advance({ minutes: 24 * 60 - 1 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('429 ACCESS_EXCEEDED');
  other.clock.advance({ minutes: 1 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  await other.close();
});

test('RTS-FRQ-008 looking at the consent does not use it up', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  for (let count = 0; count < 10; count += 1) accepted(await bank.consents.find(consent.consentId, consent.tppId));
  expect(await readTimes(2, consent, '/v1/accounts')).toEqual(['200', '429 ACCESS_EXCEEDED']);
});

test('RTS-FRQ-010 a TPP reads as often as was agreed with it', async () => {
  const tppId = 'PSDDE-BAFIN-424242';
  const other = await openReadBank({ consents: { frequencyPerDay: { agreed: { [tppId]: 24 } } } });
  const consent = await giveConsent(other, { balances: [household] }, { frequencyPerDay: 24, tppId });
  const outcomes = await readTimes(25, consent, balancesOf(consent));
  expect(outcomes.filter((outcome) => outcome === '200').length).toBe(24);
  expect(outcomes.at(-1)).toBe('429 ACCESS_EXCEEDED');
  await other.close();
});

test.each([
  ['account', ['200', '429 ACCESS_EXCEEDED', '200']],
  ['none', ['200', '200', '200']],
])('RTS-FRQ-013 what counts together is a setting: %s', async (countPer, expected) => {
  const other = await openReadBank({ consents: { frequencyPerDay: { countPer } } });
  const consent = await giveConsent(other, { balances: [household, savings] }, { frequencyPerDay: 1 });
  const targets = [balancesOf(consent), `/v1/accounts/${consent.resource(HOUSEHOLD)}`, balancesOf(consent, SAVINGS)];
  const outcomes: string[] = [];
  for (const target of targets) outcomes.push((await consent.get(target)).outcome);
  expect(outcomes).toEqual(expected);
  await other.close();
});

test('N-RTS-FRQ-101 a list counts as a list: an account that was read often enough stays in it', async () => {
  const consent = await give({ frequencyPerDay: 1 });
  expect(await readTimes(2, consent, balancesOf(consent))).toEqual(['200', '429 ACCESS_EXCEEDED']);
  expect((await consent.get('/v1/accounts')).body.accounts.length).toBe(2);
});
