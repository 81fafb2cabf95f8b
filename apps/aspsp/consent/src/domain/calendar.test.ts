import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, endOfDay, isLocalDate, LAST_DAY, startOfDay, toLocalDate } from './calendar.ts';

test.each([
  ['2026-11-26T22:59:59.999Z', 'Europe/Berlin', '2026-11-26'],
  ['2026-11-26T23:00:00Z', 'Europe/Berlin', '2026-11-27'],
  ['2026-07-01T22:00:00Z', 'Europe/Berlin', '2026-07-02'],
  ['2026-11-26T23:00:00Z', 'Europe/London', '2026-11-26'],
  ['2026-11-26T04:59:59Z', 'America/New_York', '2026-11-25'],
] as const)('%s in %s is the day %s', (moment, zone, date) => {
  expect(toLocalDate(new Date(moment), zone)).toBe(date);
});

test.each([
  ['a day of summer time', '2026-07-01', 'Europe/Berlin', '2026-07-01T22:00:00.000Z'],
  ['the day on which clocks go forward', '2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['the day on which clocks go back', '2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['a day whose midnight there is not', '2026-09-05', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
] as const)('%s ends with its last moment', (_, date, zone, end) => {
  expect(endOfDay(date, zone).toISOString()).toBe(end);
});

test('a day begins and ends where the day before and after do, in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom(...zones), (day, zone) => {
      const date = day.toISOString().slice(0, 10);
      // zones that changed sides of the date line lack a day
      fc.pre(toLocalDate(startOfDay(date, zone), zone) === date);
      expect(toLocalDate(new Date(endOfDay(date, zone).getTime() - 1), zone)).toBe(date);
      expect(toLocalDate(endOfDay(date, zone), zone) > date).toBe(true);
      expect(toLocalDate(new Date(startOfDay(date, zone).getTime() - 1), zone) < date).toBe(true);
    }),
  );
});

test.each([
  ['2026-11-26', true],
  ['2028-02-29', true],
  [LAST_DAY, true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-11-26T00:00:00Z', false],
  ['26.11.2026', false],
  ['', false],
  [20261126, false],
] as const)('%s is a day: %s', (text, is) => {
  expect(isLocalDate(text)).toBe(is);
});

test('days are added over the ends of months and years', () => {
  expect([addDays('2026-12-31', 1), addDays('2028-02-28', 1), addDays('2026-03-01', -1)]).toEqual([
    '2027-01-01',
    '2028-02-29',
    '2026-02-28',
  ]);
});

test('the last day of all has an end that never comes', () => {
  expect(endOfDay(LAST_DAY, 'Europe/Berlin').getTime()).toBe(8.64e15);
});
