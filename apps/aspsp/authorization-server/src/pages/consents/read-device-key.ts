import { createHash } from 'node:crypto';
import { isRecord } from '../base/is-record.ts';

export interface DeviceKey {
  /** Public members only. */
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  /** RFC 7638, by which the browser finds its half. */
  readonly thumbprint: string;
}

/** What a browser says is the public part of its new key. Whether it is a point of the curve is found out where it is kept. */
export function readDeviceKey(text: string): DeviceKey | undefined {
  const { crv, kty, x, y } = parse(text);
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined;
  const jwk = { crv, kty, x, y } as const;
  const thumbprint = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  return { jwk, thumbprint };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    // whatever else a form holds is no key
    return {};
  }
}
