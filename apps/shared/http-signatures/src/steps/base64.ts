/**
 * The bytes of a base64 text, if it is the one text that encodes them (RFC 4648, 3.5): another spelling of the same
 * bytes would be a signature that was altered and still verifies.
 */
export function decodeBase64(text: string, encoding: 'base64' | 'base64url' = 'base64'): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.length > 0 && bytes.toString(encoding) === text ? bytes : undefined;
}
