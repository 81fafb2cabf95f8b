import type { KeyObject } from 'node:crypto';

export const toKeyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Every spelling under which a part of a private key might be found somewhere. */
export function listTraces(key: KeyObject): readonly string[] {
  const { d, p, q, dp, dq, qi } = key.export({ format: 'jwk' });
  const parts = [d, p, q, dp, dq, qi].flatMap((part) => (part === undefined ? [] : [Buffer.from(part, 'base64url')]));
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const lines = toKeyPem(key)
    .split('\n')
    .filter((line) => !line.startsWith('-') && line !== '');
  const spell = (bytes: Buffer) =>
    (['latin1', 'hex', 'base64', 'base64url'] as const).map((how) => bytes.toString(how));
  // The first line of the PEM says only which kind of key it is.
  return [...parts.flatMap(spell), ...spell(der), ...lines.slice(1)];
}
