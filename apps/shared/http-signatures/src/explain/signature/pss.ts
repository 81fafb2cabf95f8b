import { createHash } from 'node:crypto';

/**
 * The length of the salt, if the encoded message is one of EMSA-PSS with this hash, whatever was signed (RFC 8017,
 * 9.1.2, steps 4 to 10): by chance, bytes that are none pass once in 2^100 times or less.
 */
export function findSaltLength(encoded: Buffer, hash: string, hashLength: number, bits: number): number | undefined {
  const end = encoded.length - hashLength - 1;
  if (end < 1 || encoded.at(-1) !== 0xbc) return undefined;
  const block = unmask(encoded.subarray(0, end), generateMask(encoded.subarray(end, -1), end, hash));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * encoded.length - bits));
  const one = block.findIndex((byte) => byte !== 0);
  return one >= 0 && block[one] === 1 ? block.length - one - 1 : undefined;
}

/** MGF1 (RFC 8017, B.2.1). */
function generateMask(seed: Buffer, length: number, hash: string): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, size = 0; size < length; counter += 1) {
    const index = Buffer.alloc(4);
    index.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(index).digest();
    parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function unmask(block: Buffer, mask: Buffer): Buffer {
  return Buffer.from(block.map((byte, index) => byte ^ (mask[index] ?? 0)));
}
