import { join } from 'node:path';
import { descriptors as funds } from '@openxs2a/funds-consent/server';
import { readApi } from '@openxs2a/ir';
import { descriptors } from '@openxs2a/xs2a/server';
import { expect, test } from 'vitest';
import { ROOT } from '../support/processes.ts';

const OPERATIONS = Object.values(descriptors);
const PARAMETERS = OPERATIONS.flatMap(({ parameters }) => parameters);

/** Those that do not fit, each once. */
function findOthers(names: readonly string[], style: RegExp): readonly string[] {
  return [...new Set(names)].filter((name) => !style.test(name)).sort();
}

test('COM-HDR-034 parts of paths are in lower case with hyphens', () => {
  const parts = OPERATIONS.flatMap(({ path }) =>
    path.split('/').filter((part) => part !== '' && !part.startsWith('{')),
  );
  expect(findOthers(parts, /^[a-z0-9]+(-[a-z0-9]+)*$/)).toEqual([]);
});

test('COM-HDR-034 parts of headers begin with a capital, but for two names that the standard has otherwise', () => {
  const names = PARAMETERS.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  expect(findOthers(names, /^[A-Z][A-Za-z0-9]*(-[A-Z][A-Za-z0-9]*)*$/)).toEqual(['Accept-language', 'x-jws-signature']);
});

test('COM-HDR-034 names of queries and of JSON are lowerCamelCase, but for three names that the standard has otherwise', async () => {
  const queries = PARAMETERS.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  expect(findOthers(queries, /^[a-z][A-Za-z0-9]*$/)).toEqual([]);
  const { api } = await readApi(join(ROOT, 'specs/xs2a/openapi.yaml'));
  expect(findOthers(namesOf(api?.schemas), /^(_links|[a-z][A-Za-z0-9]*)$/)).toEqual([
    'card-account',
    'json_standingorderType',
    'xml_sct',
  ]);
});

/** Of the members of all schemas. */
function namesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'properties' in value && typeof value.properties === 'object' && value.properties !== null
      ? Object.keys(value.properties)
      : [];
  return [...own, ...Object.values(value).flatMap(namesOf)];
}

test('COM-HDR-043 every path begins with v1, those of consents to confirmations of funds with v2', () => {
  const versions = (all: Readonly<Record<string, { readonly path: string }>>) =>
    new Set(Object.values(all).map(({ path }) => path.split('/')[1]));
  expect([...versions(descriptors)]).toEqual(['v1']);
  expect([...versions(funds)]).toEqual(['v2']);
});

test('N-COM-HDR-108 the version of the interface is that of its version field', async () => {
  const { api } = await readApi(join(ROOT, 'specs/xs2a/openapi.yaml'));
  expect(api?.version).toBe('1.3.16');
});
