import type { PspRole } from '@openxs2a/certificates';
import type { Transaction } from '@openxs2a/store';
import type { CallerOf } from '../domain/caller.ts';
import { done, type Outcome } from '../domain/outcome.ts';
import { withoutRole } from '../domain/register.ts';
import { changeRegistration, type RegistrationChange } from './change-registration.ts';
import type { Qtsp } from './qtsp.ts';

type Withdrawn = Promise<Outcome<RegistrationChange, 'not-found' | 'not-of-this-authority'>>;

export interface AuthorisationWithdrawal {
  readonly organizationIdentifier: string;
  readonly status: 'withdrawn' | 'suspended';
  readonly comment?: string;
}

export interface RoleWithdrawal {
  readonly organizationIdentifier: string;
  readonly role: PspRole;
  /** Everywhere, if none are named. */
  readonly countries?: readonly string[];
  readonly comment?: string;
}

/** Ends an authorisation, for good or for a time, and with it all certificates of the party. */
export function withdrawAuthorisation(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  { organizationIdentifier, status, comment = '' }: AuthorisationWithdrawal,
): Withdrawn {
  const entry = { kind: 'authorisation-withdrawn', body: { status, comment } };
  return changeRegistration(trx, qtsp, caller, organizationIdentifier, (before) => done({ ...before, status }), entry);
}

/** Takes a role away, and with it the certificates that carry it there. */
export function withdrawRole(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  { organizationIdentifier, role, countries, comment = '' }: RoleWithdrawal,
): Withdrawn {
  const entry = { kind: 'role-withdrawn', body: { role, countries: countries ?? null, comment } };
  const change = (before: Parameters<typeof withoutRole>[0]) => done(withoutRole(before, role, countries));
  return changeRegistration(trx, qtsp, caller, organizationIdentifier, change, entry);
}
