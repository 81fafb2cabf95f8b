import { expect, test } from 'vitest';
import { isImplicit } from './start.ts';

const PLAIN = { approach: 'REDIRECT', isPsuKnown: false, isMultilevel: false, prefersExplicit: false } as const;

test.each([
  ['AUT-STR-001', 'nothing stands against it', {}, true],
  ['AUT-STR-002', 'the TPP wants to', { prefersExplicit: true }, false],
  ['MLV-SCA-001', 'several may have to sign', { isMultilevel: true }, false],
  ['AUT-STR-004', 'the PSU is not known, where the TPP has to name it', { approach: 'DECOUPLED' }, false],
  ['AUT-STR-001', 'the PSU is known', { approach: 'DECOUPLED', isPsuKnown: true }, true],
] as const)('%s whether the bank begins where %s', (_rule, _what, more, begins) => {
  expect(isImplicit({ ...PLAIN, ...more }, { start: 'implicit' })).toBe(begins);
  expect(isImplicit({ ...PLAIN, ...more }, { start: 'explicit' })).toBe(false);
});
