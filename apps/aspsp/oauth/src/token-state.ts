import type { Clock } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { recordGrantEnd } from './record.ts';
import { type Scope, writeScope } from './scope.ts';
import { deleteGrantsOf } from './store/grants.ts';
import { migrateOAuth } from './store/migrations.ts';
import { deleteResource, insertResource } from './store/resources.ts';
import { createTokenReader, type TokenReader } from './tokens.ts';

/** What each process of a bank has of OAuth, wherever the authorization server runs. */
export interface TokenState extends TokenReader {
  /**
   * A resource was authorised by OAuth: from now on its reads need a token. In the transaction in which it was, so that there is
   * no moment in between.
   */
  requireTokens(trx: Transaction, scope: Scope): Promise<void>;
  /** A resource has ended: what was granted for it ends with it, in the caller's transaction. */
  revoke(trx: Transaction, scope: Scope): Promise<void>;
}

export interface TokenStateOptions {
  readonly database: Database;
  /** Of the same database, so that each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
}

/** Makes the tables if they are not there. */
export async function openTokenState({ database, log, clock }: TokenStateOptions): Promise<TokenState> {
  await migrateOAuth(database);
  return {
    ...createTokenReader({ database, clock }),
    requireTokens: (trx, scope) => insertResource(trx, writeScope(scope), clock()),
    async revoke(trx, scope) {
      const grants = await deleteGrantsOf(trx, writeScope(scope));
      await deleteResource(trx, writeScope(scope));
      for (const grant of grants) await log.append(trx, recordGrantEnd(grant, 'resource-ended'));
    },
  };
}
