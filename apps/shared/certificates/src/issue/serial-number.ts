import { Integer } from 'asn1js';

/**
 * A serial number of 128 random bits and more, as `Certificate.serialNumber` has it: positive, and of 17 octets, where
 * RFC 5280, 4.1.2.2 allows 20 and the CA/Browser Forum demands 64 random bits.
 */
export function createSerialNumber(randomBytes: (size: number) => Uint8Array): string {
  const bytes = Buffer.from(randomBytes(17));
  if (bytes.length !== 17) throw new TypeError('"randomBytes" must give as many bytes as it is asked for');
  // neither negative nor shorter, whatever comes
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** Takes lower-case hex. */
export function toSerialInteger(serialNumber: string): Integer {
  if (!/^[0-9a-f]+$/.test(serialNumber)) throw new TypeError(`serial number "${serialNumber}" is not lower-case hex`);
  return Integer.fromBigInt(BigInt(`0x${serialNumber}`));
}

/** The octets of that INTEGER. */
export function toSerialOctets(serialNumber: string): ArrayBuffer {
  return toSerialInteger(serialNumber).valueBlock.valueHex;
}
