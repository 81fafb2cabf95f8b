import { expect, test } from 'vitest';
import { readElement } from '../read/element.ts';
import { TAG } from '../read/tag.ts';
import { writeElement } from './write-element.ts';

test.each([
  [0, '0400'],
  [1, '0401'],
  [0x7f, '047f'],
  [0x80, '048180'],
  [0xff, '0481ff'],
  [0x100, '04820100'],
  [0xffff, '0482ffff'],
  [0x10000, '0483010000'],
])('a value of %i octets has the shortest header, and is read as it was written', (length, header) => {
  const element = writeElement(TAG.octetString, Buffer.alloc(length, 7));
  const start = header.length / 2;
  expect(element.subarray(0, start).toString('hex')).toBe(header);
  expect(readElement(element, 0)).toEqual({ tag: TAG.octetString, from: 0, start, end: start + length });
});

test('what lies within it lies there in its order', () => {
  const inner = writeElement(TAG.integer, Buffer.from([1]));
  expect(writeElement(TAG.sequence, inner, writeElement(TAG.null)).toString('hex')).toBe('30050201010500');
});
