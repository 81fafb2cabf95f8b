import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationDescriptor, ParameterDescriptor, Place, Shape, Style } from '../descriptor.ts';
import { decodeParameters } from './decode-parameters.ts';
import { encodeHeaderParameters } from './headers.ts';
import { encodePath } from './path.ts';
import { CodecError } from './problem.ts';
import { encodeCookies, encodeQuery } from './query.ts';

type Case = readonly [Shape, fc.Arbitrary<unknown>];
const integer = fc.oneof(fc.maxSafeInteger(), fc.constant(2 ** 70)).map((value) => value + 0);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

function listCases(text: fc.Arbitrary<string>): readonly Case[] {
  const scalars: readonly Case[] = [
    ['string', text],
    ['integer', integer],
    ['number', number],
    ['boolean', fc.boolean()],
    [{ first: ['null', 'integer'] }, fc.option(integer)],
  ];
  const record = fc.record({ plain: text, count: integer, flag: fc.boolean() });
  return [
    ...scalars,
    ...scalars.map(([shape, value]): Case => [{ array: shape }, fc.array(value, { minLength: 1 })]),
    [{ object: { plain: 'string', count: 'integer', flag: 'boolean' } }, record],
    [{ object: {}, rest: 'integer' }, fc.dictionary(text, integer, { minKeys: 1 })],
    [{ first: [{ array: 'integer' }, 'string'] }, fc.array(integer, { minLength: 2 })],
  ];
}

const anyText = fc.string({ unit: 'grapheme', minLength: 1 });
const latinText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f),
    { minLength: 1 },
  )
  .map((codes) => String.fromCharCode(...codes));

const STYLES: readonly (readonly [Place, Style])[] = [
  ['path', 'simple'],
  ['path', 'label'],
  ['path', 'matrix'],
  ['query', 'form'],
  ['query', 'spaceDelimited'],
  ['query', 'pipeDelimited'],
  ['query', 'deepObject'],
  ['header', 'simple'],
  ['cookie', 'form'],
];

function describeOperation(...parameters: ParameterDescriptor[]): OperationDescriptor {
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `/{${name}}`);
  return { id: 'try', method: 'GET', path: `/x${names.join('')}`, parameters, responses: [] };
}

/** Over the wire and back, through the platform's own URL and Headers. */
function travel(parameter: ParameterDescriptor, value: unknown): unknown {
  const descriptor = describeOperation(parameter);
  const values = { [parameter.name]: value };
  const path = parameter.in === 'path' ? encodePath(descriptor, values) : '/x';
  const query = parameter.in === 'query' ? `?${encodeQuery(descriptor, values)}` : '';
  const url = new URL(`http://host${path}${query}`);
  const headers = new Headers(parameter.in === 'header' ? encodeHeaderParameters(descriptor, values) : []);
  const cookies = parameter.in === 'cookie' ? (encodeCookies(descriptor, values) ?? null) : null;
  const raw = { [parameter.name]: url.pathname.slice('/x/'.length) };
  const decoded = decodeParameters(descriptor, { path: raw, search: url.search, headers, cookies });
  expect(decoded.problems).toEqual([]);
  const place = parameter.in === 'header' ? 'headers' : parameter.in === 'cookie' ? 'cookies' : parameter.in;
  return decoded[place][parameter.name];
}

for (const [place, style] of STYLES) {
  for (const [shape, arbitrary] of listCases(place === 'header' ? latinText : anyText)) {
    for (const explode of [false, true]) {
      test(`a ${JSON.stringify(shape)} in ${place} ${style}${explode ? ' exploded' : ''} comes back as it went or is refused`, () => {
        const parameter: ParameterDescriptor = { name: 'p', in: place, shape, style, explode };
        const outcomes = { equal: 0, refused: 0 };
        fc.assert(
          fc.property(arbitrary, (value) => {
            try {
              const back = travel(parameter, value);
              const sent = place === 'header' ? trimAll(value) : value;
              expect(back).toEqual(sent);
              outcomes.equal += 1;
            } catch (error) {
              if (!(error instanceof CodecError)) throw error;
              expect(error.problems[0]?.pointer ?? '').toMatch(/^(\/p)?$/);
              outcomes.refused += 1;
            }
          }),
        );
        expect(outcomes.equal).toBeGreaterThan(0);
      });
    }
  }
}

/** White space at the ends is no part of a header value. */
function trimAll(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^[ \t]+|[ \t]+$/g, '');
  if (Array.isArray(value)) return value.map(trimAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [trimAll(name), trimAll(item)]));
}
