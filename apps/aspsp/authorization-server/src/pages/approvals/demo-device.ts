import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { deriveKey } from '@openxs2a/service';
import type { DemoDevices } from '../../demo.ts';

/**
 * For a sandbox: a device of each PSU whose key the bank itself can make, so that somebody without script, or a program, can
 * approve. A bank with real customers has none: whoever holds the secret can approve in everybody's name.
 */
export interface DemoDevice extends DemoDevices {
  /** Ed25519, base64url. */
  sign(psuId: string, text: string): string;
}

/** RFC 8410, 7: what stands before the 32 bytes of a private key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function createDemoDevice(secret: string): DemoDevice {
  const keyOf = (psuId: string): KeyObject =>
    createPrivateKey({
      key: Buffer.concat([PKCS8_ED25519, deriveKey(secret, `demo device of ${psuId}`)]),
      format: 'der',
      type: 'pkcs8',
    });
  return {
    publicKeyOf: (psuId) => createPublicKey(keyOf(psuId)).export({ format: 'jwk' }),
    sign: (psuId, text) => sign(null, Buffer.from(text), keyOf(psuId)).toString('base64url'),
  };
}
