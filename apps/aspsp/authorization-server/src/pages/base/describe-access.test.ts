import { expect, test } from 'vitest';
import { describeAccess, describeAccountAccess } from './describe-access.ts';

const ACCOUNTS = 'the accounts with their names and numbers';
const OWNER = 'the name of the account owner';
const PAYEES = 'the list of trusted payees';
const IBAN = { iban: 'DE02120300000000202051' };

test.each([
  ['balances alone, which are of known accounts', { balances: [IBAN] }, [ACCOUNTS, 'balances']],
  ['accounts', { accounts: [IBAN] }, [ACCOUNTS]],
  ['a bank offered consent', { balances: [], transactions: [] }, [ACCOUNTS, 'balances', 'transactions']],
  [
    'names and payees',
    { accounts: [IBAN], additionalInformation: { ownerName: [IBAN], trustedBeneficiaries: [IBAN] } },
    [ACCOUNTS, OWNER, PAYEES],
  ],
  ['everything', { allPsd2: 'allAccounts' }, [ACCOUNTS, 'balances', 'transactions', PAYEES]],
  [
    'everything with names',
    { allPsd2: 'allAccountsWithOwnerName' },
    [ACCOUNTS, 'balances', 'transactions', PAYEES, OWNER],
  ],
  ['a list', { availableAccounts: 'allAccounts' }, [ACCOUNTS]],
  ['a list with names', { availableAccounts: 'allAccountsWithOwnerName' }, [ACCOUNTS, OWNER]],
  ['a list with balances', { availableAccountsWithBalance: 'allAccounts' }, [ACCOUNTS, 'balances']],
] as const)('%s is told in words', (_, access, kinds) => {
  expect(describeAccess(structuredClone(access) as object).kinds).toEqual(kinds);
});

test('of each named account stands there what is read of it', () => {
  const other = { iban: 'DE89370400440532013000' };
  const access = { balances: [IBAN], transactions: [other], additionalInformation: { ownerName: [IBAN] } };
  const of = (iban: string) =>
    describeAccountAccess(access, (reference) => 'iban' in reference && reference.iban === iban);
  expect(of(IBAN.iban)).toEqual(['balances', OWNER]);
  expect(of(other.iban)).toEqual(['transactions']);
});
