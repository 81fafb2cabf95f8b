import { expect, test } from 'vitest';
import { withSession } from './location.ts';

const parametersOf = (location: string) =>
  new URL(withSession(location, { statementTimeout: 1000, transactionTimeout: 2000 })).searchParams;

test.each([
  ['postgresql://bank@db.example/bank', 'verify-full'],
  ['postgresql://bank@192.0.2.1/bank', 'verify-full'],
  ['postgresql://bank@localhost.example/bank', 'verify-full'],
  ['postgresql:///bank?user=bank&host=db.example', 'verify-full'],
  ['postgresql://bank@db.example/bank?sslmode=disable', 'disable'],
  ['postgresql://bank@db.example/bank?sslmode=verify-ca', 'verify-ca'],
  ['postgresql://bank@localhost/bank', null],
  ['postgresql://bank@127.0.0.1:5433/bank', null],
  ['postgresql://bank@[::1]/bank', null],
  ['postgresql:///bank?user=bank&host=/run/postgresql', null],
])('%s is spoken to with sslmode %s', (location, sslmode) => {
  expect(parametersOf(location).get('sslmode')).toBe(sslmode);
});

test('a session that only reads says so', () => {
  const url = withSession('postgresql://a@localhost/b', { readOnly: true, statementTimeout: 1, transactionTimeout: 2 });
  expect(new URL(url).searchParams.get('options')).toContain('-c default_transaction_read_only=on');
});

test('a session begins with settings, over which those of the URL win', () => {
  const options = parametersOf('postgresql://a@localhost/b?options=-c%20search_path=x').get('options');
  expect(options).toBe(
    '-c synchronous_commit=on -c timezone=UTC -c statement_timeout=1000 -c idle_in_transaction_session_timeout=4000 -c search_path=x',
  );
});
