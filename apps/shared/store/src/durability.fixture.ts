// Writes as fast as it can, sixteen at once, and says on stdout which writes were answered, until it is killed.
// Arguments: the location of the database, and the first number to write.
import { writeSync } from 'node:fs';
import { openDatabase, sql } from './index.ts';
import { createEventLog } from './log.ts';

const [location = '', first = '0'] = process.argv.slice(2);
const database = await openDatabase(location);
const log = await createEventLog(database, { namespace: 'bank', node: 'one', clock: () => new Date(), sealEvery: 10 });
let next = Number(first);

const writers = [
  (id: number) => log.record(database, sql`INSERT INTO written (id) VALUES (${id}) RETURNING id`, toEntry(id)),
  (id: number) =>
    database.transaction(async (trx) => {
      await trx.run(sql`INSERT INTO written (id) VALUES (${id})`);
      await log.append(trx, toEntry(id));
    }),
];
await Promise.all(
  Array.from({ length: 16 }, async (_, index) => {
    for (;;) {
      const id = next;
      next += 1;
      await writers[index % 2]?.(id);
      writeSync(1, `${id}\n`);
    }
  }),
);

function toEntry(id: number) {
  return { kind: 'written', subject: String(id), body: null };
}
