import { CodecError } from '../codec/problem.ts';
import type { OperationDescriptor } from '../descriptor.ts';
import type { DecodedRequest } from '../validation/interfaces.ts';
import { acceptHeader } from './accept.ts';
import { type BaseUrl, resolveLink } from './base-url.ts';
import { encodeRequest } from './encode.ts';
import { ClientError } from './errors.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { resolvePreset, type SortedPresets } from './presets.ts';

/** A request as it goes out. */
export interface PreparedRequest {
  readonly url: URL;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

/** What belongs to the client rather than to one call. */
export interface ClientSetup {
  readonly options: ClientOptions;
  readonly base: BaseUrl;
  readonly presets: SortedPresets;
}

type HeaderEntries = readonly (readonly [string, string | undefined])[];

/** Encodes the request, authorises and signs it: in this order, so that the signature covers everything. */
export async function prepareRequest(
  setup: ClientSetup,
  operation: OperationDescriptor,
  request: DecodedRequest,
  call: CallOptions<string>,
): Promise<PreparedRequest> {
  const encoded = refusing(operation, () => encodeRequest(setup.base, operation, request));
  const { headers: own, body } = encoded;
  const { link } = call;
  const url = link === undefined ? encoded.url : refusing(operation, () => resolveLink(setup.base, link));
  const headers = new Headers();
  setHeaders(operation, headers, [
    ['Accept', acceptHeader(operation, call.accept)],
    ['Authorization', await authorize(setup.options, operation)],
    ...own,
    ...(await presetsOfEveryRequest(setup, operation)),
    ...Object.entries(call.headers ?? {}),
  ]);
  const prepared = { url, path: `${url.pathname}${url.search}`, headers, body };
  setHeaders(operation, headers, Object.entries(await sign(setup.options, operation, prepared)));
  return prepared;
}

async function authorize({ auth }: ClientOptions, operation: OperationDescriptor): Promise<string | undefined> {
  if (auth === undefined || operation.security === undefined || operation.security.length === 0) return undefined;
  return await auth(operation, operation.security);
}

function presetsOfEveryRequest({ presets }: ClientSetup, operation: OperationDescriptor): Promise<HeaderEntries> {
  return Promise.all(
    presets.everywhere.map(async ([name, preset]) => {
      const value = await resolvePreset(preset, operation);
      return [name, value === undefined ? undefined : String(value)] as const;
    }),
  );
}

/** The signer gets headers of its own: what it does to them does not change what is sent. */
async function sign({ sign }: ClientOptions, operation: OperationDescriptor, request: PreparedRequest) {
  const signed = await sign?.({
    operation,
    method: operation.method,
    url: request.url.href,
    path: request.path,
    headers: new Headers(request.headers),
    bytes: request.body ?? new Uint8Array(),
  });
  return signed ?? {};
}

function setHeaders(operation: OperationDescriptor, headers: Headers, entries: HeaderEntries): void {
  for (const [name, value] of entries) {
    if (value !== undefined) refusing(operation, () => headers.set(name, value));
  }
}

/** Runs what throws for a request that cannot be sent. */
function refusing<T>({ id }: OperationDescriptor, encode: () => T): T {
  try {
    return encode();
  } catch (error) {
    const problems = error instanceof CodecError ? error.problems : [];
    const reason = problems[0]?.message ?? (error instanceof Error ? error.message : 'it cannot be encoded');
    throw new ClientError('ERR_REQUEST_INVALID', `"${id}" was not sent: ${reason}`, {
      operationId: id,
      cause: error,
      problems,
    });
  }
}
