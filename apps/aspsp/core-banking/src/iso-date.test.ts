import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, createCalendar, isIsoDate } from './iso-date.ts';

test.each(['2026-11-26', '2024-02-29', '0001-01-01'])('%s is a day', (text) => expect(isIsoDate(text)).toBe(true));

test.each(['2026-02-29', '2026-13-01', '26.11.2026', '2026-11-26T00:00:00Z', '2026-1-1', '', '2026-11-31'])(
  '"%s" is no day',
  (text) => expect(isIsoDate(text)).toBe(false),
);

test('days that are added are taken away again, and sort as text', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 5_000 }), (date, days) => {
      const from = date.toISOString().slice(0, 10);
      expect(addDays(addDays(from, days), -days)).toBe(from);
      expect(addDays(from, days) > from).toBe(true);
    }),
  );
});

test.each([
  ['UTC', '2026-11-26'],
  ['Europe/Vienna', '2026-11-27'],
  ['America/New_York', '2026-11-26'],
  ['Pacific/Kiritimati', '2026-11-27'],
])('in %s it is %s at half past eleven of the evening in London', (timeZone, day) => {
  expect(createCalendar(timeZone)(new Date('2026-11-26T23:30:00Z'))).toBe(day);
});
