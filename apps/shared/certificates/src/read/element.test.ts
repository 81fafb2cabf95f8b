import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, sequence, tlv } from './der.fixture.ts';
import { readElement, readElements } from './element.ts';

test.each([
  ['0500', { tag: 5, from: 0, start: 2, end: 2 }],
  ['040101 ff', { tag: 4, from: 0, start: 2, end: 3 }],
  [`048180${'00'.repeat(128)}`, { tag: 4, from: 0, start: 3, end: 131 }],
  [`04820100${'00'.repeat(256)}`, { tag: 4, from: 0, start: 4, end: 260 }],
  ['bf8148 00', { tag: 0xbf, from: 0, start: 4, end: 4 }],
])('%s lies where its header says', (text, element) => {
  expect(readElement(hex(text), 0)).toEqual(element);
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
  ['a tag of a high number in a longer form', 'bf8048 00'],
])('%s is malformed', (_, text) => {
  expect(() => readElement(hex(text), 0)).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }));
});

test('a value ends within the one that it lies in', () => {
  const bytes = hex('3003 0402ff 0000');
  expect(() => [...readElements(bytes, readElement(bytes, 0))]).toThrow('longer than what it stands in, at octet 2');
});

test('what follows the last that is wanted is not looked at', () => {
  const bytes = hex('3006 0500 0500 05ff');
  expect([...readElements(bytes, readElement(bytes, 0), 2)]).toHaveLength(2);
});

test('what is written is where it is found', () => {
  const value = fc.letrec<{ node: Uint8Array }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.uint8Array({ maxLength: 300 }).map((content) => tlv(0x04, content)),
      fc.array(tie('node'), { maxLength: 4 }).map((parts) => sequence(...parts)),
    ),
  })).node;
  const rebuild = (der: Uint8Array): Uint8Array => {
    const whole = readElement(der, 0);
    if (whole.tag !== 0x30) return tlv(whole.tag, der.subarray(whole.start, whole.end));
    return sequence(...[...readElements(der, whole)].map(({ from, end }) => rebuild(der.subarray(from, end))));
  };
  fc.assert(fc.property(value, (der) => Buffer.compare(rebuild(der), der) === 0));
});
