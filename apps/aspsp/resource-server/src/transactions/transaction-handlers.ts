import type { Handlers, OperationId } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import type { ResourceServerDeps } from '../deps.ts';
import { listCardTransactions } from './list-card-transactions.ts';
import { listTransactions } from './list-transactions.ts';
import { readTransaction } from './read-transaction.ts';
import { createReportSetting } from './setting.ts';

export type TransactionHandlers = Pick<
  Handlers,
  'getTransactionList' | 'getTransactionDetails' | 'getCardAccountTransactionList'
>;

/** Entries of accounts and card accounts. The tables of `prepareTransactions` have to be there. */
export function createTransactionHandlers(deps: ResourceServerDeps): TransactionHandlers {
  const setting = createReportSetting(deps);
  return {
    getTransactionList: (request, context) => listTransactions(setting, request, context),
    getTransactionDetails: (request, context) => readTransaction(setting, request, context),
    getCardAccountTransactionList: (request, context) => listCardTransactions(setting, request, context),
  };
}

/** Details are of entries of JSON reports (Guidelines 1.3.8, 6.5.5): a bank without these does not offer them. */
export function offersTransactions({ transactions }: BankProfile, operationId: OperationId): boolean {
  return operationId !== 'getTransactionDetails' || transactions.formats.includes('json');
}
