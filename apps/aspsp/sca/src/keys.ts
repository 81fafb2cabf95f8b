import { createHmac, hkdfSync } from 'node:crypto';

/** A key for each purpose, so that what one of them gives away says nothing about another. */
export interface ScaKeys {
  readonly codes: Uint8Array;
  readonly secrets: Uint8Array;
  readonly names: Uint8Array;
}

/** From a random key of 32 bytes. */
export function deriveKeys(key: Uint8Array): ScaKeys {
  if (key.length !== 32) throw new TypeError('A key of authentication has 32 bytes.');
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `sca ${purpose}`, 32));
  return { codes: derive('codes'), secrets: derive('secrets'), names: derive('names') };
}

/** Stands for a name, of which it says nothing without the key: a handle of 32 bytes. */
export function hideName({ names }: ScaKeys, purpose: string, name: string): Uint8Array {
  return createHmac('sha256', names)
    .update(JSON.stringify([purpose, name]))
    .digest();
}
