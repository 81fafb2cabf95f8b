import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { checkImport } from '../domain/check-import.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { type Authority, isSameRegistration, type Registration } from '../domain/register.ts';
import { findRegistration, listAuthorities, saveAuthority } from '../store/registrations.ts';
import { saveChange } from './change-registration.ts';
import type { Qtsp } from './qtsp.ts';

export interface Register {
  readonly authorities: readonly Authority[];
  readonly registrations: readonly Registration[];
}

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Serial numbers of certificates that were revoked, since they carried what is no longer granted. */
  readonly revoked: readonly string[];
}

/** Brings authorities and entries in, all or nothing. An authority brings in its own only. */
export function importRegister(
  qtsp: Qtsp,
  caller: CallerOf<'operator' | 'nca'>,
  register: Register,
): Promise<Outcome<ImportOutcome, 'not-of-this-authority' | 'request-refused'>> {
  const foreign = findForeign(caller, register);
  if (foreign !== undefined)
    return Promise.resolve(failed('not-of-this-authority', `${foreign} is another authority.`));
  return qtsp.database.transaction(async (trx) => {
    const known = new Set((await listAuthorities(trx)).map(({ ncaId }) => ncaId));
    const refusals = checkImport(register, known);
    if (refusals.length > 0) return refused(refusals);
    for (const authority of register.authorities) await saveAuthority(trx, authority);
    const tally = { added: 0, changed: 0, unchanged: 0 };
    const revoked: string[] = [];
    for (const registration of register.registrations) {
      const before = await findRegistration(trx, registration.organizationIdentifier);
      const what = before === undefined ? 'added' : isSameRegistration(before, registration) ? 'unchanged' : 'changed';
      tally[what] += 1;
      const body = { status: registration.status, roles: listRoles(registration) };
      const entry = { kind: `registration-${what}`, actor: nameCaller(caller), body };
      revoked.push(...(await saveChange(trx, qtsp, before, registration, entry)));
    }
    return done({ ...tally, revoked });
  });
}

function findForeign(caller: CallerOf<'operator' | 'nca'>, register: Register): string | undefined {
  if (caller.kind === 'operator') return undefined;
  const named = [...register.authorities, ...register.registrations].map(({ ncaId }) => ncaId);
  return named.find((ncaId) => ncaId !== caller.ncaId);
}

const listRoles = ({ roles }: Registration) => roles.map(({ role, countries }) => `${role} ${countries.join(' ')}`);
