import { expect, test } from 'vitest';
import { findField, hasField, indexHeaders, readOnlyField } from './fields.ts';

test('values are found in any case, without the blanks and tabs around them', () => {
  const fields = indexHeaders([
    ['X-Request-ID', ' \t a b \t'],
    ['psu-id', ''],
  ]);
  expect(findField(fields, 'x-request-id')).toBe('a b');
  expect(findField(fields, 'psu-id')).toBe('');
  expect(findField(fields, 'psu')).toBeUndefined();
  expect(['psu-id', 'psu'].map((name) => hasField(fields, name))).toEqual([true, false]);
});

test('other blanks are content', () => {
  expect(findField(indexHeaders([['PSU-ID', '\u00a0erika\u00a0']]), 'psu-id')).toBe('\u00a0erika\u00a0');
});

test('what comes twice is joined, in its order, whatever its case', () => {
  const fields = indexHeaders([
    ['PSU-ID', ' a '],
    ['Other', '1'],
    ['psu-id', 'b'],
    ['Psu-Id', ''],
  ]);
  expect(findField(fields, 'psu-id')).toBe('a, b, ');
});

test.each([
  ['is not there', [], 'digest-missing'],
  ['is empty', [['Digest', ' ']], 'digest-missing'],
  [
    'comes twice',
    [
      ['Digest', 'a'],
      ['digest', 'a'],
    ],
    'header-duplicated',
  ],
  [
    'comes twice and empty',
    [
      ['Digest', ''],
      ['digest', ''],
    ],
    'header-duplicated',
  ],
  ['is too long', [['Digest', 'abcde']], 'header-too-large'],
  ['is as long as it may be', [['Digest', ' abcd ']], 'abcd'],
] as const)('a header that carries a part of the signature and %s', (_name, headers, outcome) => {
  const step = readOnlyField(indexHeaders(headers), 'digest', 4, 'digest-missing');
  expect(step.accepted ? step.evidence : step.reason).toBe(outcome);
});
