import type { Transaction } from '@openxs2a/store';
import type { CallerOf } from '../domain/caller.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { type Registration, withRole } from '../domain/register.ts';
import { changeRegistration, type RegistrationChange } from './change-registration.ts';
import type { Qtsp } from './qtsp.ts';
import type { AuthorisationWithdrawal, RoleWithdrawal } from './withdraw.ts';

/** Makes an authorisation active again. What was revoked stays so. */
export function restoreAuthorisation(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  { organizationIdentifier, comment = '' }: Omit<AuthorisationWithdrawal, 'status'>,
): Promise<Outcome<RegistrationChange, 'not-found' | 'not-of-this-authority'>> {
  const entry = { kind: 'authorisation-restored', body: { comment } };
  const change = (before: Registration) => done({ ...before, status: 'active' as const });
  return changeRegistration(trx, qtsp, caller, organizationIdentifier, change, entry);
}

/** Gives a role, or gives it back; at home, if no countries are named. */
export function restoreRole(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  { organizationIdentifier, role, countries, comment = '' }: RoleWithdrawal,
): Promise<Outcome<RegistrationChange, 'not-found' | 'not-of-this-authority' | 'status-conflict'>> {
  const entry = { kind: 'role-restored', body: { role, countries: countries ?? null, comment } };
  const change = (before: Registration): Outcome<Registration, 'status-conflict'> => {
    const changed = withRole(before, role, countries);
    return changed === undefined
      ? failed('status-conflict', `Without ${role} in ${before.country} there are no passports.`)
      : done(changed);
  };
  return changeRegistration(trx, qtsp, caller, organizationIdentifier, change, entry);
}
