import { type MessageSigner, SigningError } from '@openxs2a/http-signatures';

export interface SealOptions {
  readonly sign: MessageSigner;
  readonly onUnsealed: (why: 'no-request-id' | 'failed', error: unknown) => void;
}

export interface SealedCall {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
}

/** Where a seal is promised and cannot be made, what it was for does not leave. */
const UNSEALABLE = { status: 503, headers: { 'Retry-After': '5', 'Cache-Control': 'no-store' } } as const;

/**
 * Seals every answer, those without a body, too: of what was there, nothing can be changed or left out unseen. A request
 * without X-Request-ID is refused, and that refusal has nothing that ties it to its request: it is not sealed.
 */
export function createAnswerSeal({ sign, onUnsealed }: SealOptions) {
  return async (response: Response, call: SealedCall): Promise<Response> => {
    const { status, headers } = response;
    const body = new Uint8Array(await response.arrayBuffer());
    try {
      for (const [name, value] of await sign({ ...call, status, headers: [...headers], body }))
        headers.set(name, value);
      return new Response(body.byteLength === 0 ? null : body, { status, headers });
    } catch (error) {
      const isUntied = error instanceof SigningError && !headers.has('X-Request-ID');
      onUnsealed(isUntied ? 'no-request-id' : 'failed', error);
      if (!isUntied) return new Response(null, UNSEALABLE);
      return new Response(body.byteLength === 0 ? null : body, { status, headers });
    }
  };
}
