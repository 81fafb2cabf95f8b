import { expect, test } from 'vitest';
import { toDer } from './asn1.ts';
import { toTime } from './time.ts';

test.each([
  ['1949-12-31T23:59:59.999Z', '\x18\x0f19491231235959Z'],
  ['1950-01-01T00:00:00Z', '\x17\x0d500101000000Z'],
  ['2026-11-26T10:11:12.999Z', '\x17\x0d261126101112Z'],
  ['2049-12-31T23:59:59.999Z', '\x17\x0d491231235959Z'],
  ['2050-01-01T00:00:00Z', '\x18\x0f20500101000000Z'],
  ['9999-12-31T23:59:59Z', '\x18\x0f99991231235959Z'],
])('%s is written as RFC 5280, 4.1.2.5 says', (time, der) => {
  expect(Buffer.from(toDer(toTime(new Date(time)))).toString('latin1')).toBe(der);
});

test('a time that is none is a mistake', () => {
  expect(() => toTime(new Date('soon'))).toThrow(TypeError);
});
