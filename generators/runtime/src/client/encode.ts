import { encodeBody } from '../codec/body.ts';
import { encodeHeaderParameters } from '../codec/headers.ts';
import { findMedia } from '../codec/media.ts';
import { encodePath } from '../codec/path.ts';
import { encodeCookies, encodeQuery } from '../codec/query.ts';
import type { OperationDescriptor } from '../descriptor.ts';
import type { DecodedRequest } from '../validation/interfaces.ts';
import { type BaseUrl, joinUrl } from './base-url.ts';

/** What the document says of a request, as it travels. */
export interface EncodedRequest {
  readonly url: URL;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

export function encodeRequest(base: BaseUrl, operation: OperationDescriptor, request: DecodedRequest): EncodedRequest {
  const url = joinUrl(base, encodePath(operation, request.path), encodeQuery(operation, request.query));
  const cookies = encodeCookies(operation, request.cookies);
  const body = encodeGivenBody(operation, request);
  const headers = [
    ...encodeHeaderParameters(operation, request.headers),
    ...(cookies === undefined ? [] : [['Cookie', cookies] as const]),
    ...(body === undefined ? [] : [['Content-Type', body.contentType] as const]),
  ];
  return { url, headers, body: body?.bytes };
}

function encodeGivenBody(operation: OperationDescriptor, { body }: DecodedRequest) {
  if (body === undefined && operation.body?.required) throw new TypeError('it needs a body');
  if (body === undefined) return undefined;
  const media = findMedia(operation.body?.content, body.type);
  if (media === undefined) throw new TypeError(`it takes no body of type "${body.type}"`);
  const { bytes, contentType } = encodeBody(media, body.value);
  // A range says what is allowed, not what this body is.
  return { bytes, contentType: media.type.includes('*') ? body.type : contentType };
}
