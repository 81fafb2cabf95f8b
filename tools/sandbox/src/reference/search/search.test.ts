import { expect, test } from 'vitest';
import type { Entry } from './entries.ts';
import { createIndex, search } from './search.ts';

const entry = (kind: Entry['kind'], name: string, place = '', text = ''): Entry => ({
  kind,
  name,
  place,
  text,
  href: '#',
});

const index = createIndex([
  entry('property', 'consentStatus', 'in consentsResponse-201'),
  entry('schema', 'consentStatus', '', 'How it stands: received, valid.'),
  entry('schema', 'consentStatusResponse-200', '', 'How a consent stands.'),
  entry('operation', 'getConsentStatus', 'GET /v1/consents/{consentId}/status', 'Read the status of a consent'),
  entry('operation', 'createConsent', 'POST /v1/consents', 'Ask for a consent'),
  entry('parameter', 'X-Request-ID', 'header parameter of 13 operations', 'Unique to the request'),
  entry('property', 'requestedId', 'in somewhere', 'nothing'),
  entry('schema', 'invalid', '', 'Nothing is.'),
]);

const find = (query: string) => search(index, query, 10).entries.map(({ kind, name }) => `${kind} ${name}`);

test.each([
  ['getConsentStatus', 'operation getConsentStatus'],
  ['consentstatus', 'schema consentStatus'],
  ['consent status', 'operation getConsentStatus'],
  ['create', 'operation createConsent'],
  ['x-request-id', 'parameter X-Request-ID'],
  ['/v1/consents/', 'operation getConsentStatus'],
  ['POST /v1', 'operation createConsent'],
  ['received', 'schema consentStatus'],
  ['unique', 'parameter X-Request-ID'],
])('%j finds %s first', (query, first) => {
  expect(find(query)[0]).toBe(first);
});

test('a name counts more than a text, and a whole word more than a part of one', () => {
  expect(find('valid')).toEqual(['schema invalid', 'schema consentStatus']);
  expect(find('request')).toEqual(['parameter X-Request-ID', 'property requestedId']);
});

test('all terms must occur', () => {
  expect(find('consent nowhere')).toEqual([]);
  expect(find('')).toEqual([]);
});

test('the best are given and all are counted', () => {
  const { entries, total } = search(index, 'consent', 2);
  expect([entries.length, total]).toEqual([2, 5]);
});

test.each(['.*', '(', '\\', '[a-', '%00', '<b>', '__proto__', '$&'])('%j is looked for as it stands', (query) => {
  expect(find(query)).toEqual([]);
});
