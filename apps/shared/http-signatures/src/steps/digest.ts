import { hash } from 'node:crypto';
import { accept, quote, refuse, type Step } from '../verdict.ts';
import { decodeBase64 } from './base64.ts';
import { findEntry } from './find-entry.ts';

export type DigestAlgorithm = 'SHA-256' | 'SHA-512';

export interface DigestRule {
  /** Which one a signer takes. */
  readonly algorithm: DigestAlgorithm;
  /** Names by which a sender may call them, in lower case: RFC 3230, 4.1.1, compares them without case. */
  readonly names: Readonly<Record<string, DigestAlgorithm>>;
}

/** One digest of a `Digest` header. */
interface SentDigest {
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

/**
 * Whether the `Digest` header is of this body: every digest in it that is of a known algorithm. What is accepted is the
 * strongest of them.
 */
export function checkDigest(rule: DigestRule, header: string, body: Uint8Array): Step<DigestAlgorithm> {
  const digests = parseDigest(rule, header);
  if (!digests.accepted) return digests;
  // once, however often it is sent
  const expected: Partial<Record<DigestAlgorithm, string>> = {};
  for (const { algorithm, value } of digests.evidence) {
    expected[algorithm] ??= computeDigest(algorithm, body);
    if (value === expected[algorithm]) continue;
    if (decodeBase64(value)?.length !== HASHES[algorithm].bytes)
      return refuse('digest-malformed', { algorithm, found: quote(value) });
    return refuse('digest-mismatch', {
      algorithm,
      found: value,
      expected: expected[algorithm],
      bytes: body.byteLength,
    });
  }
  return accept(expected['SHA-512'] === undefined ? 'SHA-256' : 'SHA-512');
}

/**
 * The digests of a `Digest` header (RFC 3230, 4.3.2) that are of a known algorithm. Others may stand beside them, but
 * not alone.
 */
function parseDigest(rule: DigestRule, header: string): Step<readonly SentDigest[]> {
  const digests: SentDigest[] = [];
  for (const part of header.split(',')) {
    const text = part.trim();
    const end = text.indexOf('=');
    if (end <= 0) return refuse('digest-malformed', { found: quote(header) });
    const algorithm = findEntry(rule.names, text.slice(0, end).toLowerCase());
    if (algorithm !== undefined) digests.push({ algorithm, value: text.slice(end + 1) });
  }
  if (digests.length > 0) return accept(digests);
  return refuse('digest-algorithm-refused', { found: quote(header), allowed: Object.keys(rule.names).join(' ') });
}
