import { answerHeaders, grantOf, type Handlers } from '@openxs2a/edge';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ResourceServerDeps } from '../deps.ts';
import { isCard } from '../domain/opened-account.ts';
import { loadOpened, loadOpenedAccount } from '../reads/load-accounts.ts';
import { loadAccountWithBalances, loadBalancesBeside } from '../reads/load-balances.ts';
import { renderBalances, renderCardAccountDetails } from '../render/account-details.ts';
import { referenceOf } from '../render/account-reference.ts';
import { pickKnown } from '../render/known.ts';
import { toDetailsSetting } from './details-setting.ts';

type CardAccountHandlers = Pick<Handlers, 'getCardAccountList' | 'readCardAccountDetails' | 'getCardAccountBalances'>;

/** Card accounts: the list, one of them, its balances (Guidelines 1.3.8, 6.6.1 to 6.6.3). */
export function createCardAccountHandlers(deps: Pick<ResourceServerDeps, 'core' | 'profile'>): CardAccountHandlers {
  const setting = toDetailsSetting(deps.profile);
  return {
    async getCardAccountList(_request, context) {
      const grant = grantOf(context);
      const { accounts } = await loadOpened(deps, grant);
      const listed = accounts.filter(isCard);
      // lists of cards have no `withBalance`: a consent to a list with balances asks for them by itself
      const beside = await loadBalancesBeside(deps, listed, grant.model === 'availableAccountsWithBalance');
      const cardAccounts = listed.map((opened) =>
        renderCardAccountDetails(opened, beside.get(opened.account.id), setting),
      );
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { cardAccounts } };
    },
    async readCardAccountDetails(_request, context) {
      const { opened } = await loadOpenedAccount(deps, grantOf(context), isCard);
      const cardAccount = renderCardAccountDetails(opened, undefined, setting);
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body: { cardAccount } };
    },
    async getCardAccountBalances(_request, context) {
      const { account, balances } = await loadAccountWithBalances(deps, grantOf(context), isCard);
      const body = pickKnown<Schemas['readCardAccountBalanceResponse-200']>({
        cardAccount: referenceOf(account),
        // what the sign of a debt is, where it is not that of all other accounts
        debitAccounting: account.debitAccounting,
        balances: renderBalances(account, balances),
      });
      return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
    },
  };
}
