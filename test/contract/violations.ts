import type { Api, Media, Operation, Parameter } from '@openxs2a/ir';
import type { Generated, PlainRequest } from './harness.ts';
import { chooseSchema, createMakers, PLACES } from './makers.ts';
import { type RawAnswer, type RawRequest, sendRaw, writeRequest } from './raw-request.ts';
import { listBreaches } from './schema/breaches.ts';
import type { Reading, Schema } from './schema/json-schema.ts';
import { matches } from './schema/matches.ts';
import { listSites, type Site } from './schema/sites.ts';
import { createTally, type Tally } from './tally.ts';

/** A request that breaks one rule, and how it is to be refused. */
export interface Violation {
  readonly operation: Operation;
  readonly kind: string;
  readonly raw: RawRequest;
  readonly status: readonly number[];
  /** What the refusal must tell; absent where a status says all. */
  readonly place?: string;
  readonly pointer?: string;
  readonly rule?: readonly string[];
  /** Inside alternatives another rule of the same value may be told: which values tell the alternatives apart. */
  readonly loose?: boolean;
}

export interface ViolationReport {
  readonly tally: Tally;
  readonly failures: readonly string[];
}

const LANES = 16;

/** Breaks every rule that requests of a specification have, one at a time, over a socket. */
export async function violate(generated: Generated, { seed = 1 } = {}): Promise<ViolationReport> {
  const tally = createTally();
  const failures: string[] = [];
  let reached = false;
  const server = await generated.startServer(() => {
    reached = true;
    throw new Error('The handler was reached.');
  });
  const all = generated.api.operations.flatMap((operation) => listViolations(generated.api, operation, seed, tally));
  const queue = all.values();
  const work = async () => {
    for (const violation of queue) {
      const failure = judge(violation, await sendRaw(server.port, violation.raw), tally);
      if (failure !== undefined) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
  await server.stop();
  if (reached) failures.push('A handler was reached.');
  return { tally, failures };
}

function judge(violation: Violation, answer: RawAnswer, tally: Tally): string | undefined {
  const { operation, kind, status, rule, pointer, place, loose } = violation;
  const where = `${operation.id} ${kind} ${place ?? ''}${pointer ?? ''}`;
  const sent = `${violation.raw.method} ${violation.raw.path} ${violation.raw.body?.toString('utf8') ?? ''}`.slice(
    0,
    400,
  );
  if (!status.includes(answer.status))
    return `${where}: ${answer.status} instead of ${status}: ${answer.text.slice(0, 300)} for ${sent}`;
  tally.add(kind);
  if (rule === undefined || !status.includes(400)) return undefined;
  const problems = problemsOf(answer.text);
  const told = problems.some(
    (problem) => problem.place === place && problem.pointer === pointer && rule.includes(problem.rule),
  );
  const alone = problems.every(
    (problem) => problem.place === place && (problem.pointer ?? '').startsWith(parentOf(pointer ?? '')),
  );
  if (told && alone) return undefined;
  if (loose && alone && problems.some((problem) => problem.pointer === pointer)) {
    tally.add('(told by another rule of the same value)');
    return undefined;
  }
  return `${where}: ${rule} was told as ${JSON.stringify(problems).slice(0, 400)} for ${sent}`;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

interface ToldProblem {
  readonly place?: string;
  readonly pointer?: string;
  readonly rule: string;
}

function problemsOf(text: string): readonly ToldProblem[] {
  const { problems } = JSON.parse(text) as { problems?: readonly ToldProblem[] };
  return problems ?? [];
}

function listViolations(api: Api, operation: Operation, seed: number, tally: Tally): readonly Violation[] {
  const makers = createMakers(api);
  const parameters = makers.parameters(operation, seed);
  const [first] = operation.body?.content ?? [];
  const body = first && makers.body(first, 'request', parameters, seed);
  const base: PlainRequest = { ...parameters, ...(body === undefined ? {} : { body }) };
  return [
    ...operation.parameters.flatMap((parameter) => breakParameter(api, operation, parameter, base, seed)),
    ...(operation.body?.content ?? []).flatMap((media) => breakBody(api, operation, media, base, seed, tally)),
    ...breakTransport(operation, base),
  ];
}

function breakParameter(
  api: Api,
  operation: Operation,
  parameter: Parameter,
  base: PlainRequest,
  seed: number,
): readonly Violation[] {
  const { name, in: place } = parameter;
  const key = Object.entries(PLACES).find(([, item]) => item === place)?.[0] as keyof typeof PLACES;
  const put = (value: unknown): RawRequest =>
    writeRequest(operation, { ...base, [key]: { ...base[key], [name]: value } });
  const usual = { operation, status: [400], place } as const;
  const isText = parameter.contentType === undefined;
  const wanted = {
    schemas: api.schemas,
    direction: 'request',
    bytes: false,
    carrier: isText ? place : 'json',
  } as const;
  // Where an enum makes literal paths, another value is another path.
  const isBound = operation.routes.some(({ bound }) => Object.hasOwn(bound, name));
  const own = listSites(parameter.schema, wanted, seed).flatMap((site) =>
    listBreaches(site)
      .filter(({ value, rule }) => !isText || canStandIn(place, site, rule, value))
      .filter(({ value }) => !site.inUnion || !matches(parameter.schema, site.build(value), wanted))
      .map(
        ({ rule, at, value }): Violation => ({
          ...usual,
          kind: `${place} ${rule}`,
          pointer: `/${escapeName(name)}${site.pointer}${at}`,
          rule: [rule],
          raw: put(site.build(value)),
          ...(isBound ? { status: [404] } : {}),
          ...(site.inUnion ? { loose: true } : {}),
        }),
      ),
  );
  const missing: Violation = {
    ...usual,
    kind: `${place} missing`,
    pointer: `/${escapeName(name)}`,
    rule: ['required'],
    raw: put(undefined),
  };
  return [...own, ...(parameter.required && place !== 'path' ? [missing] : []), ...repeat(operation, parameter, base)];
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Whether a text of that place can break the rule: every text is a string, and an empty one may be no value at all. */
function canStandIn(place: string, { own: { type }, pointer }: Site, rule: string, value: unknown): boolean {
  if (rule === 'type') return !['string', 'array', 'object'].includes(String(type)) && typeof value === 'string';
  if (typeof value === 'object') return Array.isArray(value) ? value.length > 0 : Object.keys(value ?? {}).length > 0;
  if (value === '' && (place === 'path' || pointer !== '')) return false;
  return place !== 'header' || (/^[\x21-\x7e](.*[\x21-\x7e])?$/.test(String(value)) && !String(value).includes(','));
}

/** The same parameter twice, where it is no list. */
function repeat(
  operation: Operation,
  { name, in: place, schema, contentType }: Parameter,
  base: PlainRequest,
): readonly Violation[] {
  const type = typeof schema === 'object' ? schema['type'] : undefined;
  if (!['string', 'integer', 'boolean'].includes(String(type)) || contentType !== undefined) return [];
  const raw = writeRequest(operation, base);
  const usual = {
    operation,
    kind: `${place} repeated`,
    status: [400],
    place,
    pointer: `/${escapeName(name)}`,
    rule: ['duplicate'],
  } as const;
  if (place === 'query') {
    const rest = raw.path.replace(new RegExp(`([?&])${encodeURIComponent(name)}=[^&]*`), '$1').replace(/[?&]+$/, '');
    const mark = rest.includes('?') ? '&' : '?';
    return [
      { ...usual, raw: { ...raw, path: `${rest}${mark}${encodeURIComponent(name)}=1&${encodeURIComponent(name)}=2` } },
    ];
  }
  if (place !== 'header') return [];
  const value = raw.headers.find(([key]) => key === name)?.[1] ?? 'a';
  return [
    {
      ...usual,
      raw: { ...raw, headers: [...raw.headers.filter(([key]) => key !== name), [name, value], [name, value]] },
    },
  ];
}

function breakBody(
  api: Api,
  operation: Operation,
  media: Media,
  base: PlainRequest,
  seed: number,
  tally: Tally,
): readonly Violation[] {
  if (media.kind === 'binary' || media.kind === 'xml') return [];
  const variants =
    media.select === undefined ? [base] : Object.keys(media.select.cases).map((value) => choose(media, base, value));
  return variants.flatMap((variant) =>
    breakContent(api, operation, media, chooseSchema(media, variant), variant, seed, tally),
  );
}

/** The request with the parameter that decides which schema applies. */
function choose({ select }: Media, base: PlainRequest, value: string): PlainRequest {
  const key = Object.entries(PLACES).find(([, place]) => place === select?.in)?.[0] as keyof typeof PLACES;
  return select === undefined ? base : { ...base, [key]: { ...base[key], [select.name]: value } };
}

function breakContent(
  api: Api,
  operation: Operation,
  { kind, type }: Media,
  schema: Schema,
  base: PlainRequest,
  seed: number,
  tally: Tally,
): readonly Violation[] {
  const reading: Reading = { schemas: api.schemas, direction: 'request', bytes: kind === 'multipart' };
  const carrier = kind === 'json' ? 'json' : kind === 'text' ? 'query' : 'parts';
  return listSites(schema, { ...reading, carrier }, seed).flatMap((site) =>
    listBreaches(site)
      .filter(({ value, rule }) => kind === 'json' || canStandInPart(site, rule, value))
      .flatMap(({ rule, at, value }): readonly Violation[] => {
        const whole = site.build(value);
        if (site.inUnion && matches(schema, whole, reading)) {
          tally.add(`(another alternative fits) ${rule}`);
          return [];
        }
        return [
          {
            operation,
            kind: `${kind === 'json' ? 'body' : kind} ${rule}`,
            status: [400],
            place: 'body',
            pointer: `${site.pointer}${at}`,
            // A part that is to be JSON and is none is refused before its schema is asked.
            rule: kind === 'multipart' && rule === 'type' ? [rule, 'json'] : [rule],
            raw: writeRequest(operation, { ...base, body: { type, value: whole } }),
            ...(site.inUnion ? { loose: true } : {}),
          },
        ];
      }),
  );
}

/** Fields of forms and parts are texts; the whole of them is never anything but an object. */
function canStandInPart({ pointer, own }: Site, rule: string, value: unknown): boolean {
  if (rule === 'type') return pointer !== '' && own['type'] !== 'array' && typeof value === 'string';
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' || pointer === '';
}

/** What is wrong before any schema is asked. */
function breakTransport(operation: Operation, base: PlainRequest): readonly Violation[] {
  const good = writeRequest(operation, base);
  const content = operation.body?.content ?? [];
  const json = content.filter(({ kind }) => kind === 'json');
  const bare = good.headers.filter(([name]) => name !== 'content-type');
  const withType = (type: string, body: string): RawRequest => ({
    ...good,
    headers: [...bare, ['content-type', type]],
    body: Buffer.from(body),
  });
  const { body: _, ...empty } = { ...good, headers: bare };
  const success = operation.responses.some(({ status, content: types }) => status.startsWith('2') && types.length > 0);
  return [
    { operation, kind: 'path unknown', raw: { ...good, path: `/no/such/path/at/all${good.path}` }, status: [404] },
    { operation, kind: 'method unknown', raw: { ...empty, method: 'TRACE' }, status: [405] },
    {
      operation,
      kind: 'query malformed',
      raw: { ...good, path: addQuery(good.path, firstQuery(operation)) },
      status: [400],
      place: 'query',
      pointer: `/${escapeName(firstQuery(operation))}`,
      rule: ['encoding'],
    },
    ...(success
      ? [
          {
            operation,
            kind: 'accept nothing',
            raw: { ...good, headers: [...good.headers, ['accept', 'application/x-nothing'] as const] },
            status: [406],
          },
        ]
      : []),
    ...(content.length === 0
      ? []
      : [{ operation, kind: 'body of unknown type', raw: withType('application/x-unknown', 'x'), status: [415] }]),
    ...json.flatMap(({ type }) =>
      ['{"a":', '{} {}', '\u0000'].map((text) => ({
        operation,
        kind: 'body malformed',
        raw: withType(type, text),
        status: [400],
        place: 'body',
        pointer: '',
        rule: ['json'],
      })),
    ),
    ...(operation.body?.required === true
      ? [{ operation, kind: 'body missing', raw: empty, status: [400], place: 'body', pointer: '', rule: ['required'] }]
      : []),
  ].filter(
    ({ kind }) => kind !== 'query malformed' || operation.parameters.some((parameter) => parameter.in === 'query'),
  );
}

function firstQuery(operation: Operation): string {
  return operation.parameters.find((parameter) => parameter.in === 'query')?.name ?? '';
}

function addQuery(path: string, name: string): string {
  const key = encodeURIComponent(name);
  const rest = path.replace(new RegExp(`([?&])${key}=[^&]*`, 'g'), '$1').replace(/[?&]+$/, '');
  return `${rest}${rest.includes('?') ? '&' : '?'}${key}=%zz`;
}
