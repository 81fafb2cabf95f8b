import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { DemoDevices } from './demo.ts';

interface Device {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const devices = new Map<string, Device>();

function deviceOf(psuId: string): Device {
  const device = devices.get(psuId) ?? generateKeyPairSync('ed25519');
  devices.set(psuId, device);
  return device;
}

/** The devices of all PSUs of a test, each made when it is needed. */
export const DEVICES: DemoDevices & { sign(psuId: string, text: string): string } = {
  publicKeyOf: (psuId) => deviceOf(psuId).publicKey.export({ format: 'jwk' }),
  sign: (psuId, text) => sign(null, Buffer.from(text), deviceOf(psuId).privateKey).toString('base64url'),
};
