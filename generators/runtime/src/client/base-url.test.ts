import { expect, test } from 'vitest';
import { joinUrl, parseBaseUrl } from './base-url.ts';

const JOINED = [
  ['https://bank.example', '/v1/accounts', '', 'https://bank.example/v1/accounts'],
  ['https://bank.example/', '/v1/accounts', '', 'https://bank.example/v1/accounts'],
  ['https://bank.example/psd2/', '/v1/consents', 'a=1&b=2', 'https://bank.example/psd2/v1/consents?a=1&b=2'],
  ['https://bank.example:8443/a/b//', '/v1', '', 'https://bank.example:8443/a/b/v1'],
  ['https://bank.example', '/v1/a%2Fb/..c', '', 'https://bank.example/v1/a%2Fb/..c'],
  ['https://bank.example/psd2', '//other.example/v1', '', 'https://bank.example/psd2//other.example/v1'],
] as const;

test.each(JOINED)('%s and %s?%s join to %s', (base, path, query, url) => {
  expect(joinUrl(parseBaseUrl(base), path, query).href).toBe(url);
});

test('a base URL may be a URL object', () => {
  expect(parseBaseUrl(new URL('https://bank.example/psd2'))).toEqual({
    origin: 'https://bank.example',
    prefix: '/psd2',
  });
});

const REFUSED = [
  ['/psd2', 'an absolute URL'],
  ['ftp://bank.example', 'https or http'],
  ['https://me:secret@bank.example', 'credentials'],
  ['https://bank.example/?a=1', 'query'],
  ['https://bank.example/#a', 'fragment'],
] as const;

test.each(REFUSED)('the base URL %s is refused: it must be without %s', (base, reason) => {
  expect(() => parseBaseUrl(base)).toThrow(TypeError);
  expect(() => parseBaseUrl(base)).toThrow(reason);
});
