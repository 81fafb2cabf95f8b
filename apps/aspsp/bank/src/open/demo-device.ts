import { createDemoDevice, type DemoDevice } from '@openxs2a/authorization-server/pages';
import type { BankState } from '@openxs2a/edge/state';

/** The device of each demo PSU, the same on every node. */
export function openDemoDevice({ scaKey }: Pick<BankState, 'scaKey'>): DemoDevice {
  return createDemoDevice(Buffer.from(scaKey).toString('base64url'));
}
