import { systemRandom } from '@openxs2a/service';
import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LinkPlace, openLink, sealLink } from './link-token.ts';

const key = new Uint8Array(32).fill(7);
const until = new Date('2026-11-26T10:30:00Z');
const now = new Date('2026-11-26T10:00:00Z');
const place: LinkPlace = { operationId: 'getTransactionList', consentId: 'consent-1', resourceId: 'resource-1' };

const sealAt = (content: unknown, at: LinkPlace = place) =>
  sealLink(content, { until, place: at, key, random: systemRandom });

test('a link says what it was given, whatever that is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (content) => {
      expect(openLink(sealAt(content), { now, place, key })).toEqual({ content: JSON.parse(JSON.stringify(content)) });
    }),
  );
});

test('N-AIS-TRX-117 a link that was altered anywhere is refused', () => {
  const token = sealAt({ cursor: '42.booked.17' });
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .%\u{0}é';
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...alphabet), (at, letter) => {
      fc.pre(token[at] !== letter);
      const altered = token.slice(0, at) + letter + token.slice(at + 1);
      expect(openLink(altered, { now, place, key })).toEqual({ refused: 'not-ours' });
    }),
    { numRuns: 500 },
  );
});

test('N-AIS-TRX-117 text that nobody sealed is no link', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: ANY_CHARACTER }), fc.base64String()), (text) => {
      expect(openLink(text, { now, place, key })).toEqual({ refused: 'not-ours' });
    }),
  );
});

test.each([
  ['cut short', (token: string) => token.slice(0, -1)],
  ['with more behind it', (token: string) => `${token}AAAA`],
  ['twice', (token: string) => token + token],
  ['padded', (token: string) => `${token}=`],
  ['with a line break in it', (token: string) => `${token.slice(0, 9)}\n${token.slice(9)}`],
  ['of endless length', () => 'A'.repeat(1_000_000)],
  ['empty', () => ''],
])('N-AIS-TRX-117 a link %s is refused', (_, change) => {
  expect(openLink(change(sealAt('content')), { now, place, key })).toEqual({ refused: 'not-ours' });
});

test.each<[string, Partial<LinkPlace>]>([
  ['another consent', { consentId: 'consent-2' }],
  ['another account', { resourceId: 'resource-2' }],
  ['another operation', { operationId: 'getCardAccountTransactionList' }],
])('N-AIS-TRX-117 a link is no link of %s', (_, other) => {
  expect(openLink(sealAt('content'), { now, place: { ...place, ...other }, key })).toEqual({ refused: 'not-ours' });
});

test('places do not run into each other', () => {
  const one = { ...place, consentId: 'a","b', resourceId: 'c' };
  const other = { ...place, consentId: 'a', resourceId: 'b","c' };
  expect(openLink(sealAt('content', one), { now, place: other, key })).toEqual({ refused: 'not-ours' });
});

test('a link is of one key', () => {
  const other = new Uint8Array(32).fill(8);
  expect(openLink(sealAt('content'), { now, place, key: other })).toEqual({ refused: 'not-ours' });
});

test('N-AIS-TRX-117 a link lapses at its time, and not before', () => {
  const token = sealAt('content');
  const before = new Date(until.getTime() - 1);
  expect(openLink(token, { now: before, place, key })).toEqual({ content: 'content' });
  expect(openLink(token, { now: until, place, key })).toEqual({ refused: 'expired' });
});

test('nothing of a link can be read, and the same link is never the same text', () => {
  const content = { accountId: 'internal-account-4711' };
  const [one, other] = [sealAt(content), sealAt(content)];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('4711');
});
