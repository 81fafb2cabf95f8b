import { CoreBankingError } from '@openxs2a/core-banking';
import { expect, test } from 'vitest';
import { giveConsent, HOUSEHOLD, nameOf, openReadBank, type ReadBank, type TestConsent } from '../bank.fixture.ts';

const outage = async (): Promise<never> => {
  throw new CoreBankingError('ERR_CORE_UNAVAILABLE', 'The test system is down.');
};

/** A bank, and a consent by which each read may be made once. */
async function open(recurringIndicator = true): Promise<[ReadBank, TestConsent]> {
  const bank = await openReadBank();
  const given = { frequencyPerDay: 1, recurringIndicator };
  return [bank, await giveConsent(bank, { balances: [await nameOf(bank, HOUSEHOLD)] }, given)];
}

test.each([
  ['recurring', 'listAccounts', ''],
  ['recurring', 'listBalances', '/balances'],
  ['recurring', 'findPsuById', '/balances'],
  ['one-off', 'listAccounts', ''],
  ['one-off', 'listBalances', '/balances'],
] as const)(
  'RTS-FRQ-009 a read that failed does not count, the next one is answered: %s, %s',
  async (kind, method, below) => {
    const [bank, consent] = await open(kind === 'recurring');
    const target = `/v1/accounts/${consent.resource(HOUSEHOLD)}${below}`;
    const working = bank.asked[method];
    Object.assign(bank.asked, { [method]: outage });
    for (let count = 0; count < 3; count += 1) expect((await consent.get(target)).outcome).toBe('503');
    expect(bank.errors).toEqual([]);
    Object.assign(bank.asked, { [method]: working });
    expect((await consent.get(target)).outcome).toBe('200');
    expect((await consent.get(target)).outcome).toBe('429 ACCESS_EXCEEDED');
    await bank.close();
  },
);

test('RTS-FRQ-009 a list of which one balance fails is given back as a whole', async () => {
  const [bank, consent] = await open();
  const { listBalances } = bank.asked;
  bank.asked.listBalances = outage;
  expect((await consent.get('/v1/accounts?withBalance=true')).outcome).toBe('503');
  bank.asked.listBalances = listBalances;
  expect((await consent.get('/v1/accounts?withBalance=true')).outcome).toBe('200');
  await bank.close();
});

test('RTS-FRQ-009 a request that is malformed does not count', async () => {
  const [bank, consent] = await open();
  for (const [target, headers] of [
    ['/v1/accounts?withBalance=yes', {}],
    ['/v1/accounts', { 'x-request-id': 'abc' }],
    ['/v1/accounts', { 'psu-geo-location': 'somewhere' }],
  ] as const)
    expect((await consent.get(target, headers)).outcome).toBe('400 FORMAT_ERROR');
  expect((await consent.get('/v1/accounts')).outcome).toBe('200');
  await bank.close();
});

test('that a read was made, given back and refused is on record', async () => {
  const [bank, consent] = await open();
  bank.asked.listAccounts = outage;
  await consent.get('/v1/accounts');
  const { records } = await bank.consents.audit({ tppId: consent.tppId });
  expect(records.map(({ kind }) => kind).slice(-3)).toEqual([
    'consent-used',
    'consent-use-returned',
    'request-refused',
  ]);
  await bank.close();
});

test('an error that nobody foresaw is a 500 that says nothing, and is given back, too', async () => {
  const [bank, consent] = await open();
  const { listAccounts } = bank.asked;
  const error = new Error('DE12999999990000000101');
  bank.asked.listAccounts = () => Promise.reject(error);
  const answer = await consent.get('/v1/accounts');
  expect([answer.status, answer.text]).toEqual([500, '']);
  expect(bank.errors).toEqual([error]);
  bank.asked.listAccounts = listAccounts;
  expect((await consent.get('/v1/accounts')).outcome).toBe('200');
  await bank.close();
});

test('where a read cannot be given back, the TPP still hears why it failed', async () => {
  const [bank, consent] = await open();
  bank.asked.listAccounts = async () => {
    await bank.close();
    return outage();
  };
  expect((await consent.get('/v1/accounts')).outcome).toBe('503');
  expect(bank.refusals.at(-1)?.reason).toBe('ERR_CORE_UNAVAILABLE');
});
