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

/** The octets of the INTEGER. Takes lower-case hex. */
export function toSerialOctets(serialNumber: string): Uint8Array {
  if (!/^[0-9a-f]+$/.test(serialNumber)) throw new TypeError(`serial number "${serialNumber}" is not lower-case hex`);
  const digits = serialNumber.replace(/^0+(?=.)/, '');
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  // whose first bit is set would be negative
  return octets.readUInt8() < 0x80 ? octets : Buffer.concat([Buffer.of(0), octets]);
}
