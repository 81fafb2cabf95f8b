import type { KeyObject } from 'node:crypto';

/** A way to read a signature as one of a message. The first is the way of the profile; deviations make others of it. */
export interface SignatureAttempt {
  /** The lines that are signed, in their order, by lower-case name. */
  readonly names: readonly string[];
  /** The value of a line; undefined where the message has none. */
  readonly find: (name: string) => string | undefined;
  /** How a name is written. */
  readonly spell: (name: string) => string;
  /** Between name and value, between lines, behind the last one. */
  readonly colon: string;
  readonly join: string;
  readonly end: string;
  readonly encode: (text: string) => Buffer;
  /** What is signed of the bytes of the text: for a JWS its header before them. */
  readonly frame: (bytes: Buffer) => Buffer;
  /** As it was sent, and how it is read. */
  readonly signatureText: string;
  readonly decode: (text: string) => Buffer | undefined;
  readonly scheme: Scheme;
  /** How the two numbers of ECDSA are written: as ASN.1, or side by side as in a JWS (RFC 7518, 3.4). */
  readonly ecdsaEncoding: 'der' | 'ieee-p1363';
  readonly key: KeyObject;
}

/** Wider than what any profile takes: what senders do by mistake is in it, too. */
export interface Scheme {
  /** `rsa-bytes`: what is signed stands in the padding of PKCS#1 without the name of a hash before it. */
  readonly family: 'rsa' | 'rsa-bytes' | 'rsa-pss' | 'ec' | 'ed25519';
  /** As node:crypto names it; null for Ed25519. */
  readonly hash: string | null;
  /** Of PSS: as long as the hash, as every profile has it, unless it may be any. */
  readonly salt?: 'any';
}

/** The text of an attempt; undefined where one of its lines has no value. */
export function renderAttempt({ names, find, spell, colon, join, end }: SignatureAttempt): string | undefined {
  const lines: string[] = [];
  for (const name of names) {
    const value = find(name);
    if (value === undefined) return undefined;
    lines.push(`${spell(name)}${colon}${value}`);
  }
  return lines.join(join) + end;
}

export function bytesOfAttempt(attempt: SignatureAttempt): Buffer | undefined {
  const text = renderAttempt(attempt);
  return text === undefined ? undefined : attempt.frame(attempt.encode(text));
}
