/** The fingerprint of a certificate, hexadecimal digits with or without colons, as `x5t#S256` (RFC 8705, 3.1). */
export function toThumbprint(fingerprint: string): string {
  const digits = fingerprint.replaceAll(':', '');
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) throw new TypeError('A fingerprint is a SHA-256 in hexadecimal digits.');
  return Buffer.from(digits, 'hex').toString('base64url');
}
