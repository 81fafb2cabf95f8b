import { JWS_ALGORITHMS, type JwsAlgorithm } from './algorithm.ts';

// Of ECDSA, a JWS has both numbers side by side (RFC 7518, 3.4); keys and node:crypto have them as ASN.1.

/** A signature of a key as a JWS has it. Throws TypeError where a key gave something else. */
export function toJoseSignature(algorithm: JwsAlgorithm, signature: Uint8Array): Uint8Array {
  const octets = JWS_ALGORITHMS[algorithm].curve?.octets;
  if (octets === undefined) return signature;
  const [r, s] = readIntegers(signature);
  if (r === undefined || s === undefined || r.length > octets || s.length > octets)
    throw new TypeError('the signing key gave an ECDSA signature that is not DER');
  const joined = new Uint8Array(2 * octets);
  joined.set(r, octets - r.length);
  joined.set(s, 2 * octets - s.length);
  return joined;
}

/** The numbers of SEQUENCE { r INTEGER, s INTEGER } (RFC 3279, 2.2.3), without leading zeros. */
function readIntegers(der: Uint8Array): readonly Uint8Array[] {
  const integers: Uint8Array[] = [];
  // the length of the sequence of the largest curve takes two octets
  for (let at = der[1] === 0x81 ? 3 : 2; der[at] === 0x02; ) {
    const start = at + 2;
    at = start + (der[at + 1] ?? 0);
    integers.push(withoutLeadingZeros(der.subarray(start, at)));
  }
  return integers;
}

function withoutLeadingZeros(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  return first < 0 ? new Uint8Array() : octets.subarray(first);
}
