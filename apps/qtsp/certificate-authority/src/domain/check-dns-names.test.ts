import type { GeneralName } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { checkDnsNames, toDnsNames } from './check-dns-names.ts';

const VETTED = ['aurora.example', 'aurora.localhost'];
const dns = (...values: readonly string[]): readonly GeneralName[] => values.map((value) => ({ kind: 'dns', value }));

test.each([
  ['the domain itself', dns('aurora.example')],
  ['a name below it', dns('api.eu.aurora.example')],
  ['several', dns('aurora.localhost', 'API.Aurora.Example')],
])('%s is taken', (_, names) => {
  expect(checkDnsNames(names, VETTED)).toEqual([]);
});

test.each<[string, readonly GeneralName[], readonly string[]]>([
  ['no name', [], ['dns-name-missing']],
  ['a wildcard', dns('*.aurora.example'), ['dns-name-not-allowed']],
  ['a domain that only ends alike', dns('notaurora.example'), ['dns-name-not-vetted']],
  ['the domain above', dns('example'), ['dns-name-not-allowed']],
  ['a foreign domain', dns('bank.example'), ['dns-name-not-vetted']],
  ['an IP address as a name', dns('10.0.0.1'), ['dns-name-not-allowed']],
  ['an IP address', [{ kind: 'ip', value: '10.0.0.1' }, ...dns('aurora.example')], ['dns-name-not-allowed']],
  [
    'a mail address',
    [{ kind: 'email', value: 'a@aurora.example' }, ...dns('aurora.example')],
    ['dns-name-not-allowed'],
  ],
  ['an address alone', [{ kind: 'ip', value: '10.0.0.1' }], ['dns-name-missing', 'dns-name-not-allowed']],
  ['an empty label', dns('api..aurora.example'), ['dns-name-not-allowed']],
  ['a hidden end', dns('aurora.example\u0000.evil.example'), ['dns-name-not-allowed']],
  ['a name in another script', dns('аurora.example'), ['dns-name-not-allowed']],
  ['a trailing dot', dns('aurora.example.'), ['dns-name-not-allowed']],
  ['a name that is too long', dns(`${'a.'.repeat(130)}aurora.example`), ['dns-name-not-allowed']],
  ['too many names', dns(...Array.from({ length: 51 }, (_, n) => `a${n}.aurora.example`)), ['dns-name-not-allowed']],
])('%s is refused', (_, names, reasons) => {
  expect(checkDnsNames(names, VETTED).map(({ reason }) => reason)).toEqual(reasons);
});

test('names are taken over in lower case and once', () => {
  expect(toDnsNames(dns('A.example', 'a.example', 'b.example'))).toEqual(['a.example', 'b.example']);
});
