import { expect, test } from 'vitest';
import { renderSql } from './render.ts';
import { type Sql, sql } from './sql.ts';

const rendered = (statement: Sql) => ({
  sqlite: renderSql(statement, 'sqlite'),
  postgresql: renderSql(statement, 'postgresql'),
  values: statement.values,
});

const cases: readonly (readonly [
  what: string,
  statement: Sql,
  sqlite: string,
  postgresql: string,
  values: unknown[],
])[] = [
  ['no values', sql`SELECT 1`, 'SELECT 1', 'SELECT 1', []],
  ['values', sql`SELECT ${1}, ${'a'}`, 'SELECT ?, ?', 'SELECT $1, $2', [1, 'a']],
  ['pieces', sql`SELECT ${1}${sql` AND ${2}`} ${sql``}x`, 'SELECT ? AND ? x', 'SELECT $1 AND $2 x', [1, 2]],
  ['pieces in pieces', sql`a ${sql`b ${sql`c ${1}`} ${2}`} ${3}`, 'a b c ? ? ?', 'a b c $1 $2 $3', [1, 2, 3]],
  ['a list', sql`IN (${sql.join(['a', 'b'])})`, 'IN (?, ?)', 'IN ($1, $2)', ['a', 'b']],
  ['a list of one', sql.join([sql`a = ${1}`], sql` AND `), 'a = ?', 'a = $1', [1]],
  ['conditions', sql.join([sql`a = ${1}`, sql`b`], sql` AND `), 'a = ? AND b', 'a = $1 AND b', [1]],
  ['a name', sql`SELECT ${sql.identifier('consent_id')}`, 'SELECT "consent_id"', 'SELECT "consent_id"', []],
  ['white space around', sql`\n  SELECT 1\n`, 'SELECT 1', 'SELECT 1', []],
];

test.each(cases)('%s are rendered for each dialect', (_, statement, sqlite, postgresql, values) => {
  expect(rendered(statement)).toEqual({ sqlite, postgresql, values });
});

test('a statement that is made again has the same text, and its own values', () => {
  const make = (pieces: readonly Sql[], value: number) => sql`SELECT ${value} WHERE ${sql.join(pieces, sql` AND `)}`;
  const [one, other] = [sql`a = ${1}`, sql`b`];
  const statements = [make([one, other], 1), make([one, other], 2), make([other, one], 3), make([one], 4)];
  expect(statements.map((statement) => rendered(statement).sqlite)).toEqual([
    'SELECT ? WHERE a = ? AND b',
    'SELECT ? WHERE a = ? AND b',
    'SELECT ? WHERE b AND a = ?',
    'SELECT ? WHERE a = ?',
  ]);
  expect(statements.map(({ values }) => values)).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ]);
  expect(statements[1]?.parts).toBe(statements[0]?.parts);
});

test.each([31, 32, 33, 1000])('a list of %i items has as many places', (count) => {
  const items = Array.from({ length: count }, (_, index) => index);
  const statement = sql`IN (${sql.join(items)})`;
  expect(rendered(statement)).toMatchObject({ sqlite: `IN (${Array(count).fill('?').join(', ')})`, values: items });
});

test('an object that looks like a piece of a statement is a value, and refused as one', () => {
  const forged = { parts: ["'; DROP TABLE consent; --"], values: [] };
  const statement = sql`SELECT ${forged}`;
  expect(rendered(statement).sqlite).toBe('SELECT ?');
  expect(() => renderSql(forged, 'sqlite')).toThrow(new TypeError('A statement is made by the tag sql.'));
});

test.each(['Consent', 'a"b', 'a b', '', '1a', 'a'.repeat(64)])('"%s" is no name', (name) => {
  expect(() => sql.identifier(name)).toThrow(TypeError);
});

test('an empty list is a mistake of the program', () => {
  expect(() => sql.join([])).toThrow(new TypeError('There is nothing to join.'));
});

test.each([sql`BEGIN`, sql`  commit`, sql`ROLLBACK TO a`, sql`SAVEPOINT a`])(
  'a transaction is not begun or ended by a statement',
  (statement) => {
    expect(() => renderSql(statement, 'sqlite')).toThrow(
      'A transaction is begun and ended by the method transaction alone.',
    );
  },
);

test('an invalid escape is a mistake of the program', () => {
  expect(() => renderSql(sql`SELECT '\u'`, 'postgresql')).toThrow('A statement has an invalid escape');
});

test('JSON is text, and what is no JSON is refused', () => {
  expect(sql.json({ a: [1, null] })).toBe('{"a":[1,null]}');
  expect(() => sql.json(undefined)).toThrow(TypeError);
});
