import type { Problem } from '../codec/problem.ts';

type Values = Readonly<Record<string, unknown>>;

/** A request after decoding: values by place, keyed by the names of the specification. */
export interface DecodedRequest {
  readonly path: Values;
  readonly query: Values;
  readonly headers: Values;
  readonly cookies: Values;
  /** `type` is the media type as the specification or the wire spells it. */
  readonly body?: { readonly type: string; readonly value: unknown };
}

/** An answer after decoding. */
export interface DecodedResponse {
  readonly status: number;
  readonly headers: Values;
  readonly type?: string;
  readonly body?: unknown;
  /** What was asked: where a parameter decides which schema the answer has. */
  readonly request?: Pick<DecodedRequest, 'path' | 'query' | 'headers' | 'cookies'>;
}

/** Checks requests; what a client or a server takes, so that neither needs to know how it is done. */
export interface RequestValidator {
  /** The rules that the request breaks; none where it is fine. */
  request(operationId: string, request: DecodedRequest): readonly Problem[];
}

/** Checks answers. */
export interface ResponseValidator {
  /** The rules that the answer breaks; none where it is fine. */
  response(operationId: string, response: DecodedResponse): readonly Problem[];
}

/** Checks values against one component schema. */
export interface SchemaValidator<Value = unknown> {
  check(value: unknown): value is Value;
  /** The rules that the value breaks, at most 50; pointers start at the value. */
  problems(value: unknown): readonly Problem[];
}

/** The validators of one specification. `Components` are its schemas: the type of each by name. */
export interface Validators<Components = Values> extends RequestValidator, ResponseValidator {
  schema<Name extends keyof Components & string>(name: Name): SchemaValidator<Components[Name]>;
}
