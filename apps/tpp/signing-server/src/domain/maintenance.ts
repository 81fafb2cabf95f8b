import type { CertificateRecord, KeyRecord } from './certificate.ts';
import type { Order } from './order.ts';

export interface MaintenancePolicy {
  /** How long before its end a certificate is renewed, with a new key. Milliseconds. */
  readonly renewBefore: number;
  /** How long a key is kept after its last certificate was retired. Milliseconds. */
  readonly keepRetired: number;
  /** Whether there is a QTSP that can be asked without a person. */
  readonly canAsk: boolean;
}

export interface Holdings {
  readonly orders: readonly Order[];
  readonly keys: readonly KeyRecord[];
  readonly certificates: readonly CertificateRecord[];
}

export type MaintenanceTask =
  | { readonly task: 'carry-out'; readonly orderId: string }
  | { readonly task: 'activate'; readonly fingerprint: string }
  | { readonly task: 'destroy'; readonly keyName: string }
  | { readonly task: 'rotate' };

/** After a renewal was refused, or given up, by how much the next one waits. */
const RETRY_AFTER = 24 * 3_600_000;

/** What the server has to do by itself now. Each task can be done twice without harm. */
export function planMaintenance(holdings: Holdings, policy: MaintenancePolicy, now: Date): readonly MaintenanceTask[] {
  const { orders, keys, certificates } = holdings;
  const due = certificates
    .filter(({ state, certificate }) => state === 'ready' && certificate.notBefore <= now)
    .sort((a, b) => a.installedAt.getTime() - b.installedAt.getTime());
  return [
    ...orders.filter(({ state }) => state === 'open').map(({ id }) => ({ task: 'carry-out', orderId: id }) as const),
    ...due.map(({ certificate }) => ({ task: 'activate', fingerprint: certificate.fingerprint }) as const),
    ...keys
      .filter((key) => isToBeDestroyed(key, holdings, policy, now))
      .map(({ name }) => ({ task: 'destroy', keyName: name }) as const),
    ...(isRotationDue(holdings, policy, now) ? [{ task: 'rotate' } as const] : []),
  ];
}

/** A key of no use: neither ordered for, nor certified, nor retired so lately that one might want it back. */
function isToBeDestroyed(
  { name, destroyedAt }: KeyRecord,
  { orders, certificates }: Holdings,
  { keepRetired }: MaintenancePolicy,
  now: Date,
): boolean {
  if (destroyedAt !== undefined) return false;
  if (orders.some(({ state, keyName }) => state === 'open' && keyName === name)) return false;
  return certificates
    .filter(({ keyName }) => keyName === name)
    .every(({ state, changedAt }) => {
      if (state === 'active' || state === 'ready') return false;
      return now.getTime() - changedAt.getTime() >= keepRetired;
    });
}

function isRotationDue({ orders, certificates }: Holdings, policy: MaintenancePolicy, now: Date): boolean {
  const active = certificates.find(({ state }) => state === 'active')?.certificate;
  if (!policy.canAsk || active === undefined) return false;
  if (active.notAfter.getTime() - now.getTime() > policy.renewBefore) return false;
  if (certificates.some(({ state }) => state === 'ready')) return false;
  return !orders.some(({ wish, state, createdAt }) => {
    if (wish.action !== 'renew' || wish.serialNumber !== active.serialNumber) return false;
    return state === 'open' || now.getTime() - createdAt.getTime() < RETRY_AFTER;
  });
}
