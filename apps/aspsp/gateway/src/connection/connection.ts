import type { Certificate, RefusalEvidence } from '@openxs2a/certificates';

/** What a reader looks at: what the host gives along (`env`), and the headers. */
export interface ConnectionCall {
  readonly env: unknown;
  readonly headers: Pick<Headers, 'get'>;
}

/** What the client's end of the TLS connection has shown. Nothing is verified yet but that it can be read. */
export type Connection =
  | { readonly kind: 'certificate'; readonly certificate: Certificate; readonly chain: readonly Certificate[] }
  /** None was shown, or nobody who may say so has told of one. */
  | { readonly kind: 'none'; readonly evidence: RefusalEvidence }
  | {
      readonly kind: 'unreadable';
      readonly reason: 'malformed' | 'too-large';
      readonly evidence: RefusalEvidence;
    };

/** Where the client's certificate comes from: one source, chosen when the gateway is made, never a mix of both. */
export interface ConnectionReader {
  /** At once, and without cost for what was read before. */
  read(call: ConnectionCall): Connection;
  /** The address of the client, for limits; undefined where it is not known. */
  addressOf(call: ConnectionCall): string | undefined;
}
