import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createEventLog, type EventLog, type EventLogOptions } from '@openxs2a/store/log';

/** The append-only log of everything that happens here. Acts write it in the transaction of what they do. */
export type Journal = Pick<EventLog, 'append' | 'read' | 'verify'>;

export interface JournalOptions extends Pick<EventLogOptions, 'sealEvery' | 'sealKey' | 'checkSeal' | 'onError'> {
  /** Names this server among those that share the database. */
  readonly node: string;
  readonly clock: Clock;
}

export function openJournal(database: Database, options: JournalOptions): Promise<EventLog> {
  return createEventLog(database, { ...options, namespace: 'ca' });
}
