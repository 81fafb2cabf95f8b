import type { Database } from '../database.ts';
import { createEventLog, type EventLog, type EventLogOptions } from '../log.ts';
import { sql } from '../sql.ts';

/** Begins at a fixed moment and goes on by a second whenever it is asked. */
export function createTickingClock(start = Date.UTC(2026, 10, 26)): () => Date {
  let now = start;
  return () => {
    now += 1000;
    return new Date(now);
  };
}

/** A log that seals when it is told to. */
export function openLog(database: Database, options: Partial<EventLogOptions> = {}): Promise<EventLog> {
  return createEventLog(database, {
    namespace: 'bank',
    node: 'one',
    clock: createTickingClock(),
    sealEvery: false,
    ...options,
  });
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Appends `count` entries and seals them. */
export async function appendSealed(database: Database, log: EventLog, count: number): Promise<void> {
  await database.transaction(async (trx) => {
    for (let index = 1; index <= count; index += 1)
      await log.append(trx, { kind: 'access', actor: 'tpp', subject: `consent-${index}`, body: { index } });
  });
  await log.seal();
}

/** What somebody does first who may alter tables and wants to change what was logged. */
export async function removeGuards(database: Database): Promise<void> {
  const tables = ['tail', 'entry', 'seal'].map((name) => `bank_log_${name}`);
  const statements =
    database.dialect === 'postgresql'
      ? tables.map((table) => sql`ALTER TABLE ${sql.identifier(table)} DISABLE TRIGGER USER`)
      : tables.flatMap((table) =>
          ['update', 'delete'].map((event) => sql`DROP TRIGGER ${sql.identifier(`${table}_${event}`)}`),
        );
  await database.transaction(async (trx) => {
    for (const statement of statements) await trx.run(statement);
  });
}
