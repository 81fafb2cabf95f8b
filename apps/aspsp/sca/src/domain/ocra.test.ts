import { expect, test } from 'vitest';
import { ocra } from './ocra.ts';

const KEY_20 = Buffer.from('12345678901234567890');

// RFC 6287, appendix C.1, one-way challenge response with OCRA-1:HOTP-SHA1-6:QN08
test.each([
  ['00000000', '237653'],
  ['11111111', '243178'],
  ['22222222', '653583'],
  ['33333333', '740991'],
  ['44444444', '608993'],
  ['55555555', '388898'],
  ['66666666', '816933'],
  ['77777777', '224598'],
  ['88888888', '750600'],
  ['99999999', '294470'],
])('RFC 6287, C.1: the answer to %s is %s', (question, answer) => {
  expect(ocra('OCRA-1:HOTP-SHA1-6:QN08', KEY_20, question)).toBe(answer);
});

test.each([
  ['OCRA-1:HOTP-SHA256-8:QN08-T1M', '00000000'],
  ['OCRA-1:HOTP-MD5-8:QN08', '00000000'],
  ['OCRA-1:HOTP-SHA256-8:QN08', '0000000'],
  ['OCRA-1:HOTP-SHA256-8:QN08', 'abcdefgh'],
])('another suite or question is a mistake of the program: %s, %s', (suite, question) => {
  expect(() => ocra(suite, KEY_20, question)).toThrow(TypeError);
});
