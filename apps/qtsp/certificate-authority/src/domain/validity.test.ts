import { expect, test } from 'vitest';
import { toValidity } from './validity.ts';

const NOW = new Date('2026-11-26T18:00:00.789Z');
const LATER = new Date('2036-01-01T00:00:00Z');

test('a certificate counts from five minutes ago, in whole seconds', () => {
  const { notBefore, notAfter } = toValidity(24, NOW, LATER);
  expect(notBefore.toISOString()).toBe('2026-11-26T17:55:00.000Z');
  expect(notAfter.toISOString()).toBe('2026-11-27T18:00:00.000Z');
});

test('a certificate never outlives its issuer', () => {
  const end = new Date('2026-11-27T00:00:00Z');
  expect(toValidity(24, NOW, end).notAfter).toEqual(end);
});
