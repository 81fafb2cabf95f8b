import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePolicy } from '../consents.fixture.ts';
import { createStartOfWindow, removeStamp, toStamp } from './frequency.ts';

test('RTS-FRQ-007: the window of a calendar day begins with the day, however the clock goes', () => {
  const startOfWindow = createStartOfWindow(changePolicy());
  const starts = ['2026-11-26T09:00:00Z', '2026-11-26T22:59:59Z', '2026-11-26T23:00:00Z', '2026-11-26T09:00:00Z'].map(
    (now) => startOfWindow(new Date(now)).toISOString(),
  );
  const [one, next] = ['2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z'];
  expect(starts).toEqual([one, one, next, one]);
});

test('RTS-FRQ-007: that of a rolling day has 24 hours', () => {
  const startOfWindow = createStartOfWindow(changePolicy({ frequencyPerDay: { day: 'rolling' } }));
  expect(startOfWindow(new Date('2026-11-26T09:00:00Z')).toISOString()).toBe('2026-11-25T09:00:00.001Z');
});

test('a stamp is taken out once, and never what two others are made of', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 9_999_999_999_999 }));
  fc.assert(
    fc.property(moments, fc.nat(), (times, choice) => {
      const stamps = times.map((time) => toStamp(new Date(time)));
      const stamp = stamps[choice % Math.max(stamps.length, 1)] ?? toStamp(new Date(choice));
      const index = stamps.indexOf(stamp);
      const expected = index < 0 ? stamps : stamps.toSpliced(index, 1);
      expect(removeStamp(stamps.join(''), stamp)).toBe(expected.join(''));
    }),
  );
});
