import { expect, test } from 'vitest';
import { findFormat } from './formats.ts';

const CASES: readonly [format: string, fits: readonly unknown[], fails: readonly unknown[]][] = [
  [
    'date',
    ['2024-02-29', '2026-12-31'],
    ['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00Z'],
  ],
  [
    'date-time',
    ['2026-01-31T23:59:59Z', '2026-01-31t23:59:59.123456+02:00', '2016-12-31T23:59:60Z'],
    [
      '2026-01-31',
      '2026-01-31T23:59:59',
      '2026-02-30T00:00:00Z',
      '2026-01-31 23:59:59Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31T10:00:00Z[Europe/Paris]',
    ],
  ],
  ['time', ['23:59:59Z'], ['23:59', '25:00:00Z']],
  ['duration', ['P1D', 'PT5M'], ['1D', 'P']],
  ['email', ['a@b.example'], ['a@', 'a b@c.example']],
  ['hostname', ['bank.example'], ['-bank', 'a..b']],
  ['ipv4', ['192.0.2.1'], ['192.0.2.256', '192.0.2']],
  ['ipv6', ['2001:db8::1', '::'], ['2001:db8::1::2', '192.0.2.1']],
  ['uri', ['https://bank.example/a?b=c#d', 'urn:a:b'], ['/relative', 'https://a b']],
  ['uri-reference', ['/relative', 'https://bank.example'], ['a b', '\\\\']],
  ['uuid', ['99391c7e-ad88-49ec-a2ad-99ddcb1f7721'], ['99391c7e-ad88-49ec-a2ad', 'not a uuid']],
  ['byte', ['', 'QQ==', 'QUI=', 'QUJD', '+/+/'], ['QQ', 'Q', 'QQ=', '-_-_', 'QUJD\n']],
  ['base64url', ['', 'QQ', 'QQ==', '-_-_'], ['+/+/', 'Q']],
  ['regex', ['^a$'], ['(']],
  ['json-pointer', ['', '/a/b'], ['a']],
  ['char', ['a', '😀'], ['', 'ab']],
  ['int32', [0, -2147483648, 2147483647, 'text'], [2147483648, -2147483649, 1.5]],
  ['int64', [0, Number.MAX_SAFE_INTEGER], [1.5, 1e30]],
  ['uint8', [0, 255], [-1, 256]],
];

test.each(CASES)('the format %s accepts and refuses', (format, fits, fails) => {
  const check = findFormat(format);
  expect(fits.filter((value) => check?.(value) !== true)).toEqual([]);
  expect(fails.filter((value) => check?.(value) !== false)).toEqual([]);
});

test('a format says nothing of a value of another type', () => {
  expect(findFormat('date')?.(5)).toBe(true);
  expect(findFormat('int32')?.('2026-02-30')).toBe(true);
});

test('a format that is not known has no check', () => {
  expect(findFormat('iban')).toBeUndefined();
  expect(findFormat(undefined)).toBeUndefined();
});
