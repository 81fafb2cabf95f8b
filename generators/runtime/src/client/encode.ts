import { encodeBody } from '../codec/body.ts';
import { encodeHeaderParameters } from '../codec/headers.ts';
import { findMedia } from '../codec/media.ts';
import { encodePath } from '../codec/path.ts';
import { encodeCookies, encodeQuery } from '../codec/query.ts';
import type { MediaDescriptor, OperationDescriptor } from '../descriptor.ts';
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
  if (body !== undefined) return encodeBody(mediaOf(operation, body.type), body.value);
  if (operation.body?.required) throw new TypeError('the request needs a body');
  return undefined;
}

function mediaOf(operation: OperationDescriptor, type: string): MediaDescriptor {
  const media = findMedia(operation.body?.content, type);
  if (media === undefined) throw new TypeError(`the request takes no body of type "${type}"`);
  return media;
}
