import type { Handlers } from '@openxs2a/xs2a/server';
import type { Right } from '../bank/access.ts';
import type { Account } from '../bank/accounts.ts';
import type { Bank } from '../bank/bank.ts';
import { headersFor } from './consent-handlers.ts';
import { type CallContext, consentOf } from './context.ts';
import { fault } from './fault.ts';
import { toAccountDetails, toBalances, toReference } from './render.ts';

type AccountHandlers = Pick<Handlers<CallContext>, 'getAccountList' | 'readAccountDetails' | 'getBalances'>;

export function createAccountHandlers(bank: Bank): AccountHandlers {
  return {
    getAccountList(_request, context) {
      const consent = consentOf(context);
      const accounts = bank.listAccounts(consent).map((account) => toAccountDetails(bank, consent, account));
      return { status: 200, type: 'application/json', headers: headersFor(context), body: { accounts } };
    },
    readAccountDetails({ path }, context) {
      const account = findAccount(bank, context, 'accounts', path['account-id']);
      if ('status' in account) return account;
      const body = { account: toAccountDetails(bank, consentOf(context), account) };
      return { status: 200, type: 'application/json', headers: headersFor(context), body };
    },
    getBalances({ path }, context) {
      const account = findAccount(bank, context, 'balances', path['account-id']);
      if ('status' in account) return account;
      const balances = toBalances(account, bank.listEntries(account));
      const body = { account: toReference(account), balances };
      return { status: 200, type: 'application/json', headers: headersFor(context), body };
    },
  };
}

/** The account, where the consent grants the right on it. */
export function findAccount(bank: Bank, context: CallContext, right: Right, resourceId: string) {
  const account: Account | undefined = bank.findAccount(resourceId);
  if (account === undefined) return fault(context, 404, 'RESOURCE_UNKNOWN', 'There is no such account.', 'account-id');
  if (bank.isGranted(consentOf(context), right, resourceId)) return account;
  return fault(context, 401, 'CONSENT_INVALID', `The consent grants no ${right} on this account.`);
}
