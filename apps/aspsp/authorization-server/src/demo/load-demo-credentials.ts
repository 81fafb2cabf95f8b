import type { JsonWebKey } from 'node:crypto';
import type { BankState } from '@openxs2a/edge/state';
import type { DeviceMethod } from '@openxs2a/sca';
import { DEMO_CREDENTIALS, type DemoCredentials } from './credentials.ts';

export interface DemoDevices {
  /** The key of the device that stands for that of a PSU, by the bank's id. */
  publicKeyOf(psuId: string): JsonWebKey;
}

/**
 * Passwords and methods for the demo PSUs that the bank has, once: all of them or none. A bank with real customers never
 * calls it. Gives whom one can log in as.
 */
export async function loadDemoCredentials(
  { database, core, sca }: Pick<BankState, 'database' | 'core' | 'sca'>,
  { publicKeyOf }: DemoDevices,
): Promise<readonly DemoCredentials[]> {
  const known: DemoCredentials[] = [];
  for (const one of DEMO_CREDENTIALS) if ((await core.findPsuById(one.psu.id)) !== undefined) known.push(one);
  const enrolled = await Promise.all(known.map(({ psu }) => sca.listMethods(psu.id)));
  if (enrolled.some((methods) => methods.length > 0)) return known;
  const ready = await Promise.all(known.map(async (one) => ({ ...one, hashed: await sca.hashPassword(one.password) })));
  await database.transaction(async (trx) => {
    for (const { psu, hashed, codes, hasDevice } of ready) {
      await sca.setPassword(trx, psu.id, hashed);
      for (const method of codes) await sca.enrolMethod(trx, psu.id, method);
      if (hasDevice) await sca.enrolMethod(trx, psu.id, toDevice(publicKeyOf(psu.id)));
    }
  });
  return known;
}

function toDevice(deviceKey: JsonWebKey): DeviceMethod {
  return { authenticationType: 'PUSH_OTP', name: 'App', deviceKey };
}
