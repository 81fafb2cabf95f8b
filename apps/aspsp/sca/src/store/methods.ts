import { type Queryable, type Sql, sql } from '@openxs2a/store';
import { maskAddress } from '../domain/mask-address.ts';
import type { AuthenticationMethod } from '../method.ts';

/** A method with what is never shown of it. */
export interface StoredMethod extends AuthenticationMethod {
  readonly psuId: string;
  readonly address: string | undefined;
  readonly deviceKey: string | undefined;
  /** Sealed for this method. */
  readonly secret: Uint8Array | undefined;
}

interface MethodRow {
  readonly authentication_method_id: string;
  readonly psu_id: string;
  readonly authentication_type: AuthenticationMethod['authenticationType'];
  readonly authentication_version: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly device_key: string | null;
  readonly secret: Uint8Array | null;
}

const COLUMNS = sql`authentication_method_id, psu_id, authentication_type, authentication_version, name, address,
  device_key, secret`;

export async function insertMethod(db: Queryable, method: StoredMethod, now: Date): Promise<void> {
  const { authenticationMethodId, psuId, authenticationType, authenticationVersion, name } = method;
  const hidden = [method.address ?? null, method.deviceKey ?? null, method.secret ?? null];
  const values = [authenticationMethodId, psuId, authenticationType, authenticationVersion ?? null, name, ...hidden];
  await db.run(sql`INSERT INTO sca_method (${COLUMNS}, enrolled_at) VALUES (${sql.join([...values, now.getTime()])})`);
}

export async function deleteMethod(db: Queryable, psuId: string, authenticationMethodId: string): Promise<boolean> {
  const deleted = await db.run(sql`DELETE FROM sca_method
    WHERE authentication_method_id = ${authenticationMethodId} AND psu_id = ${psuId}`);
  return deleted > 0;
}

/** In the order in which they were enrolled. */
export function listMethods(db: Queryable, psuId: string): Promise<readonly StoredMethod[]> {
  return select(db, sql`psu_id = ${psuId} ORDER BY enrolled_at, authentication_method_id`);
}

export async function findMethod(
  db: Queryable,
  psuId: string,
  authenticationMethodId: string,
): Promise<StoredMethod | undefined> {
  const [method] = await select(db, sql`authentication_method_id = ${authenticationMethodId} AND psu_id = ${psuId}`);
  return method;
}

async function select(db: Queryable, condition: Sql): Promise<readonly StoredMethod[]> {
  return (await db.all<MethodRow>(sql`SELECT ${COLUMNS} FROM sca_method WHERE ${condition}`)).map(toMethod);
}

function toMethod(row: MethodRow): StoredMethod {
  return {
    authenticationMethodId: row.authentication_method_id,
    psuId: row.psu_id,
    authenticationType: row.authentication_type,
    ...(row.authentication_version !== null && { authenticationVersion: row.authentication_version }),
    name: row.name,
    ...(row.address !== null && { explanation: maskAddress(row.address) }),
    decoupled: row.device_key !== null,
    address: row.address ?? undefined,
    deviceKey: row.device_key ?? undefined,
    secret: row.secret ?? undefined,
  };
}
