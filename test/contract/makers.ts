import type { Api, Header, Media, Operation, Parameter, Response } from '@openxs2a/ir';
import fc from 'fast-check';
import type { PlainRequest, PlainResult } from './harness.ts';
import { type Carrier, createArbitraries } from './schema/arbitrary.ts';
import type { Direction, Schema } from './schema/json-schema.ts';
import { statusOf } from './statuses.ts';

export const PLACES = { path: 'path', query: 'query', headers: 'header', cookies: 'cookie' } as const;

export type Parameters = Pick<PlainRequest, keyof typeof PLACES>;

/** Which of the optional parameters and headers there are. */
export type Fill = 'all' | 'required' | 'some';

/** Makes messages of one document; the same seed makes the same message. */
export interface Makers {
  parameters(operation: Operation, seed: number, fill?: Fill): Parameters;
  body(media: Media, direction: Direction, parameters: Parameters, seed: number): { type: string; value: unknown };
  answer(
    operation: Operation,
    response: Response,
    media: Media | undefined,
    parameters: Parameters,
    seed: number,
    fill?: Fill,
  ): PlainResult;
}

/** Headers that `fetch` sends of itself where nobody sets them: leaving one out cannot be tried over a socket. */
const SENT_ANYWAY = /^(accept-language|accept-encoding|sec-fetch-mode|user-agent)$/i;

const known = new WeakMap<Api, Makers>();

/** Arbitraries are kept with the document: making them costs more than drawing from them. */
export function createMakers(api: Api): Makers {
  const found = known.get(api);
  if (found !== undefined) return found;
  const families = new Map<string, (schema: Schema) => fc.Arbitrary<unknown>>();
  const made = new Map<unknown, fc.Arbitrary<unknown>>();
  const arbitraryOf = (schema: Schema, carrier: Carrier, direction: Direction, bytes: boolean) => {
    const key = `${carrier} ${direction} ${bytes}`;
    const family = families.get(key) ?? createArbitraries({ schemas: api.schemas, carrier, direction, bytes });
    families.set(key, family);
    return family(schema);
  };
  const remember = (key: unknown, make: () => fc.Arbitrary<unknown>) => {
    const arbitrary = made.get(key) ?? make();
    made.set(key, arbitrary);
    return arbitrary;
  };
  const valuesOf = (values: readonly (Parameter | Header)[], carrier: Carrier, direction: Direction, fill: Fill) => {
    const members = values.map(({ name, schema, contentType }) => {
      const own = contentType === undefined ? carrier : 'json';
      return [name, arbitraryOf(schema, own, direction, false)] as const;
    });
    const isRequired = (name: string) =>
      (direction === 'request' && SENT_ANYWAY.test(name)) ||
      values.some((value) => value.name === name && value.required);
    const kept = fill === 'required' ? members.filter(([name]) => isRequired(name)) : members;
    const requiredKeys = kept.map(([name]) => name).filter((name) => fill !== 'some' || isRequired(name));
    return fc.record(Object.fromEntries(kept), { requiredKeys, noNullPrototype: true });
  };
  const bodyOf = (media: Media, schema: Schema, direction: Direction) => {
    if (media.kind === 'binary') return fc.uint8Array({ maxLength: 200 });
    if (media.kind === 'xml') return fc.string({ unit: 'grapheme' }).map((text) => `<a>${text}</a>`);
    if (media.kind === 'text') return arbitraryOf({ allOf: [{ type: 'string' }, schema] }, 'query', direction, false);
    return arbitraryOf(schema, media.kind === 'json' ? 'json' : 'parts', direction, media.kind === 'multipart');
  };
  const makers: Makers = {
    parameters: (operation, seed, fill = 'some') => {
      const places = Object.entries(PLACES).map(([key, place]) => {
        const values = operation.parameters.filter((parameter) => parameter.in === place);
        return [
          key,
          draw(
            remember(`${operation.id} ${key} ${fill}`, () => valuesOf(values, place, 'request', fill)),
            seed,
          ),
        ];
      });
      return Object.fromEntries(places);
    },
    body: (media, direction, parameters, seed) => {
      const schema = chooseSchema(media, parameters);
      return {
        type: concrete(media.type),
        value: draw(
          remember(schema, () => bodyOf(media, schema, direction)),
          seed,
        ),
      };
    },
    answer: (operation, response, media, parameters, seed, fill = 'some') => {
      const headers = draw(
        remember(`${operation.id} ${response.status} ${fill}`, () =>
          valuesOf(response.headers, 'header', 'response', fill),
        ),
        seed,
      ) as object;
      const body = media && makers.body(media, 'response', parameters, seed);
      return {
        status: statusOf(response.status, operation),
        ...(body === undefined ? {} : { type: body.type, body: body.value }),
        ...(response.headers.length === 0 ? {} : { headers: { ...headers } }),
      };
    },
  };
  known.set(api, makers);
  return makers;
}

function draw(arbitrary: fc.Arbitrary<unknown>, seed: number): unknown {
  return fc.sample(arbitrary, { numRuns: 1, seed })[0];
}

/** The schema of a body: where a parameter decides, the one that its value names. */
export function chooseSchema({ schema, select }: Media, parameters: Parameters): Schema {
  if (select === undefined) return schema;
  const key = Object.entries(PLACES).find(([, place]) => place === select.in)?.[0] as keyof Parameters;
  return select.cases[String(parameters[key][select.name])] ?? schema;
}

function concrete(type: string): string {
  return type.replace('*/*', 'application/octet-stream').replace('/*', '/x-some');
}
