import type { SignableRequest } from '@openxs2a/runtime/client';
import type { HttpMessage } from '../message.ts';
import { createMessageSigner, type MessageSignerOptions } from '../signer.ts';

/** As much of a request of a generated client as is signed. */
export type SignedRequest = Pick<SignableRequest, 'method' | 'path' | 'url' | 'headers' | 'bytes'>;

/** A request of a generated client, as it is about to leave. */
export function fromSignableRequest({ method, path, url, headers, bytes }: SignedRequest): HttpMessage {
  return { method: method.toUpperCase(), target: path, url, headers: [...headers], body: bytes };
}

/** For the option `sign` of a generated client: `createXs2aClient({ baseUrl, sign: createClientSigner({ … }) })`. */
export function createClientSigner(
  options: MessageSignerOptions,
): (request: SignedRequest) => Promise<Readonly<Record<string, string>>> {
  const signMessage = createMessageSigner(options);
  return async (request) => Object.fromEntries(await signMessage(fromSignableRequest(request)));
}
