import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { GrantedAccount } from '../consent.ts';
import type { EndpointRight } from '../domain/ais-operation.ts';
import { STAMP_LENGTH } from '../domain/frequency.ts';
import type { MadeUse } from '../domain/used-up.ts';

export interface UseStatement {
  readonly consentId: string;
  readonly tppId: string;
  readonly now: Date;
  /** What the counter is of, for a recurring consent. */
  readonly counter: { readonly operation: string; readonly part: string };
  readonly operation: string;
  readonly part: string;
  /** The account, and how it has to be granted; undefined for a list. */
  readonly account:
    | { readonly resourceId: string; readonly kind: GrantedAccount['kind']; readonly rights: readonly EndpointRight[] }
    | undefined;
  readonly stamp: string;
  /** Whether it counts where the consent is recurring, and where it is not. */
  readonly counts: { readonly recurring: boolean; readonly oneOff: boolean };
  readonly startOfWindow: Date;
  /** Whether it reads on in what was read, which a one-off consent that was used up allows for a while. */
  readonly followsUp: boolean;
}

/** What `countUse` returns, where the use is allowed. */
export interface UseRow {
  /** A `StoredGrant` as JSON. */
  readonly granted: string;
}

const RIGHTS: Readonly<Record<EndpointRight, Sql>> = {
  details: sql`a.details`,
  balances: sql`a.balances`,
  transactions: sql`a.transactions`,
};

/** How long the text of a counter is that has as many uses as the frequency. */
const FULL = sql`CAST(${STAMP_LENGTH} * excluded.frequency AS INTEGER)`;
const OLDEST = sql`CAST(substr(consent_use.uses, ${FULL} - ${STAMP_LENGTH - 1}, ${STAMP_LENGTH}) AS BIGINT)`;

/**
 * Checks and counts a use, at once: gives a row where the consent is the TPP's and valid, opens the account, and where its
 * counter has room. The counter is one row, which the store lets one after the other change, so that any number of nodes
 * count right. It keeps the moments of the last uses, as many as the frequency: the use has room where they are fewer, or
 * where the oldest of them no longer counts. One-off consents count each part of each endpoint, and for ever.
 */
export function countUse(use: UseStatement): Sql {
  const { consentId, tppId, now, counter, operation, part, account, stamp, counts, startOfWindow, followsUp } = use;
  const time = now.getTime();
  const followUp = followsUp ? sql`OR (c.consent_status = 'expired' AND c.follow_ups_until > ${time})` : sql``;
  const join = account === undefined ? sql`` : sql`JOIN consent_account a ON a.consent_id = c.consent_id`;
  const covered =
    account === undefined
      ? sql``
      : sql`AND a.resource_id = ${account.resourceId} AND a.kind = ${account.kind} AND
          ${sql.join(
            account.rights.map((right) => RIGHTS[right]),
            sql` AND `,
          )}`;
  const either = (recurring: string, oneOff: string) =>
    sql`CASE WHEN c.recurring THEN CAST(${recurring} AS TEXT) ELSE CAST(${oneOff} AS TEXT) END`;
  return sql`INSERT INTO consent_use (consent_id, operation, resource_id, part, uses, frequency, free_before)
    SELECT c.consent_id, ${either(counter.operation, operation)}, CAST(${account?.resourceId ?? ''} AS TEXT),
      ${either(counter.part, part)}, ${either(counts.recurring ? stamp : '', counts.oneOff ? stamp : '')},
      c.frequency_per_day, CASE WHEN c.recurring THEN CAST(${startOfWindow.getTime()} AS BIGINT) ELSE 0 END
    FROM consent c ${join}
    WHERE c.consent_id = ${consentId} AND c.tpp_id = ${tppId} ${covered}
      AND ((c.consent_status = 'valid' AND c.due_at > ${time}) ${followUp})
    ON CONFLICT (consent_id, operation, resource_id, part) DO UPDATE SET
      uses = substr(excluded.uses || consent_use.uses, 1, ${FULL}),
      frequency = excluded.frequency, free_before = excluded.free_before
    WHERE excluded.uses = '' OR length(consent_use.uses) < ${FULL} OR ${OLDEST} < excluded.free_before
    RETURNING (SELECT granted FROM consent WHERE consent_id = consent_use.consent_id) AS granted`;
}

/** What was read with a consent and counted. */
export function listUses(db: Queryable, consentId: string): Promise<readonly (MadeUse & { readonly uses: string })[]> {
  return db.all(sql`SELECT operation, resource_id AS "resourceId", part, uses FROM consent_use
    WHERE consent_id = ${consentId} AND uses <> ''`);
}

type Counter = MadeUse & { readonly consentId: string };

const isCounter = ({ consentId, operation, resourceId, part }: Counter): Sql => sql`consent_id = ${consentId}
  AND operation = ${operation} AND resource_id = ${resourceId} AND part = ${part}`;

/** Changes the uses of a counter, if it is there. */
export async function changeUses(
  trx: Transaction,
  counter: Counter,
  change: (uses: string) => string,
): Promise<boolean> {
  const row = await trx.first<{ uses: string }>(
    sql`SELECT uses FROM consent_use WHERE ${isCounter(counter)} ${sql.forUpdate(trx)}`,
  );
  if (row === undefined) return false;
  const uses = change(row.uses);
  if (uses === row.uses) return false;
  await trx.run(sql`UPDATE consent_use SET uses = ${uses} WHERE ${isCounter(counter)}`);
  return true;
}
