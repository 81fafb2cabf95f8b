import { expect, test } from 'vitest';
import { TAG } from './tag.ts';
import { isProfiledTime, readTime } from './time.ts';

const node = (text: string, tag: number) => ({ tag, content: Buffer.from(text, 'latin1') });
const utc = (text: string) => node(text, TAG.utcTime);
const generalized = (text: string) => node(text, TAG.generalizedTime);

test.each([
  ['491231235959Z', '2049-12-31T23:59:59.000Z'],
  ['500101000000Z', '1950-01-01T00:00:00.000Z'],
  ['000229120000Z', '2000-02-29T12:00:00.000Z'],
  ['2601011230Z', '2026-01-01T12:30:00.000Z'],
  ['260101003000+0100', '2025-12-31T23:30:00.000Z'],
  ['260101003000-0230', '2026-01-01T03:00:00.000Z'],
])('the UTCTime %s is %s', (text, iso) => {
  expect(readTime(utc(text)).toISOString()).toBe(iso);
});

test.each([
  ['20500101000000Z', '2050-01-01T00:00:00.000Z'],
  ['99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ['00010101000000Z', '0001-01-01T00:00:00.000Z'],
  ['20260101000000.5Z', '2026-01-01T00:00:00.500Z'],
  ['20260101000000,123456789Z', '2026-01-01T00:00:00.123Z'],
  ['202601010000Z', '2026-01-01T00:00:00.000Z'],
  ['20260101000000+0130', '2025-12-31T22:30:00.000Z'],
])('the GeneralizedTime %s is %s', (text, iso) => {
  expect(readTime(generalized(text)).toISOString()).toBe(iso);
});

test.each([
  ['no zone', generalized('20260101000000')],
  ['a 13th month', utc('261301000000Z')],
  ['a 31st of February', utc('260231000000Z')],
  ['a day 0', utc('260100000000Z')],
  ['a 25th hour', utc('260101250000Z')],
  ['a 61st minute', utc('260101006000Z')],
  ['a 61st second', utc('260101000060Z')],
  ['a blank', utc('26010100000 Z')],
  ['nothing', utc('')],
  ['an offset of 99 hours', utc('260101000000+9900')],
  ['four digits of a year in UTCTime', utc('20260101000000Z')],
  ['another type', node('260101000000Z', TAG.utf8String)],
])('a time with %s is refused', (_, time) => {
  expect(() => readTime(time)).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }));
});

test.each([
  [utc('260101000000Z'), true],
  [generalized('20500101000000Z'), true],
  [generalized('20491231235959Z'), false],
  [generalized('20500101000000.0Z'), false],
  [utc('2601010000Z'), false],
  [utc('260101000000+0000'), false],
])('only the form of RFC 5280 is the form of RFC 5280 (%#)', (time, expected) => {
  expect(isProfiledTime(time)).toBe(expected);
});
