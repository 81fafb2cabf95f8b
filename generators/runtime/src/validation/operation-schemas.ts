import type { Schema } from './schema.ts';

/** What emitted code says of the operations, by operation id: schemas only, how values travel is in the descriptors. */
export type Operations = Readonly<Record<string, OperationSchemas>>;

export interface OperationSchemas {
  readonly path?: ValuesSchema;
  readonly query?: ValuesSchema;
  readonly headers?: ValuesSchema;
  readonly cookies?: ValuesSchema;
  readonly body?: BodySchema;
  /** By status: `200`, `4XX` or `default`. */
  readonly responses: Readonly<Record<string, ResponseSchema>>;
}

/** Parameters of one place, or the headers of an answer, by name. */
export interface ValuesSchema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface BodySchema {
  readonly required?: true;
  readonly content: Content;
}

export interface ResponseSchema {
  readonly headers?: ValuesSchema;
  readonly content?: Content;
}

/** By media type, in lower case. */
export type Content = Readonly<Record<string, MediaSchema>>;

export interface MediaSchema {
  readonly schema: Schema;
  /** Parts of `format: binary` are bytes. */
  readonly bytes?: true;
  /** The value of a parameter decides which schema applies; any other value takes `schema`. */
  readonly select?: {
    readonly in: 'path' | 'query' | 'header' | 'cookie';
    readonly name: string;
    readonly cases: Readonly<Record<string, Schema>>;
  };
}
