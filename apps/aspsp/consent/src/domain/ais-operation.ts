import type { AccountRight, GrantedAccount } from '../consent.ts';

/** Reads that need a consent, by the `operationId` of the interface. */
export const AIS_OPERATIONS = {
  getAccountList: { kind: 'account', rights: undefined, followsUp: false },
  readAccountDetails: { kind: 'account', rights: ['details'], followsUp: false },
  getBalances: { kind: 'account', rights: ['details', 'balances'], followsUp: false },
  getTransactionList: { kind: 'account', rights: ['details', 'transactions'], followsUp: false },
  getTransactionDetails: { kind: 'account', rights: ['details', 'transactions'], followsUp: true },
  getCheques: { kind: 'account', rights: ['details', 'transactions'], followsUp: false },
  getCardAccountList: { kind: 'card', rights: undefined, followsUp: false },
  readCardAccountDetails: { kind: 'card', rights: ['details'], followsUp: false },
  getCardAccountBalances: { kind: 'card', rights: ['details', 'balances'], followsUp: false },
  getCardAccountTransactionList: { kind: 'card', rights: ['details', 'transactions'], followsUp: false },
} as const satisfies Readonly<Record<string, OperationRule>>;

export type AisOperation = keyof typeof AIS_OPERATIONS;

export interface OperationRule {
  readonly kind: GrantedAccount['kind'];
  /** What it needs of its account; undefined for a list, which every valid consent opens. */
  readonly rights: readonly EndpointRight[] | undefined;
  /** Whether it reads on in a report that was read before. */
  readonly followsUp: boolean;
}

/** The rights that open an endpoint by themselves. */
export type EndpointRight = Extract<AccountRight, 'details' | 'balances' | 'transactions'>;

export function isAisOperation(operationId: string): operationId is AisOperation {
  return Object.hasOwn(AIS_OPERATIONS, operationId);
}

export function ruleOf(operation: AisOperation): OperationRule {
  return AIS_OPERATIONS[operation];
}

/** Whether an account of a consent may be read so. */
export function opens(account: Pick<GrantedAccount, 'kind' | 'rights'>, operation: AisOperation): boolean {
  const { kind, rights = [] } = ruleOf(operation);
  return account.kind === kind && rights.every((right) => account.rights.includes(right));
}
