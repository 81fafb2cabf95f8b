import type { OperationDescriptor } from '@openxs2a/runtime/server';

/** The services whose codes differ (Guidelines 1.3.8, 14.11): signing baskets are SBS, verification of party VOP. */
export const SERVICES = ['AIS', 'PIS', 'PIIS', 'SBS', 'VOP'] as const;
export type Service = (typeof SERVICES)[number];

/** The segment after the version, as the interface writes it; what begins with no known one is no known service. */
const BY_SEGMENT: Readonly<Record<string, Service>> = {
  accounts: 'AIS',
  'card-accounts': 'AIS',
  consents: 'AIS',
  'trusted-beneficiaries': 'AIS',
  'bulk-payments': 'PIS',
  '{payment-service}': 'PIS',
  'funds-confirmations': 'PIIS',
  'signing-baskets': 'SBS',
  '{party-verification-endpoint}': 'VOP',
  '{bulk-party-verification-endpoint}': 'VOP',
};

/** Below payments, and yet with codes and errors of its own. */
const VOP_ENDING = '/creditor-confirmation';

/** The service of an operation, by its path. Undefined where there is no operation, or one of no known service. */
export function serviceOf(operation: Pick<OperationDescriptor, 'path'> | undefined): Service | undefined {
  if (operation === undefined) return undefined;
  if (operation.path.endsWith(VOP_ENDING)) return 'VOP';
  const segment = operation.path.split('/')[2] ?? '';
  return Object.hasOwn(BY_SEGMENT, segment) ? BY_SEGMENT[segment] : undefined;
}
