import { GeneralizedTime } from 'asn1js';
import { expect, test } from 'vitest';
import { toDer } from '../read/asn1.ts';
import { toTime, toWholeSeconds } from './time.ts';

test.each([
  ['1949-12-31T23:59:59.999Z', '\x18\x0f19491231235959Z'],
  ['1950-01-01T00:00:00Z', '\x17\x0d500101000000Z'],
  ['2026-11-26T10:11:12.999Z', '\x17\x0d261126101112Z'],
  ['2049-12-31T23:59:59.999Z', '\x17\x0d491231235959Z'],
  ['2050-01-01T00:00:00Z', '\x18\x0f20500101000000Z'],
  ['9999-12-31T23:59:59Z', '\x18\x0f99991231235959Z'],
  ['0999-12-31T23:59:59Z', '\x18\x0f09991231235959Z'],
])('%s is written as RFC 5280, 4.1.2.5 says', (text, der) => {
  expect(Buffer.from(toDer(toTime(new Date(text)))).toString('latin1')).toBe(der);
});

test('where only GeneralizedTime may stand, it has whole seconds', () => {
  const der = Buffer.from(
    toDer(new GeneralizedTime({ valueDate: toWholeSeconds(new Date('2026-11-26T10:11:12.999Z')) })),
  );
  expect(der.toString('latin1')).toBe('\x18\x0f20261126101112Z');
});

test.each(['soon', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z'])('the time "%s" is a mistake', (text) => {
  expect(() => toTime(new Date(text))).toThrow(TypeError);
});
