import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { Argon2id } from '../argon2.ts';
import type { PasswordHash } from '../domain/password-hash.ts';
import type { FindExemption } from '../exemption.ts';
import type { ScaKeys } from '../keys.ts';
import type { Outbox } from '../outbox.ts';
import type { ScaPolicy } from '../policy.ts';
import type { SendAlert } from './alert.ts';

/** What the acts of this package work with. */
export interface ScaSetting {
  readonly database: Database;
  /** Of the same database: each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: ScaPolicy;
  readonly outbox: Outbox;
  readonly keys: ScaKeys;
  readonly argon2id: Argon2id;
  /** Of a password that nobody knows: what there is to compare with where there is no other. */
  readonly decoy: PasswordHash;
  readonly findExemption: FindExemption;
  readonly sendAlert: SendAlert;
}

/** Statements that are right by themselves, or lock what they read. */
export const LOCKING = { isolation: 'read-committed' } as const;
