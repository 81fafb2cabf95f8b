import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFreshness, parseHttpDate, parseUtcTime } from './freshness.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const RULE = { maxAge: 300_000, skew: 60_000 };

test.each([
  [0, undefined],
  [-300_000, undefined],
  [-300_001, 'too-old'],
  [60_000, undefined],
  [60_001, 'not-yet-valid'],
])('made %d ms from now', (offset, reason) => {
  const step = checkFreshness(RULE, new Date(NOW.getTime() + offset), NOW, '');
  expect(step.accepted ? undefined : step.reason).toBe(reason);
});

test('a time that cannot be read is no time', () => {
  expect(checkFreshness(RULE, undefined, NOW, 'yesterday')).toMatchObject({
    reason: 'date-malformed',
    evidence: { found: 'yesterday' },
  });
});

test('without a rule any time will do, and none', () => {
  expect(checkFreshness(undefined, new Date(0), NOW, '').accepted).toBe(true);
  expect(checkFreshness(undefined, undefined, NOW, '').accepted).toBe(true);
});

test.each([
  ['Thu, 26 Nov 2026 12:00:00 GMT', NOW.getTime()],
  ['Fri, 3 Apr 2020 16:38:37 GMT', Date.UTC(2020, 3, 3, 16, 38, 37)],
  ['Thu, 26 Nov 2026 12:00:00', undefined],
  ['Thu, 26 Nov 2026 12:00:00 +0000', undefined],
  ['Tue Sep 17 14:48:21 CEST 2019', undefined],
  ['2026-11-26T12:00:00Z', undefined],
  ['Thu, 99 Nov 2026 12:00:00 GMT', undefined],
  ['Thu, 26 Foo 2026 12:00:00 GMT', undefined],
  ['', undefined],
])('the date "%s"', (text, time) => {
  expect(parseHttpDate(text)?.getTime()).toBe(time);
});

test.each([
  ['2026-11-26T12:00:00Z', NOW.getTime()],
  ['2026-11-26T12:00:00.500Z', NOW.getTime() + 500],
  ['2026-11-26T12:00:00', undefined],
  ['2026-11-26T13:00:00+01:00', undefined],
  ['2026-13-26T12:00:00Z', undefined],
  ['26.11.2026', undefined],
])('the time "%s"', (text, time) => {
  expect(parseUtcTime(text)?.getTime()).toBe(time);
});

test('what a signer writes is read back to the second', () => {
  const times = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(times, (time) => {
      expect(parseHttpDate(time.toUTCString())?.getTime()).toBe(Math.floor(time.getTime() / 1000) * 1000);
      expect(parseUtcTime(time.toISOString())?.getTime()).toBe(time.getTime());
    }),
  );
});
