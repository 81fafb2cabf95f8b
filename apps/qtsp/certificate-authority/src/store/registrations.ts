import type { PspRole } from '@openxs2a/certificates';
import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { AuthorisationStatus, Authority, Registration } from '../domain/register.ts';

/** A registration with what the store knows besides. */
export interface StoredRegistration extends Registration {
  readonly ncaName: string;
  readonly changedAt: Date;
}

export interface RegisterFilter {
  readonly country?: string;
  readonly role?: PspRole;
  readonly status?: AuthorisationStatus;
  readonly ncaId?: string;
}

interface RegistrationRow {
  readonly organization_identifier: string;
  readonly legal_name: string;
  readonly country: string;
  readonly nca_id: string;
  readonly nca_name: string;
  readonly status: AuthorisationStatus;
  readonly locality: string | null;
  readonly registration_number: string | null;
  readonly changed_at: number;
}

interface RoleRow {
  readonly organization_identifier: string;
  readonly role: PspRole;
  readonly country: string;
}

const COLUMNS = sql`r.organization_identifier, r.legal_name, r.country, r.nca_id, n.name AS nca_name, r.status, r.locality,
  r.registration_number, r.changed_at`;
const TABLES = sql`registration r JOIN nca n ON n.nca_id = r.nca_id`;

export async function findRegistration(db: Queryable, id: string): Promise<StoredRegistration | undefined> {
  const rows = await db.all<RegistrationRow>(
    sql`SELECT ${COLUMNS} FROM ${TABLES} WHERE r.organization_identifier = ${id}`,
  );
  return (await withRoles(db, rows))[0];
}

/** The authority that has a number which was looked for at another one. */
export async function findAuthorityOfNumber(db: Queryable, id: string): Promise<string | undefined> {
  const rows = await db.all<{ nca_id: string }>(
    sql`SELECT nca_id FROM registration WHERE authorization_number = ${numberOf(id)} ORDER BY nca_id LIMIT 1`,
  );
  return rows[0]?.nca_id;
}

/** In the order of their identifiers, one more than asked for where there is more. */
export async function listRegistrations(
  db: Queryable,
  filter: RegisterFilter,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly StoredRegistration[]> {
  const rows = await db.all<RegistrationRow>(
    sql`SELECT ${COLUMNS} FROM ${TABLES}
        WHERE r.organization_identifier > ${page.after ?? ''} ${toConditions(filter)}
        ORDER BY r.organization_identifier LIMIT ${page.limit + 1}`,
  );
  return withRoles(db, rows);
}

function toConditions({ country, role, status, ncaId }: RegisterFilter): Sql {
  const inRole = sql`SELECT 1 FROM registration_role p WHERE p.organization_identifier = r.organization_identifier`;
  const held = sql`${role === undefined ? NOTHING : sql`AND p.role = ${role}`}
    ${country === undefined ? NOTHING : sql`AND p.country = ${country}`}`;
  return sql`${status === undefined ? NOTHING : sql`AND r.status = ${status}`}
    ${ncaId === undefined ? NOTHING : sql`AND r.nca_id = ${ncaId}`}
    ${role === undefined && country === undefined ? NOTHING : sql`AND EXISTS (${inRole} ${held})`}`;
}

const NOTHING = sql``;

async function withRoles(db: Queryable, rows: readonly RegistrationRow[]): Promise<readonly StoredRegistration[]> {
  if (rows.length === 0) return [];
  const ids = sql.join(rows.map((row) => row.organization_identifier));
  const roles = await db.all<RoleRow>(
    sql`SELECT organization_identifier, role, country FROM registration_role
        WHERE organization_identifier IN (${ids}) ORDER BY organization_identifier, role, country`,
  );
  const byParty = Map.groupBy(roles, (row) => row.organization_identifier);
  return rows.map((row) => toRegistration(row, byParty.get(row.organization_identifier) ?? []));
}

function toRegistration(row: RegistrationRow, roles: readonly RoleRow[]): StoredRegistration {
  const granted = [...Map.groupBy(roles, ({ role }) => role)];
  return {
    organizationIdentifier: row.organization_identifier,
    legalName: row.legal_name,
    country: row.country,
    ncaId: row.nca_id,
    ncaName: row.nca_name,
    status: row.status,
    roles: granted.map(([role, places]) => ({ role, countries: places.map(({ country }) => country) })),
    ...(row.locality === null ? {} : { locality: row.locality }),
    ...(row.registration_number === null ? {} : { registrationNumber: row.registration_number }),
    changedAt: new Date(row.changed_at),
  };
}

export async function saveRegistration(trx: Transaction, registration: Registration, now: Date): Promise<void> {
  const { organizationIdentifier: id, legalName, country, ncaId, status, roles } = registration;
  const { locality = null, registrationNumber = null } = registration;
  await trx.run(
    sql`INSERT INTO registration (organization_identifier, authorization_number, legal_name, country, nca_id, status,
          locality, registration_number, changed_at)
        VALUES (${id}, ${numberOf(id)}, ${legalName}, ${country}, ${ncaId}, ${status}, ${locality},
          ${registrationNumber}, ${now.getTime()})
        ON CONFLICT (organization_identifier) DO UPDATE SET legal_name = excluded.legal_name, country = excluded.country,
          nca_id = excluded.nca_id, status = excluded.status, locality = excluded.locality,
          registration_number = excluded.registration_number, changed_at = excluded.changed_at`,
  );
  await trx.run(sql`DELETE FROM registration_role WHERE organization_identifier = ${id}`);
  const places = roles.flatMap(({ role, countries }) => countries.map((place) => sql`(${id}, ${role}, ${place})`));
  if (places.length === 0) return;
  await trx.run(sql`INSERT INTO registration_role (organization_identifier, role, country) VALUES ${sql.join(places)}`);
}

export async function listAuthorities(db: Queryable): Promise<readonly Authority[]> {
  const rows = await db.all<{ nca_id: string; name: string; contact: string | null }>(
    sql`SELECT nca_id, name, contact FROM nca ORDER BY nca_id`,
  );
  return rows.map(({ nca_id: ncaId, name, contact }) => ({ ncaId, name, ...(contact === null ? {} : { contact }) }));
}

export async function saveAuthority(trx: Transaction, { ncaId, name, contact }: Authority): Promise<void> {
  await trx.run(
    sql`INSERT INTO nca (nca_id, name, contact) VALUES (${ncaId}, ${name}, ${contact ?? null})
        ON CONFLICT (nca_id) DO UPDATE SET name = excluded.name, contact = excluded.contact`,
  );
}

/** What follows the authority in an identifier; it may have hyphens of its own (TS 119 495, 5.2.1). */
const numberOf = (id: string) => id.replace(/^PSD[A-Z]{2}-[A-Z]{2,8}-/, '');
