import type { OperationDescriptor } from '../descriptor.ts';
import type { RequestValidator, ResponseValidator } from '../validation/interfaces.ts';

export type Awaitable<T> = T | Promise<T>;

/** What a header parameter may be set to; `undefined` leaves it out. */
export type HeaderValue = string | number | boolean | undefined;

/** A value for a header, or how to find it anew for each call. */
export type HeaderPreset = HeaderValue | ((operation: OperationDescriptor) => Awaitable<HeaderValue>);

/** Header parameters that a client knows itself, by name. */
export type HeaderPresets = Readonly<Record<string, HeaderPreset>>;

/** The alternatives of security schemes that the document declares for an operation. */
export type SecurityAlternatives = readonly Readonly<Record<string, readonly string[]>>[];

/** A request as it is about to leave; nothing of it changes afterwards but the headers that a signer adds. */
export interface SignableRequest {
  readonly operation: OperationDescriptor;
  readonly method: string;
  readonly url: string;
  /** Path and query as they stand in the request line. */
  readonly path: string;
  readonly headers: Headers;
  /** The exact bytes of the body; empty where there is none. */
  readonly bytes: Uint8Array;
}

/** The same request again, for an implementation of `fetch` that does not know the class of the `Request`. */
export interface WireInit {
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** As much of a `Response` as is used, so that it may come from any implementation. */
export interface FetchedResponse {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly body: ResponseBody | null;
}

export interface ResponseBody {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

export interface ClientOptions<Presets extends HeaderPresets = Readonly<Record<never, never>>> {
  /** Where the interface begins; a path in it is kept: `https://example.org/api/` and `/v1/books` join as expected. */
  readonly baseUrl: string | URL;
  /**
   * How a request is sent. For mutual TLS `(request) => fetch(request, { dispatcher })`; where `fetch` and dispatcher
   * come from a package of their own, `({ url }, init) => fetch(url, { ...init, dispatcher })`, because a `Request` is
   * known only to its own `fetch`. Default: the global `fetch`.
   */
  readonly fetch?: (request: Request, init: WireInit) => Awaitable<FetchedResponse>;
  /**
   * Header parameters by name, for every operation that declares them; a call need not give them, and overrides them
   * if it does. A name that no operation declares goes out with every request.
   */
  readonly headers?: Presets;
  /** The value of `Authorization` for operations that declare security; `undefined` sends none. */
  readonly auth?: (operation: OperationDescriptor, alternatives: SecurityAlternatives) => Awaitable<string | undefined>;
  /** Called last, on the exact bytes that leave; returns the headers to add. */
  readonly sign?: (request: SignableRequest) => Awaitable<Readonly<Record<string, string>> | undefined>;
  /** Validators of the same specification. */
  readonly validate?: RequestValidator & ResponseValidator;
  /** What they are asked. Default: `both` where there are validators. */
  readonly validation?: 'off' | 'request' | 'response' | 'both';
  /** Milliseconds from sending to the last byte of the answer. Default 30,000; 0 sets no limit. */
  readonly timeout?: number;
  /** Longest answer read, counted after decompression. Default 16 MiB. */
  readonly maxResponseBytes?: number;
}

/** Options of one call; `Type` are the media types that its successes may have. */
export interface CallOptions<Type extends string = never> {
  readonly signal?: AbortSignal;
  /** Media types wanted of a success, best first; a success in another one is an undeclared result. */
  readonly accept?: readonly Type[];
  /**
   * A link that the server gave for this operation, such as the next page: in place of the path and query that the
   * request would have. Absolute, or relative to `baseUrl`; one to another origin is refused.
   */
  readonly link?: string | URL;
  /** Sent as they are, over everything else but the signature. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the client's. */
  readonly timeout?: number;
}
