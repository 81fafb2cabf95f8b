import { type Queryable, sql } from '@openxs2a/store';

/**
 * Whether another consent of the same TPP and PSU knows an account by this id. Reads tables that `@openxs2a/consent` writes;
 * by the index of consents of a PSU, so that it costs what the PSU's own consents cost.
 */
export async function isOfAnotherConsent(db: Queryable, consentId: string, resourceId: string): Promise<boolean> {
  const found = await db.first(sql`SELECT a.resource_id
    FROM consent c
    JOIN consent other ON other.psu_id = c.psu_id AND other.tpp_id = c.tpp_id
    JOIN consent_account a ON a.consent_id = other.consent_id
    WHERE c.consent_id = ${consentId} AND a.resource_id = ${resourceId}
    LIMIT 1`);
  return found !== undefined;
}
