import { type Queryable, sql, type Transaction } from '@openxs2a/store';

/** Someone who uses the pages: of an authority, or of the operator where `ncaId` is absent. */
export interface Person {
  readonly name: string;
  readonly ncaId?: string;
  readonly passwordHash: string;
}

interface PersonRow {
  readonly name: string;
  readonly nca_id: string | null;
  readonly password_hash: string;
}

/** Replaces the password of a person who is there already. */
export async function savePerson(trx: Transaction, { name, ncaId, passwordHash }: Person, now: Date): Promise<void> {
  await trx.run(
    sql`INSERT INTO person (name, nca_id, password_hash, created_at)
        VALUES (${name}, ${ncaId ?? null}, ${passwordHash}, ${now.getTime()})
        ON CONFLICT (name) DO UPDATE SET nca_id = excluded.nca_id, password_hash = excluded.password_hash`,
  );
}

export async function findPerson(db: Queryable, name: string): Promise<Person | undefined> {
  const row = await db.first<PersonRow>(sql`SELECT name, nca_id, password_hash FROM person WHERE name = ${name}`);
  if (row === undefined) return undefined;
  const { nca_id: ncaId, password_hash: passwordHash } = row;
  return { name: row.name, passwordHash, ...(ncaId === null ? {} : { ncaId }) };
}

/** A session that was ended by its person counts for nothing, even with a copy of its cookie. */
export async function endSession(trx: Transaction, sessionId: string, expiresAt: Date, now: Date): Promise<void> {
  await trx.run(sql`DELETE FROM ended_session WHERE expires_at < ${now.getTime()}`);
  await trx.run(
    sql`INSERT INTO ended_session (session_id, expires_at) VALUES (${sessionId}, ${expiresAt.getTime()})
        ON CONFLICT (session_id) DO NOTHING`,
  );
}

export async function isSessionEnded(db: Queryable, sessionId: string): Promise<boolean> {
  return (await db.first(sql`SELECT session_id FROM ended_session WHERE session_id = ${sessionId}`)) !== undefined;
}
