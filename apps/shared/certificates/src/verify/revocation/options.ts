import { randomBytes } from 'node:crypto';
import { createRevocationFetch, type RevocationFetch } from './fetch.ts';

/** How statuses are asked for, and for how long they count. Times are milliseconds. */
export interface RevocationOptions {
  readonly fetch?: RevocationFetch;
  /** A status counts for so long after it was fetched, and never past its nextUpdate. 60 s. */
  readonly maxAge?: number;
  /** What becomes of a certificate whose status nobody tells. `refuse`. */
  readonly whenUnreachable?: 'refuse' | 'accept';
  /** For so long after `maxAge`, a status stands in while its source cannot be reached; never past its nextUpdate. 0. */
  readonly grace?: number;
  /** A source that failed is left alone for so long, then tried again behind the scenes. 5 s. */
  readonly retryAfter?: number;
  /** For one answer. 5 s. */
  readonly timeout?: number;
  /** Which is asked first; the other is asked where the first gives no answer. `ocsp`. */
  readonly prefer?: 'ocsp' | 'crl';
  /** Whether the CAs between leaf and anchor are asked about, too. `check`. */
  readonly intermediates?: 'check' | 'skip';
  /** How far the clock of a source may be ahead of ours. 60 s. */
  readonly clockSkew?: number;
  /** `send`: a nonce that comes back must be ours, yet may be missing, as it is in answers made beforehand. `send`. */
  readonly nonce?: 'none' | 'send' | 'require';
  /** The hash that names issuers in OCSP; responders need to know only SHA-1 (RFC 5019, 2.1.1). `sha1`. */
  readonly hash?: 'sha1' | 'sha256';
  readonly maxBytes?: { readonly ocsp?: number; readonly crl?: number };
  /** For nonces. */
  readonly random?: (length: number) => Uint8Array;
}

export type RevocationPolicy = Required<Omit<RevocationOptions, 'maxBytes'>> & {
  readonly maxBytes: { readonly ocsp: number; readonly crl: number };
};

export function toRevocationPolicy(options: RevocationOptions): RevocationPolicy {
  const policy: RevocationPolicy = {
    fetch: createRevocationFetch(),
    maxAge: 60_000,
    whenUnreachable: 'refuse',
    grace: 0,
    retryAfter: 5_000,
    timeout: 5_000,
    prefer: 'ocsp',
    intermediates: 'check',
    clockSkew: 60_000,
    nonce: 'send',
    hash: 'sha1',
    random: randomBytes,
    ...options,
    maxBytes: { ocsp: 65_536, crl: 16_777_216, ...options.maxBytes },
  };
  for (const name of ['maxAge', 'grace', 'retryAfter', 'timeout', 'clockSkew'] as const)
    if (!(policy[name] >= 0)) throw new TypeError(`"${name}" must be a number of milliseconds`);
  return policy;
}
