import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** List, details and balances; resolves with the id of the account whose entries are read. */
export async function readAccounts({ recorder }: Scene, tpp: Tpp, consentId: string): Promise<string> {
  const headers = { 'Consent-ID': consentId };
  const list = await recorder.call(
    'getAccountList',
    () => tpp.getAccountList({ headers }),
    (result) => (result.status === 200 ? result.body.accounts.map(describe).join(', ') : ''),
  );
  const [account] = expectStatus(list, 200).body.accounts;
  const path = { 'account-id': account?.resourceId ?? '' };
  const details = await recorder.call(
    'readAccountDetails',
    () => tpp.readAccountDetails({ path, headers }),
    (result) => (result.status === 200 ? `${describe(result.body.account)}, ${result.body.account.status}` : ''),
  );
  expectStatus(details, 200);
  const balances = await recorder.call(
    'getBalances',
    () => tpp.getBalances({ path, headers }),
    (result) => (result.status === 200 ? describeBalances(result.body.balances) : ''),
  );
  expectStatus(balances, 200);
  return path['account-id'];
}

const describe = ({ product, currency }: Schemas['accountDetails']) => `${product ?? 'account'} in ${currency}`;

function describeBalances([first, ...others]: readonly Schemas['balance'][]): string {
  if (first === undefined) return 'none';
  const { balanceAmount, balanceType } = first;
  return `${balanceType} ${balanceAmount.amount} ${balanceAmount.currency}, and ${others.length} more`;
}
