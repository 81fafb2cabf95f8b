import { expect, test } from 'vitest';
import { hex } from '../../read/der.fixture.ts';
import { readSpan, readSpans } from './span.ts';

test.each([
  ['0500', { tag: 5, from: 0, start: 2, end: 2 }],
  ['040101 ff', { tag: 4, from: 0, start: 2, end: 3 }],
  [`048180${'00'.repeat(128)}`, { tag: 4, from: 0, start: 3, end: 131 }],
  [`04820100${'00'.repeat(256)}`, { tag: 4, from: 0, start: 4, end: 260 }],
])('%s lies where its header says', (text, span) => {
  const bytes = hex(text);
  expect(readSpan(bytes, 0, bytes.length)).toEqual(span);
});

test.each([
  ['nothing', ''],
  ['a tag alone', '04'],
  ['a length that is not whole', '0482 01'],
  ['a content that is not whole', '0402 00'],
  ['an indefinite length', '3080 0000'],
  ['a length of five octets', '04850000000001 00'],
  ['a long length that could be short', '04817f'.padEnd(260, '0')],
  ['a length with a zero in front', `0482 0080${'00'.repeat(128)}`],
  ['a tag of several octets', '1f8101 00'],
])('%s is malformed', (_, text) => {
  const bytes = hex(text);
  expect(() => readSpan(bytes, 0, bytes.length)).toThrow(
    expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }),
  );
});

test('a value ends within the one that it lies in', () => {
  const bytes = hex('3003 0402ff 0000');
  expect(() => [...readSpans(bytes, readSpan(bytes, 0, bytes.length))]).toThrow('before its length');
});
