import { RevocationError } from './error.ts';

/** One question over HTTP: GET without a body, POST with one. */
export interface RevocationRequest {
  /** http or https. It stands in a certificate whose path to an anchor was validated before. */
  readonly url: string;
  readonly body?: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** Fires when the time for the answer is over. */
  readonly signal: AbortSignal;
}

/** Gives the body of a 200, or throws. Must not follow the address to anywhere else than http and https. */
export type RevocationFetch = (request: RevocationRequest) => Promise<Uint8Array>;

/**
 * Over `fetch`: no redirects, no cookies, no more bytes than asked for. A proxy, or a filter of addresses, comes in as
 * another `fetch`.
 */
export function createRevocationFetch(fetch: typeof globalThis.fetch = globalThis.fetch): RevocationFetch {
  return async ({ url, body, headers, maxBytes, signal }) => {
    if (!/^https?:$/.test(new URL(url).protocol)) throw unavailable('the address is neither http nor https');
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      redirect: 'error',
      credentials: 'omit',
      signal,
      ...(body === undefined ? {} : { body: Uint8Array.from(body) }),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw unavailable(`the answer has HTTP status ${response.status}`);
    }
    return readBody(response, maxBytes);
  };
}

function unavailable(message: string): RevocationError {
  return new RevocationError('ERR_REVOCATION_UNAVAILABLE', message);
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // leaving the loop by an exception cancels the stream, and with it the transfer
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): RevocationError {
  return new RevocationError('ERR_REVOCATION_TOO_LARGE', `the answer is longer than ${maxBytes} bytes`);
}

/** Asks within the time and the size that are given, even of a `fetch` that heeds neither. */
export async function fetchWithin(
  fetch: RevocationFetch,
  { timeout, ...request }: Omit<RevocationRequest, 'signal'> & { readonly timeout: number },
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeout);
  const bytes = await Promise.race([fetch({ ...request, signal }), rejectOn(signal)]).catch((error: unknown) => {
    throw signal.aborted ? new RevocationError('ERR_REVOCATION_TIMEOUT', `no answer within ${timeout} ms`) : error;
  });
  if (bytes.length > request.maxBytes) throw tooLarge(request.maxBytes);
  return bytes;
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
