import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { Adapter } from 'oidc-provider';
import { recordGrant, recordGrantEnd } from '../record.ts';
import { writeScope } from '../scope.ts';
import { deleteGrant, findGrant, insertGrant } from '../store/grants.ts';
import { insertResource } from '../store/resources.ts';
import { currentExchange } from './exchange.ts';
import { KEEPS_NOTHING } from './keeps-nothing.ts';
import { endAfter, toProviderTimes } from './times.ts';

export interface GrantSetting {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
}

/** The one resource server that there is, as the provider knows it (RFC 8707). */
export const XS2A = 'urn:openxs2a:xs2a';

export function keepGrants(setting: GrantSetting): Adapter {
  const { database, log, clock } = setting;
  return {
    ...KEEPS_NOTHING,
    async upsert(grantId, { clientId = '', accountId: psuId = '' }, seconds = 0) {
      const { scope, authorisationId } = currentExchange();
      if (scope === undefined) throw new TypeError('Nothing is granted without a scope.');
      const grantedAt = clock();
      const expiresAt = endAfter(clock, seconds);
      const grant = { grantId, clientId, scope: writeScope(scope), psuId, grantedAt, expiresAt };
      await database.transaction(async (trx) => {
        await log.record(trx, insertGrant(grant), recordGrant(grant, authorisationId));
        if (scope.resourceId !== undefined) await insertResource(trx, grant.scope, grantedAt);
      });
    },
    async find(grantId) {
      const grant = await findGrant(database, grantId);
      if (grant === undefined) return undefined;
      const { clientId, psuId: accountId, scope, grantedAt, expiresAt } = grant;
      const times = toProviderTimes(clock, grantedAt, expiresAt);
      return { jti: grantId, kind: 'Grant', clientId, accountId, resources: { [XS2A]: scope }, ...times };
    },
    destroy: (grantId) => endGrant(setting, grantId),
  };
}

/** Ends what a client was granted, once, with all that was issued for it; the exchange says why. */
export async function endGrant({ database, log }: GrantSetting, grantId: string): Promise<void> {
  const { endsBecause = 'revoked-by-client' } = currentExchange();
  await database.transaction(async (trx) => {
    const grant = await deleteGrant(trx, grantId);
    if (grant !== undefined) await log.append(trx, recordGrantEnd(grant, endsBecause));
  });
}
