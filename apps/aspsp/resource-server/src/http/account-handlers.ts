import { answerHeaders, grantOf, type Handlers } from '@openxs2a/edge';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ResourceServerDeps } from '../deps.ts';
import { isPayment } from '../domain/opened-account.ts';
import { loadOpened, loadOpenedAccount } from '../reads/load-accounts.ts';
import { loadAccountWithBalances, loadBalancesBeside } from '../reads/load-balances.ts';
import { renderAccountDetails, renderBalances } from '../render/account-details.ts';
import { referenceOf } from '../render/account-reference.ts';
import { pickKnown } from '../render/known.ts';
import { toDetailsSetting } from './details-setting.ts';

type AccountHandlers = Pick<Handlers, 'getAccountList' | 'readAccountDetails' | 'getBalances'>;

/** Payment accounts: the list, one of them, its balances (Guidelines 1.3.8, 6.5.1 to 6.5.3). */
export function createAccountHandlers(deps: Pick<ResourceServerDeps, 'core' | 'profile'>): AccountHandlers {
  const setting = toDetailsSetting(deps.profile);
  return {
    async getAccountList({ query }, context) {
      const { psu, accounts } = await loadOpened(deps, grantOf(context));
      const listed = accounts.filter(isPayment);
      const beside = await loadBalancesBeside(deps, listed, query?.withBalance);
      const rendered = listed.map((opened) =>
        renderAccountDetails(opened, { psu, balances: beside.get(opened.account.id) }, setting),
      );
      const body = { accounts: rendered };
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
    },
    async readAccountDetails({ query }, context) {
      const { psu, opened } = await loadOpenedAccount(deps, grantOf(context), isPayment);
      const beside = await loadBalancesBeside(deps, [opened], query?.withBalance);
      const balances = beside.get(opened.account.id);
      const account = renderAccountDetails(opened, { psu, balances }, setting);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { account } };
    },
    async getBalances(_request, context) {
      const { account, balances } = await loadAccountWithBalances(deps, grantOf(context), isPayment);
      const body = pickKnown<Schemas['readAccountBalanceResponse-200']>({
        account: referenceOf(account),
        balances: renderBalances(account, balances),
      });
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
    },
  };
}
