import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import { openDatabase } from '../open-database.ts';
import { sql } from '../sql.ts';
import { beginChain, chainEntry, chainSeal, type Sealed } from './chain.ts';
import { openLog, removeGuards } from './log.fixture.ts';

const text = fc
  .string({ unit: ANY_CHARACTER, minLength: 1, maxLength: 20 })
  .map((some) => `x${some.replaceAll('\0', '')}`.toWellFormed());
const optional = fc.option(text);
const entry: fc.Arbitrary<Sealed> = fc.record({
  position: fc.nat(),
  id: fc.nat(),
  node: fc.constant('one'),
  time: fc.nat(),
  kind: text,
  actor: optional,
  subject: optional,
  body: text,
});

test('the digests are as the README says, so that anybody can check them', () => {
  const sha256 = (previous: string, fields: unknown[]) =>
    createHash('sha256')
      .update(`${previous}\n${JSON.stringify(fields)}`, 'utf8')
      .digest('hex');
  const beginning = sha256('', ['chain', 'bank', 'one']);
  expect(beginChain('bank', 'one')).toBe(beginning);
  const row = { position: 1, id: 2, node: 'one', time: 3, kind: 'k', actor: null, subject: 'ü', body: '{"a":1}' };
  const first = sha256(beginning, ['entry', 1, 2, 3, 'k', null, 'ü', '{"a":1}']);
  expect(chainEntry(beginning, row)).toBe(first);
  expect(chainSeal(first, { number: 1, position: 1, time: 4, key: null })).toBe(sha256(first, ['seal', 1, 1, 4, null]));
});

test('no two different entries have the same digest', () => {
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(chainEntry('', one) === chainEntry('', other)).toBe(isSame);
    }),
  );
});

test('nor where text moves from one column to the next', () => {
  fc.assert(
    fc.property(entry, text, text, (some, one, other) => {
      const before = { ...some, actor: one + other, subject: other };
      const after = { ...some, actor: one, subject: other + other };
      expect(chainEntry('', before)).not.toBe(chainEntry('', after));
    }),
  );
});

const append = fc.record({ kind: text, actor: optional, subject: optional, body: fc.json(), seals: fc.boolean() });
const columns = ['id', 'time', 'kind', 'actor', 'subject', 'body', 'digest'] as const;

test('whatever was appended and sealed is accepted, and no longer after any cell was changed', async () => {
  const history = fc.array(append, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(history, fc.nat(), fc.constantFrom(...columns), async (entries, index, column) => {
      const database = await openDatabase(':memory:');
      const log = await openLog(database);
      for (const { kind, actor, subject, body, seals } of entries) {
        await log.append(database, {
          kind,
          actor: actor ?? undefined,
          subject: subject ?? undefined,
          body: JSON.parse(body),
        });
        if (seals) await log.seal();
      }
      await log.seal();
      expect(await log.verify()).toMatchObject({ accepted: true, evidence: { entries: entries.length, unsealed: 0 } });
      await removeGuards(database);
      const position = 1 + (index % entries.length);
      const changed = column === 'id' || column === 'time' ? 987_654 : 'changed';
      await database.run(
        sql`UPDATE bank_log_entry SET ${sql.identifier(column)} = ${changed} WHERE position = ${position}`,
      );
      expect(await log.verify()).toMatchObject({ accepted: false, reason: 'entry-altered', evidence: { position } });
      await database.close();
    }),
    { numRuns: 40 },
  );
});
