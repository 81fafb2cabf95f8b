import type { OperationId, Part } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import { createChequeHandler } from './cheques/cheque-handler.ts';
import type { ResourceServerDeps } from './deps.ts';
import { createAccountHandlers } from './http/account-handlers.ts';
import { createCardAccountHandlers } from './http/card-account-handlers.ts';
import { createConsentGuard } from './http/consent-guard.ts';
import { returnFailedUses } from './http/return-failed-uses.ts';
import {
  createReadingOf,
  createTransactionHandlers,
  offersTransactions,
  prepareTransactions,
} from './transactions/index.ts';

/**
 * All that is read of accounts, each read by the consent that opens it. Makes its tables if they are not there. TypeError
 * where the profile offers what core banking does not have.
 */
export async function createResourceServer(deps: ResourceServerDeps): Promise<Part> {
  const handlers = {
    ...createAccountHandlers(deps),
    ...createCardAccountHandlers(deps),
    ...createTransactionHandlers(deps),
    ...createChequeHandler(deps),
  };
  await prepareTransactions(deps.database);
  return {
    handlers: returnFailedUses(handlers, deps),
    consent: createConsentGuard(deps, createReadingOf(deps)),
    offers: (operationId) =>
      offersCardAccounts(deps.profile, operationId) && offersTransactions(deps.profile, operationId),
  };
}

const CARD_OPERATIONS: ReadonlySet<OperationId> = new Set<OperationId>([
  'getCardAccountList',
  'readCardAccountDetails',
  'getCardAccountBalances',
  'getCardAccountTransactionList',
]);

function offersCardAccounts({ services }: BankProfile, operationId: OperationId): boolean {
  return services.cardAccounts || !CARD_OPERATIONS.has(operationId);
}
