/**
 * The one model that every emitter prints from. It is frozen, sorted and free of references to anything but
 * `#/components/schemas/…`; schemas are JSON Schema 2020-12 as OpenAPI 3.1 uses it.
 */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: { readonly name: string; readonly url?: string };
  readonly servers: readonly { readonly url: string; readonly description?: string }[];
  readonly tags: readonly Tag[];
  /** Sorted by path, then by method. */
  readonly operations: readonly Operation[];
  /** Component schemas by the name that the document gives them, sorted by name. */
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  /** Requests that the document says flow the other way; kept as written. */
  readonly webhooks: Readonly<Record<string, Json>>;
  readonly extensions: Readonly<Record<string, Json>>;
}

export interface Tag {
  readonly name: string;
  readonly description?: string;
}

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

export interface Operation {
  /** The `operationId`, or one derived from method and path where the document has none; unique. */
  readonly id: string;
  readonly method: Method;
  /** The path template as written: `/v1/consents/{consentId}`. */
  readonly path: string;
  /**
   * What a router listens on: the template itself, or literal paths where templates would collide and an enum
   * parameter tells them apart (`/v1/payee-verifications` with the parameter bound to its value).
   */
  readonly routes: readonly Route[];
  /** JSON pointer of the operation in the bundled document. */
  readonly pointer: string;
  readonly tags: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Sorted: numbers, then ranges (`4XX`), then `default`. */
  readonly responses: readonly Response[];
  /** Alternatives; each is a set of schemes that must all hold; an empty set means that none is needed. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** From `x-guards`: what must be checked before the handler runs, with its options. */
  readonly guards: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly callbacks: Readonly<Record<string, Json>>;
  readonly extensions: Readonly<Record<string, Json>>;
}

export interface Route {
  readonly path: string;
  readonly bound: Readonly<Record<string, string>>;
}

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';
export type ParameterStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

export interface Parameter {
  /** The name of the component that it is by reference, where it is one. */
  readonly component?: string;
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Set where the parameter is a serialised document (`content` instead of `schema`): its media type. */
  readonly contentType?: string;
  readonly examples: readonly Example[];
  readonly pointer: string;
}

export interface Body {
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly Media[];
  readonly pointer: string;
}

/** How a body travels; decides its type in TypeScript and its codec on the wire. */
export type MediaKind = 'json' | 'text' | 'xml' | 'form' | 'multipart' | 'binary';

export interface Media {
  /** As written in the document, lower-cased: `application/problem+json`. */
  readonly type: string;
  readonly kind: MediaKind;
  readonly schema: Schema;
  /** Set where the value of a parameter decides which schema applies (`x-select`). */
  readonly select?: Selection;
  /** Per part of a form or multipart body. */
  readonly encoding: Readonly<Record<string, Encoding>>;
  readonly examples: readonly Example[];
  readonly pointer: string;
}

export interface Selection {
  readonly in: ParameterPlace;
  readonly name: string;
  /** Parameter value to schema. A value that is not listed takes the media's own schema. */
  readonly cases: Readonly<Record<string, Schema>>;
}

export interface Encoding {
  readonly contentType?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
}

export interface Response {
  /** The name of the component that it is by reference, where it is one. */
  readonly component?: string;
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly Header[];
  readonly content: readonly Media[];
  readonly links: Readonly<Record<string, Json>>;
  readonly pointer: string;
}

export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly explode: boolean;
  readonly contentType?: string;
  readonly pointer: string;
}

export interface SecurityScheme {
  readonly type: string;
  readonly description?: string;
  readonly extensions: Readonly<Record<string, Json>>;
  /** The scheme as written, for what only one type of scheme has. */
  readonly raw: Readonly<Record<string, Json>>;
}

export interface Example {
  readonly name: string;
  readonly summary?: string;
  readonly value: Json;
  readonly pointer: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON Schema 2020-12. `$ref` points to `#/components/schemas/NAME` only. */
export type Schema = boolean | SchemaObject;
export type SchemaObject = { readonly [keyword: string]: Json };
