import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { CallerOf } from '../domain/caller.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { hashPassword, isPassword, UNKNOWN_PASSWORD } from '../domain/password.ts';
import type { Journal } from '../store/journal.ts';
import { findPerson, savePerson } from '../store/people.ts';

export type PersonCaller = CallerOf<'operator' | 'nca'>;

type People = {
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
};

/** Lets somebody use the pages, for the operator or for an authority; of one who may already, a new password. */
export async function enterPerson(
  { database, journal, clock, random }: People,
  { name, ncaId, password }: { readonly name: string; readonly ncaId?: string; readonly password: string },
): Promise<void> {
  const passwordHash = await hashPassword(password, random.bytes);
  await database.transaction(async (trx) => {
    await savePerson(trx, { name, passwordHash, ...(ncaId === undefined ? {} : { ncaId }) }, clock());
    await journal.append(trx, { kind: 'person-entered', subject: name, body: { ncaId: ncaId ?? null } });
  });
}

/** Who this is, if the password is right; it takes as long to find that it is not. Both are put on record. */
export async function signIn(
  { database, journal }: Pick<People, 'database' | 'journal'>,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Outcome<PersonCaller, 'credentials-refused'>> {
  const person = await findPerson(database, name);
  const isRight = await isPassword(password, person?.passwordHash ?? UNKNOWN_PASSWORD);
  const isSignedIn = person !== undefined && isRight;
  const kind = isSignedIn ? 'person-signed-in' : 'person-refused';
  // what was typed for a name may be a password
  const subject = person === undefined ? {} : { subject: person.name };
  await database.transaction((trx) =>
    journal.append(trx, { kind, ...subject, body: { ncaId: person?.ncaId ?? null } }),
  );
  return isSignedIn ? done(toCaller(person)) : failed('credentials-refused');
}

/** Who a session is of, as long as there is such a person. */
export async function findPersonCaller(database: Database, name: string): Promise<PersonCaller | undefined> {
  const person = await findPerson(database, name);
  return person && toCaller(person);
}

function toCaller({ name, ncaId }: { readonly name: string; readonly ncaId?: string }): PersonCaller {
  return ncaId === undefined ? { kind: 'operator', name } : { kind: 'nca', ncaId, name };
}
