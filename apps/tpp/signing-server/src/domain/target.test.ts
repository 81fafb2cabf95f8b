import { PROFILES } from '@openxs2a/http-signatures';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTarget, parseTargetUrl, type Target } from './target.ts';

const target = (baseUrl: string): Target => ({ baseUrl, profiles: [PROFILES.nextgenpsd2] });

test.each([
  ['https://bank.example', 'https://bank.example/'],
  ['https://bank.example', 'https://bank.example/v1/accounts?x=1'],
  ['https://bank.example/psd2', 'https://bank.example/psd2'],
  ['https://bank.example/psd2', 'https://bank.example/psd2/v1'],
  ['https://bank.example/psd2/', 'https://bank.example/psd2/v1'],
  ['https://bank.example:8443/psd2', 'https://bank.example:8443/psd2/v1'],
  ['http://bank.localhost:3000', 'http://bank.localhost:3000/v1'],
  ['*', 'https://anything.example/at/all'],
])('what is below %s belongs to it: %s', (baseUrl, url) => {
  expect(findTarget([target(baseUrl)], new URL(url))?.baseUrl).toBe(baseUrl);
});

test.each([
  ['https://bank.example', 'http://bank.example/'],
  ['https://bank.example', 'https://bank.example:8443/'],
  ['https://bank.example', 'https://bank.example.evil.example/'],
  ['https://bank.example', 'https://evil.example/?https://bank.example/'],
  ['https://bank.example/psd2', 'https://bank.example/psd2-admin'],
  ['https://bank.example/psd2', 'https://bank.example/'],
  ['https://bank.example/psd2/', 'https://bank.example/psd2'],
  ['*', 'http://anything.example/'],
])('what is not below %s does not belong to it: %s', (baseUrl, url) => {
  expect(findTarget([target(baseUrl)], new URL(url))).toBeUndefined();
});

test('the closest target counts', () => {
  const targets = ['*', 'https://bank.example', 'https://bank.example/psd2'].map(target);
  const find = (url: string) => findTarget(targets, new URL(url))?.baseUrl;
  expect(find('https://bank.example/psd2/v1')).toBe('https://bank.example/psd2');
  expect(find('https://bank.example/other')).toBe('https://bank.example');
  expect(find('https://other.example/')).toBe('*');
});

test.each([
  '/v1/accounts',
  'bank.example/v1',
  'ftp://bank.example/',
  'https://user@bank.example/',
  'https://user:password@bank.example/',
  'https://bank.example/#fragment',
  'https://bank.example/psd2/../admin',
  'https://bank.example/psd2/%2e%2e/admin',
  'https://bank.example/psd2/..%2fadmin',
  'https://bank.example/psd2/%5C..%5Cadmin',
  'https://bank.example/a%00',
  'https://bank.example\\admin',
  'https:bank.example/',
  'HTTPS://BANK.example/',
  'https://bank.example:443/',
  ' https://bank.example/',
  'https://bank.example/\nx',
  'https://bank.example/a b',
  '',
])('a URL that is not plain is none: %j', (text) => {
  expect(parseTargetUrl(text)).toBeUndefined();
});

test('a URL that is plain leaves its base by no way of writing', () => {
  const segment = fc.constantFrom('..', '.', '%2e%2e', '%2E.', 'psd2', 'v1', '%2f', '\\', '', ';', '%', 'a');
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
      const url = parseTargetUrl(`https://bank.example/psd2/${segments.join('/')}`);
      fc.pre(url !== undefined);
      expect(url?.pathname.startsWith('/psd2/')).toBe(true);
      expect(decodeURIComponent(url?.pathname.replaceAll(/%(?![\da-f]{2})/gi, '') ?? '')).not.toContain('..');
    }),
  );
});
