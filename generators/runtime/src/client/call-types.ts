import type { CallOptions } from './options.ts';

/** What every result has, declared or not. */
export interface Received {
  readonly httpHeaders: Headers;
  /** The URL that was asked. */
  readonly url: string;
  /** The body as `fetch` hands it over, decompressed and not yet decoded; empty where there was none. */
  readonly bytes: Uint8Array;
}

/**
 * An answer that the document does not declare, complete. `reason`: its `status` is not declared; its media `type` is
 * not; the body is `empty` where one is declared; the `body` cannot be read as its media type (`cause` says why); it
 * is a success in a media type that the call did not `accept`.
 */
export interface UndeclaredResult extends Received {
  readonly status: 'undeclared';
  readonly reason: 'status' | 'type' | 'empty' | 'body' | 'accept';
  readonly httpStatus: number;
  /** The Content-Type as it came. */
  readonly type: string | undefined;
  readonly cause?: unknown;
  /** The body as text, in the charset that the Content-Type names, else UTF-8. */
  text(): string;
}

type Flatten<T> = { [K in keyof T]: T[K] };
type IsSuccess<Status> = [`${Status & number}`] extends [`2${string}`] ? true : false;

/** The media types that a success of the operation may have. */
export type SuccessType<Result> = Result extends {
  readonly status: infer Status;
  readonly type: infer Type extends string;
}
  ? IsSuccess<Status> extends true
    ? Type
    : never
  : never;

/** The results less the successes of other media types. */
type Accepted<Result, Type> = Result extends { readonly status: infer Status; readonly type: infer Own extends string }
  ? IsSuccess<Status> extends true
    ? Own extends Type
      ? Result
      : never
    : Result
  : Result;

/** What a call resolves to: a declared result, told apart by `status` and `type`, or an undeclared one. */
export type Reply<Result, Type = SuccessType<Result>> = (Accepted<Result, Type> & Received) | UndeclaredResult;

/** Names of presets; nothing where they are not known one by one. */
export type PresetNames<Presets> = string extends keyof Presets ? never : keyof Presets & string;

type IsPreset<Name, Preset extends string> = Name extends string
  ? Lowercase<Name> extends Lowercase<Preset>
    ? true
    : false
  : false;
type WithPreset<Headers, Preset extends string> = Flatten<
  { readonly [Name in keyof Headers as IsPreset<Name, Preset> extends true ? never : Name]: Headers[Name] } & {
    readonly [Name in keyof Headers as IsPreset<Name, Preset> extends true ? Name : never]?: Headers[Name];
  }
>;
type HeadersSlot<Headers> =
  Partial<Headers> extends Headers ? { readonly headers?: Headers } : { readonly headers: Headers };

/** The request with the headers optional that the client has presets for. */
export type PresetRequest<Request, Preset extends string> = [Preset] extends [never]
  ? Request
  : 'headers' extends keyof Request
    ? Flatten<Omit<Request, 'headers'> & HeadersSlot<WithPreset<NonNullable<Request['headers']>, Preset>>>
    : Request;

type CallArguments<Request, Options> =
  Partial<Request> extends Request
    ? readonly [request?: Request, options?: Options]
    : readonly [request: Request, options?: Options];

/** A method of a client: the request, optional where nothing in it is required, and options of the call. */
export type OperationCall<Request, Result, Preset extends string = never> = <
  const Type extends SuccessType<Result> = SuccessType<Result>,
>(
  ...call: CallArguments<PresetRequest<Request, Preset>, CallOptions<Type>>
) => Promise<Reply<Result, Type>>;
