import { hash } from 'node:crypto';
import { accept, quote, refuse, type Step } from '../verdict.ts';
import { decodeBase64 } from './base64.ts';

export type DigestAlgorithm = 'SHA-256' | 'SHA-512';

export interface DigestRule {
  /** Which one a signer takes. */
  readonly algorithm: DigestAlgorithm;
  /** Names by which a sender may call them, in lower case: RFC 3230, 4.1.1, compares them without case. */
  readonly names: Readonly<Record<string, DigestAlgorithm>>;
}

/** One digest of a `Digest` header. */
export interface SentDigest {
  readonly algorithm: DigestAlgorithm;
  /** Base64. */
  readonly value: string;
}

const HASHES = { 'SHA-256': { name: 'sha256', bytes: 32 }, 'SHA-512': { name: 'sha512', bytes: 64 } } as const;

/** The hash of the bytes of a body, in base64; of no bytes where there is no body. */
export function computeDigest(algorithm: DigestAlgorithm, body: Uint8Array): string {
  return hash(HASHES[algorithm].name, body, 'base64');
}

/** The value of a `Digest` header. */
export function renderDigest(algorithm: DigestAlgorithm, body: Uint8Array): string {
  return `${algorithm}=${computeDigest(algorithm, body)}`;
}

/** Whether the `Digest` header is the digest of this body; what is accepted is the strongest algorithm in it. */
export function checkDigest(rule: DigestRule, header: string, body: Uint8Array): Step<DigestAlgorithm> {
  const digests = parseDigest(rule, header);
  return digests.accepted ? compareDigests(digests.evidence, body) : digests;
}

/**
 * The digests of a `Digest` header (RFC 3230, 4.3.2) that are of a known algorithm. Others may stand beside them, but
 * not alone.
 */
export function parseDigest(rule: DigestRule, header: string): Step<readonly SentDigest[]> {
  const digests: SentDigest[] = [];
  for (const part of header.split(',')) {
    const text = part.trim();
    const end = text.indexOf('=');
    if (end <= 0) return refuse('digest-malformed', { found: quote(header) });
    const name = text.slice(0, end).toLowerCase();
    const algorithm = Object.hasOwn(rule.names, name) ? rule.names[name] : undefined;
    if (algorithm !== undefined) digests.push({ algorithm, value: text.slice(end + 1) });
  }
  if (digests.length > 0) return accept(digests);
  return refuse('digest-algorithm-refused', { found: quote(header), allowed: Object.keys(rule.names).join(' ') });
}

/** Holds every digest against the body; what is accepted is the strongest algorithm among them. */
export function compareDigests(digests: readonly SentDigest[], body: Uint8Array): Step<DigestAlgorithm> {
  for (const { algorithm, value } of digests) {
    const expected = computeDigest(algorithm, body);
    if (value === expected) continue;
    if (decodeBase64(value)?.length !== HASHES[algorithm].bytes)
      return refuse('digest-malformed', { algorithm, found: quote(value) });
    return refuse('digest-mismatch', { algorithm, found: value, expected, bytes: body.byteLength });
  }
  return accept(digests.some(({ algorithm }) => algorithm === 'SHA-512') ? 'SHA-512' : 'SHA-256');
}
