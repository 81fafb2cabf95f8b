import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** List, details and balances; resolves with the id of the account whose entries are read. */
export async function readAccounts(scene: Scene, tpp: Tpp, consentId: string): Promise<string> {
  const { recorder } = scene;
  const headers = { 'Consent-ID': consentId };
  const [account] = await readAccountList(scene, tpp, consentId);
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

export async function readAccountList({ recorder }: Scene, tpp: Tpp, consentId: string) {
  const list = await recorder.call(
    'getAccountList',
    () => tpp.getAccountList({ headers: { 'Consent-ID': consentId } }),
    (result) => (result.status === 200 ? describeAll(result.body.accounts) : ''),
  );
  return expectStatus(list, 200).body.accounts;
}

function describeAll([first, ...others]: readonly Schemas['accountDetails'][]): string {
  if (first === undefined) return 'none';
  return others.length === 0 ? describe(first) : `${describe(first)}, and ${others.length} more`;
}

const describe = ({ product, currency }: Schemas['accountDetails']) => `${product ?? 'account'} in ${currency}`;

function describeBalances([first, ...others]: readonly Schemas['balance'][]): string {
  if (first === undefined) return 'none';
  const { balanceAmount, balanceType } = first;
  return `${balanceType} ${balanceAmount.amount} ${balanceAmount.currency}, and ${others.length} more`;
}
