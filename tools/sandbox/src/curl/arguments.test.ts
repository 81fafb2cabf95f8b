import { expect, test } from 'vitest';
import { UsageError } from '../run/arguments.ts';
import { parseSignArguments, SIGN_HELP } from './arguments.ts';

test('a request is what it looks like', () => {
  const args = ['POST', '/v1/consents', '-H', 'PSU-ID: personal', '--header', 'Accept:', '-d', '{}', '--data', 'here'];
  expect(parseSignArguments(args)).toEqual({
    help: false,
    data: 'here',
    request: { method: 'POST', path: '/v1/consents', headers: { 'PSU-ID': 'personal', Accept: '' }, body: '{}' },
  });
});

test.each([
  [[]],
  [['GET']],
  [['get', '/v1/accounts']],
  [['GET', 'v1/accounts']],
  [['GET', '/a', '/b']],
  [['GET', '/a', '-H', 'no header']],
  [['GET', '/a', '-H', 'A: b\r\nX: y']],
  [['GET', '/a', '-H', ': b']],
  [['GET', '/a', '--verbose']],
])('%o makes no sense', (args) => {
  expect(() => parseSignArguments(args)).toThrow(UsageError);
});

test('the help asks for nothing else, and fits a terminal', () => {
  expect(parseSignArguments(['--help']).help).toBe(true);
  expect(SIGN_HELP.split('\n').filter((line) => line.length > 90)).toEqual([]);
});
