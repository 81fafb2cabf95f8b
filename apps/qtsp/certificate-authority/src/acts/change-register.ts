import type { PspRole } from '@openxs2a/certificates';
import type { Transaction } from '@openxs2a/store';
import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { isSameRegistration, type Registration, withoutRole, withRole } from '../domain/register.ts';
import { findRegistration, type StoredRegistration, saveRegistration } from '../store/registrations.ts';
import type { JournalEntry, Qtsp } from './qtsp.ts';
import { revokeUngranted } from './revoke-ungranted.ts';

export interface RegisterChange {
  readonly registration: StoredRegistration;
  /** Serial numbers of certificates that were revoked, since they carried what is gone. */
  readonly revoked: readonly string[];
}

/** What an authority may do to an entry of its own. */
export type RegisterAction = { readonly comment?: string } & (
  | { readonly kind: 'withdraw-authorisation'; readonly status: 'withdrawn' | 'suspended' }
  | { readonly kind: 'restore-authorisation' }
  | { readonly kind: 'withdraw-role'; readonly role: PspRole; readonly countries?: readonly string[] }
  | { readonly kind: 'restore-role'; readonly role: PspRole; readonly countries?: readonly string[] }
);

/** Changes an entry of the authority's own register, and revokes with it whatever it no longer bears out. */
export function changeRegister(
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  organizationIdentifier: string,
  action: RegisterAction,
): Promise<Outcome<RegisterChange>> {
  return qtsp.database.transaction((trx) => changeRegisterIn(trx, qtsp, caller, organizationIdentifier, action));
}

/** The same as part of something larger. */
export async function changeRegisterIn(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  organizationIdentifier: string,
  action: RegisterAction,
): Promise<Outcome<RegisterChange>> {
  const before = await findRegistration(trx, organizationIdentifier);
  if (before === undefined) return failed('not-found');
  if (before.ncaId !== caller.ncaId)
    return failed('not-of-this-authority', `${organizationIdentifier} is supervised by ${before.ncaId}.`);
  const changed = applyAction(before, action);
  if (changed === undefined) return failed('status-conflict', 'Without the role at home there are no passports.');
  const { kind, comment, ...particulars } = action;
  const body = { by: nameCaller(caller), comment: comment ?? null, ...particulars };
  const revoked = await saveChange(trx, qtsp, before, changed, { kind: TOLD[kind], body });
  return done({ registration: (await findRegistration(trx, organizationIdentifier)) ?? before, revoked });
}

const TOLD = {
  'withdraw-authorisation': 'authorisation-withdrawn',
  'restore-authorisation': 'authorisation-restored',
  'withdraw-role': 'role-withdrawn',
  'restore-role': 'role-restored',
} as const;

function applyAction(registration: StoredRegistration, action: RegisterAction): Registration | undefined {
  switch (action.kind) {
    case 'withdraw-authorisation':
      return { ...registration, status: action.status };
    case 'restore-authorisation':
      return { ...registration, status: 'active' };
    case 'withdraw-role':
      return withoutRole(registration, action.role, action.countries);
    case 'restore-role':
      return withRole(registration, action.role, action.countries);
    default:
      throw new TypeError(`unknown action ${action satisfies never}`);
  }
}

/** Writes an entry that differs from before; one that does not is left alone, but what it does not bear out is revoked. */
export async function saveChange(
  trx: Transaction,
  qtsp: Qtsp,
  before: Registration | undefined,
  changed: Registration,
  entry: JournalEntry,
): Promise<readonly string[]> {
  if (before === undefined || !isSameRegistration(before, changed)) {
    await saveRegistration(trx, changed, qtsp.clock());
    const body = { ncaId: changed.ncaId, ...entry.body };
    await qtsp.journal.append(trx, { ...entry, subject: changed.organizationIdentifier, body });
  }
  return revokeUngranted(trx, qtsp, changed);
}
