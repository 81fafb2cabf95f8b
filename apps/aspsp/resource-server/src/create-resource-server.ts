import type { OperationId, Part } from '@openxs2a/edge';
import { createChequeHandler } from './cheques/cheque-handler.ts';
import type { ResourceServerDeps } from './deps.ts';
import { createAccountHandlers } from './http/account-handlers.ts';
import { createCardAccountHandlers } from './http/card-account-handlers.ts';
import { createConsentGuard } from './http/consent-guard.ts';
import { returnFailedUses } from './http/return-failed-uses.ts';

const CARD_OPERATIONS: ReadonlySet<OperationId> = new Set<OperationId>([
  'getCardAccountList',
  'readCardAccountDetails',
  'getCardAccountBalances',
  'getCardAccountTransactionList',
]);

/** Everything that is read of accounts, each read by a consent; what the profile does not offer is refused. */
export async function createResourceServer(deps: ResourceServerDeps): Promise<Part> {
  const handlers = { ...createAccountHandlers(deps), ...createCardAccountHandlers(deps), ...createChequeHandler(deps) };
  return {
    handlers: returnFailedUses(handlers, deps),
    consent: createConsentGuard(deps, () => ({})),
    offers: (operationId) => deps.profile.services.cardAccounts || !CARD_OPERATIONS.has(operationId),
  };
}
