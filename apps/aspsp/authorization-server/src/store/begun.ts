import { type Database, type Migration, migrate, type Queryable, sql, type Transaction } from '@openxs2a/store';
import type { ScaApproach } from '../domain/approach.ts';
import type { RedirectForm } from '../domain/redirect-form.ts';
import type { ReturnUris } from '../domain/return-address.ts';

/** What is authorised. */
export interface ResourceKey {
  readonly kind: 'consent';
  readonly resourceId: string;
}

/** How a resource is to be authorised, or one authorisation of it goes. */
export interface Begun {
  readonly approach: ScaApproach;
  /** Where it goes by redirect; stays what it was when the resource was created. */
  readonly form: RedirectForm;
  readonly uris: ReturnUris;
  readonly begunAt: Date;
  /** The bank's ids of the accounts that the PSU chose or agreed to. */
  readonly accounts: readonly string[] | undefined;
}

interface BegunRow {
  readonly approach: ScaApproach;
  readonly redirect_form: RedirectForm;
  readonly redirect_uri: string | null;
  readonly nok_redirect_uri: string | null;
  readonly begun_at: number;
  readonly accounts: string | null;
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-27-sca-approaches',
    statements: [
      // of the consent itself, the authorisation is ''
      sql`CREATE TABLE consent_sca_approach (
        consent_id TEXT NOT NULL,
        authorisation_id TEXT NOT NULL,
        approach TEXT NOT NULL,
        PRIMARY KEY (consent_id, authorisation_id)
      )`,
    ],
  },
  {
    id: '2026-11-29-begun-authorisations',
    statements: [
      // of the resource itself, the authorisation is ''
      sql`CREATE TABLE begun_authorisation (
        kind TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        authorisation_id TEXT NOT NULL,
        approach TEXT NOT NULL,
        redirect_uri TEXT,
        nok_redirect_uri TEXT,
        begun_at BIGINT NOT NULL,
        accounts TEXT,
        PRIMARY KEY (kind, resource_id, authorisation_id)
      )`,
      sql`CREATE UNIQUE INDEX begun_authorisation_by_id ON begun_authorisation (authorisation_id)
        WHERE authorisation_id <> ''`,
      sql`INSERT INTO begun_authorisation (kind, resource_id, authorisation_id, approach, begun_at)
        SELECT 'consent', consent_id, authorisation_id, approach, 0 FROM consent_sca_approach`,
      sql`DROP TABLE consent_sca_approach`,
    ],
  },
  {
    id: '2026-11-30-redirect-forms',
    statements: [sql`ALTER TABLE begun_authorisation ADD COLUMN redirect_form TEXT NOT NULL DEFAULT 'page'`],
  },
];

/** Makes the table if it is not there. */
export const migrateBegun = (database: Database): Promise<void> =>
  migrate(database, MIGRATIONS, 'authorization-server');

/** Of a resource where no authorisation is given. */
export interface BegunKey extends ResourceKey {
  readonly authorisationId?: string | undefined;
}

/** Kept once: the approach of a resource and of its authorisations is fixed (Guidelines 1.3.8, 5.3.1). */
export function keepBegun(trx: Transaction, key: BegunKey, begun: Begun): void {
  keepBegunAlike(trx, [key], begun);
}

/** The same for several that begin at once, in one way. */
export function keepBegunAlike(
  trx: Transaction,
  keys: readonly BegunKey[],
  { approach, form, uris, begunAt, accounts }: Begun,
): void {
  const { redirectUri = null, nokRedirectUri = null } = uris;
  const chosen = accounts === undefined ? null : JSON.stringify(accounts);
  const rows = keys.map(({ kind, resourceId, authorisationId = '' }) => {
    const key = sql`${kind}, ${resourceId}, ${authorisationId}`;
    return sql`(${key}, ${approach}, ${form}, ${redirectUri}, ${nokRedirectUri}, ${begunAt.getTime()}, ${chosen})`;
  });
  trx.later(sql`INSERT INTO begun_authorisation
      (kind, resource_id, authorisation_id, approach, redirect_form, redirect_uri, nok_redirect_uri, begun_at, accounts)
    VALUES ${sql.join(rows)}`);
}

export async function findBegun(
  db: Queryable,
  { kind, resourceId, authorisationId = '' }: BegunKey,
): Promise<Begun | undefined> {
  const row = await db.first<BegunRow>(sql`SELECT approach, redirect_form, redirect_uri, nok_redirect_uri,
      begun_at, accounts FROM begun_authorisation
    WHERE kind = ${kind} AND resource_id = ${resourceId} AND authorisation_id = ${authorisationId}`);
  return row && toBegun(row);
}

/** What an authorisation is of. */
export async function findResource(db: Queryable, authorisationId: string): Promise<ResourceKey | undefined> {
  const row = await db.first<{ kind: ResourceKey['kind']; resource_id: string }>(sql`SELECT kind, resource_id
    FROM begun_authorisation WHERE authorisation_id = ${authorisationId} AND authorisation_id <> ''`);
  return row && { kind: row.kind, resourceId: row.resource_id };
}

/** The authorisations of a resource that were begun. */
export async function listBegun(db: Queryable, { kind, resourceId }: ResourceKey): Promise<readonly string[]> {
  const rows = await db.all<{ authorisation_id: string }>(sql`SELECT authorisation_id FROM begun_authorisation
    WHERE kind = ${kind} AND resource_id = ${resourceId} AND authorisation_id <> '' ORDER BY authorisation_id`);
  return rows.map(({ authorisation_id }) => authorisation_id);
}

/** The PSU chose a method that is of another approach (Guidelines 1.3.8, 5.1.11): the one way in which it changes. */
export async function switchApproach(trx: Transaction, authorisationId: string, approach: ScaApproach): Promise<void> {
  await trx.run(sql`UPDATE begun_authorisation SET approach = ${approach}
    WHERE authorisation_id = ${authorisationId}`);
}

export async function keepAccounts(
  trx: Transaction,
  authorisationId: string,
  accounts: readonly string[],
): Promise<void> {
  await trx.run(sql`UPDATE begun_authorisation SET accounts = ${JSON.stringify(accounts)}
    WHERE authorisation_id = ${authorisationId}`);
}

function toBegun({ approach, redirect_form, redirect_uri, nok_redirect_uri, begun_at, accounts }: BegunRow): Begun {
  return {
    approach,
    form: redirect_form,
    uris: { redirectUri: redirect_uri ?? undefined, nokRedirectUri: nok_redirect_uri ?? undefined },
    begunAt: new Date(begun_at),
    // the column was written by `keepBegun` and `keepAccounts`, of this type
    accounts: accounts === null ? undefined : (JSON.parse(accounts) as readonly string[]),
  };
}
