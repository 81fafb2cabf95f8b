import { type Queryable, sql } from '@openxs2a/store';

/** Remembers that it was authorised by OAuth; again is harmless. */
export async function insertResource(db: Queryable, scope: string, now: Date): Promise<void> {
  await db.run(sql`INSERT INTO oauth_resource (scope, authorised_at) VALUES (${scope}, ${now.getTime()})
    ON CONFLICT (scope) DO NOTHING`);
}

export async function hasResource(db: Queryable, scope: string): Promise<boolean> {
  return (await db.first(sql`SELECT scope FROM oauth_resource WHERE scope = ${scope}`)) !== undefined;
}

export async function deleteResource(db: Queryable, scope: string): Promise<void> {
  await db.run(sql`DELETE FROM oauth_resource WHERE scope = ${scope}`);
}
