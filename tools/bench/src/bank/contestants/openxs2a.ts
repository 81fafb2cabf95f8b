import type { Started } from '../host.ts';
import type { Setting } from '../setting.ts';
import { openBank } from './open-bank.ts';

/** The whole bank in one process; what was recorded is sealed before its CPU time is read. */
export async function start(setting: Setting): Promise<Started> {
  const { state, url } = await openBank(setting);
  return { port: Number(new URL(url).port), settle: async () => void (await state.log.seal()) };
}
