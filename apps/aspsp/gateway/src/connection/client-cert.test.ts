import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClientCert } from './client-cert.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 });
const render = (part: Uint8Array) => `:${Buffer.from(part).toString('base64')}:`;

test('what a proxy writes is what is read, whatever the bytes', () => {
  fc.assert(
    fc.property(bytes, fc.array(bytes, { minLength: 1, maxLength: 10 }), (leaf, chain) => {
      expect(parseClientCert(render(leaf), chain.map(render).join(', '))).toEqual({ leaf, chain });
      expect(parseClientCert(` ${render(leaf)}\t`, undefined)).toEqual({ leaf, chain: [] });
    }),
  );
});

test('whatever else stands there is a problem, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), fc.option(fc.string(), { nil: undefined }), (leaf, chain) => {
      const read = parseClientCert(leaf, chain);
      expect('problem' in read || render(read.leaf) === leaf.trim()).toBe(true);
    }),
  );
});

test.each([
  ['nothing', ''],
  ['no colons', 'AAAA'],
  ['no bytes', '::'],
  ['two values, as joined lines are', ':AAAA:, :BBBB:'],
  ['parameters', ':AAAA:;a=1'],
  ['base64url', ':AA-_:'],
  ['padding that is missing', ':AAA:'],
  ['bits that do not count', ':AAF=:'],
  ['a blank inside', ':AA AA:'],
  ['PEM', ':-----BEGIN CERTIFICATE-----:'],
])('Client-Cert with %s is refused', (_, text) => {
  expect(parseClientCert(text, undefined)).toEqual({ problem: 'Client-Cert is no byte sequence' });
});

test.each([
  ['an empty list', ''],
  ['an empty entry', ':AAAA:,, :BBBB:'],
  ['a token', 'AAAA'],
])('Client-Cert-Chain with %s is refused', (_, text) => {
  expect(parseClientCert(':AAAA:', text)).toMatchObject({ problem: expect.stringContaining('Client-Cert-Chain') });
});

test('a chain is as long as chains are', () => {
  const chain = (length: number) => Array.from({ length }, () => ':AAAA:').join(',');
  expect(parseClientCert(':AAAA:', chain(10))).toHaveProperty('leaf');
  expect(parseClientCert(':AAAA:', chain(11))).toEqual({ problem: 'Client-Cert-Chain is too long' });
});
