import type { Clock, Random } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { AccountDirectory, Consent } from '../consent.ts';
import type { StartOfWindow } from '../domain/frequency.ts';
import type { ConsentPolicy } from '../policy.ts';

/** What the acts of this package work with. */
export interface ConsentSetting {
  readonly database: Database;
  /** Of the same database: each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: ConsentPolicy;
  readonly accounts: AccountDirectory;
  readonly startOfWindow: StartOfWindow;
  readonly onEnd?: ((trx: Transaction, consent: Consent) => Promise<void>) | undefined;
}
