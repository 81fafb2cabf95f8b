import type { Transaction } from '@openxs2a/store';
import type { Json } from '@openxs2a/store/log';
import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { done, failed, type Outcome, type ProblemCode } from '../domain/outcome.ts';
import { isSameRegistration, type Registration } from '../domain/register.ts';
import { findRegistration, type StoredRegistration, saveRegistration } from '../store/registrations.ts';
import type { Qtsp } from './qtsp.ts';
import { revokeUngranted } from './revoke-ungranted.ts';

/** What the log is told of a change; whose entry it is, it is told by whoever writes it. */
export interface ChangeEntry {
  readonly kind: string;
  readonly actor?: string;
  readonly body: Readonly<Record<string, Json>>;
}

export interface RegistrationChange {
  readonly registration: StoredRegistration;
  /** Serial numbers of certificates that were revoked, since they carried what is gone. */
  readonly revoked: readonly string[];
}

/** Changes an entry of the authority's own register, and revokes with it whatever it no longer bears out. */
export async function changeRegistration<Code extends ProblemCode>(
  trx: Transaction,
  qtsp: Qtsp,
  caller: CallerOf<'nca'>,
  organizationIdentifier: string,
  change: (before: StoredRegistration) => Outcome<Registration, Code>,
  entry: ChangeEntry,
): Promise<Outcome<RegistrationChange, Code | 'not-found' | 'not-of-this-authority'>> {
  const before = await findRegistration(trx, organizationIdentifier);
  if (before === undefined) return failed('not-found');
  if (before.ncaId !== caller.ncaId)
    return failed('not-of-this-authority', `${organizationIdentifier} is supervised by ${before.ncaId}.`);
  const changed = change(before);
  if (!changed.done) return changed;
  const actor = nameCaller(caller);
  const revoked = await saveChange(trx, qtsp, before, changed.value, { ...entry, actor });
  return done({ registration: (await findRegistration(trx, organizationIdentifier)) ?? before, revoked });
}

/** Writes an entry that differs from before, and puts it on record. Either way, what it does not bear out is revoked. */
export async function saveChange(
  trx: Transaction,
  qtsp: Qtsp,
  before: Registration | undefined,
  changed: Registration,
  { body, ...entry }: ChangeEntry,
): Promise<readonly string[]> {
  if (before === undefined || !isSameRegistration(before, changed)) {
    await saveRegistration(trx, changed, qtsp.clock());
    const { organizationIdentifier: subject, ncaId } = changed;
    await qtsp.journal.append(trx, { ...entry, subject, body: { ...body, ncaId } });
  }
  return revokeUngranted(trx, qtsp, changed);
}
