import type { Transaction } from '@openxs2a/store';
import type { Registration } from '../domain/register.ts';
import { isNoLongerGranted } from '../domain/revoking.ts';
import { listUnrevoked } from '../store/certificates.ts';
import type { Qtsp } from './qtsp.ts';
import { revoke } from './revoke.ts';

/** Revokes what a party's certificates say and its registration no longer bears out. Gives their serial numbers. */
export async function revokeUngranted(
  trx: Transaction,
  qtsp: Qtsp,
  registration: Registration,
): Promise<readonly string[]> {
  const now = qtsp.clock();
  const certificates = await listUnrevoked(trx, registration.organizationIdentifier, now);
  const ungranted = certificates.filter((certificate) => isNoLongerGranted(certificate, registration));
  const revocation = { revokedAt: now, reason: 'privilegeWithdrawn', by: 'register' } as const;
  return revoke(trx, qtsp, ungranted, revocation, { actor: 'register' });
}
