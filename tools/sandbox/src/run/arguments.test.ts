import { expect, test } from 'vitest';
import { parseArguments, UsageError } from './arguments.ts';

test('without arguments it stays up, on the usual ports, and prints tables', () => {
  const ports = { reference: 8080, bank: 8081 };
  expect(parseArguments([], undefined)).toEqual({ once: false, json: false, help: false, ports });
});

test.each([
  ['9000', { reference: 9000, bank: 9001 }],
  ['0', { reference: 0, bank: 0 }],
  ['', { reference: 8080, bank: 8081 }],
])('PORT "%s" gives %o', (port, ports) => {
  expect(parseArguments(['--once', '--json'], port)).toEqual({ once: true, json: true, help: false, ports });
});

test.each<[string[], string | undefined]>([
  [['--twice'], undefined],
  [['up'], undefined],
  [['--once=yes'], undefined],
  [[], 'eighty'],
  [[], '65535'],
  [[], '-1'],
])('%o with PORT %s makes no sense', (args, port) => {
  expect(() => parseArguments(args, port)).toThrow(UsageError);
});
