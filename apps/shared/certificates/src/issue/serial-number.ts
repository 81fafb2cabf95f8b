/**
 * A serial number of 128 random bits, as `Certificate.serialNumber` has it. Positive and far below 20 octets (RFC 5280,
 * 4.1.2.2), above the 64 bits that the CA/Browser Forum demands.
 */
export function createSerialNumber(randomBytes: (size: number) => Uint8Array): string {
  const bytes = randomBytes(17);
  if (bytes.length !== 17) throw new TypeError('"randomBytes" must give as many bytes as it is asked for');
  // the first octet counts but for its sign: neither negative nor zero, whatever comes
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** The content octets of the INTEGER. */
export function toSerialOctets(serialNumber: string): ArrayBuffer {
  if (!/^[0-9a-f]+$/.test(serialNumber)) throw new TypeError(`serial number "${serialNumber}" is not lower-case hex`);
  const shortest = BigInt(`0x${serialNumber}`).toString(16);
  const even = shortest.length % 2 === 0 ? shortest : `0${shortest}`;
  // a leading 1 bit would read as a minus sign
  const signed = /^[89a-f]/.test(even) ? `00${even}` : even;
  return Uint8Array.from(Buffer.from(signed, 'hex')).buffer;
}
