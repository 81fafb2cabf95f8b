import type { Api, Body, Header, Media, Operation, Parameter, Response, Schema } from '@openxs2a/ir';

/** Small models for tests: what a test does not speak of has the plainest value there is. */
export function buildApi(parts: Partial<Api> = {}): Api {
  return {
    title: 'Library',
    version: '1',
    servers: [],
    tags: [],
    operations: [],
    schemas: {},
    securitySchemes: {},
    webhooks: {},
    extensions: {},
    ...parts,
  };
}

export function buildOperation(parts: Partial<Operation> = {}): Operation {
  const path = parts.path ?? '/books';
  return {
    id: 'listBooks',
    method: 'get',
    path,
    routes: [{ path, bound: {} }],
    pointer: '',
    tags: [],
    deprecated: false,
    parameters: [],
    responses: [],
    security: [],
    guards: {},
    callbacks: {},
    extensions: {},
    ...parts,
  };
}

export function buildParameter(parts: Partial<Parameter> & Pick<Parameter, 'name' | 'in'>): Parameter {
  return {
    required: parts.in === 'path',
    deprecated: false,
    schema: { type: 'string' },
    style: parts.in === 'query' || parts.in === 'cookie' ? 'form' : 'simple',
    explode: false,
    allowReserved: false,
    examples: [],
    pointer: '',
    ...parts,
  };
}

export function buildMedia(schema: Schema, parts: Partial<Media> = {}): Media {
  return { type: 'application/json', kind: 'json', schema, encoding: {}, examples: [], pointer: '', ...parts };
}

export function buildBody(schema: Schema, parts: Partial<Body> = {}): Body {
  return { required: true, content: [buildMedia(schema)], pointer: '', ...parts };
}

export function buildResponse(status: string, parts: Partial<Response> = {}): Response {
  return { status, headers: [], content: [], links: {}, pointer: '', ...parts };
}

export function buildHeader(name: string, parts: Partial<Header> = {}): Header {
  return {
    name,
    required: false,
    deprecated: false,
    schema: { type: 'string' },
    explode: false,
    pointer: '',
    ...parts,
  };
}

/** An interface whose one operation takes the schema, and one whose one operation answers with it. */
export function apiTaking(schema: Schema, schemas: Api['schemas'] = {}): Api {
  return buildApi({ schemas, operations: [buildOperation({ method: 'post', body: buildBody(schema) })] });
}

export function apiAnswering(schema: Schema, schemas: Api['schemas'] = {}): Api {
  const responses = [buildResponse('200', { content: [buildMedia(schema)] })];
  return buildApi({ schemas, operations: [buildOperation({ responses })] });
}
