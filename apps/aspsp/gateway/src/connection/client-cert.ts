/** Certificates as a proxy forwards them, in DER: the client's own, and what came along with it. */
export interface ForwardedCertificates {
  readonly leaf: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

export type ForwardedForm = 'client-cert' | 'xfcc';

/** What a header says, or in a word why it says nothing that can be relied upon. */
export type Forwarded = ForwardedCertificates | { readonly problem: string };

const BYTES = /^:([A-Za-z0-9+/]*={0,2}):$/;
const LONGEST_CHAIN = 10;

/**
 * `Client-Cert` and `Client-Cert-Chain` (RFC 9440, 2.2 and 2.3): a byte sequence and a list of them (RFC 8941, 3.3.5).
 * Strictly: one line each, canonical base64, no parameters. RFC 9440 would let the chain come on several lines; from one
 * proxy it does not, and from several it must not.
 */
export function parseClientCert(leaf: string, chain: string | undefined): Forwarded {
  const own = parseBytes(leaf);
  if (own === undefined) return { problem: 'Client-Cert is no byte sequence' };
  if (chain === undefined) return { leaf: own, chain: [] };
  const parts = chain.split(',').map((part) => parseBytes(part));
  if (parts.length > LONGEST_CHAIN) return { problem: 'Client-Cert-Chain is too long' };
  const read = parts.filter((part) => part !== undefined);
  return read.length === parts.length
    ? { leaf: own, chain: read }
    : { problem: 'Client-Cert-Chain is no list of byte sequences' };
}

function parseBytes(text: string): Uint8Array | undefined {
  const [, base64] = BYTES.exec(text.replace(/^[ \t]+|[ \t]+$/g, '')) ?? [];
  if (base64 === undefined || base64 === '') return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? new Uint8Array(bytes) : undefined;
}
