import { join } from 'node:path';
import { DEFAULT_PROFILE } from '@openxs2a/profile';
import { readIfThere, readJson, writePrivate } from '../state/private-files.ts';
import type { PerBank } from './bank-names.ts';

const SCA = { approaches: ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] };
const SIGNATURE = { sealAnswers: true };

/** What a bank has other than by default, at first. Whoever wants to try more changes its file, and starts again. */
export const FIRST_PROFILES: PerBank<object> = {
  bank: { name: 'Sandbox Bank', sca: SCA, signature: SIGNATURE },
  oauthBank: { name: 'Sandbox OAuth Bank', sca: { ...SCA, oauth: 'xs2a' }, signature: SIGNATURE },
};

export interface KeptProfile {
  readonly file: string;
  /** Of the bank, as PSUs know it. */
  readonly title: string;
  readonly timeZone: string;
  /** Before `/v1`. */
  readonly basePath: string;
}

/** The profile as somebody has left it, or else as it is at first. What is wrong in it, the bank says. */
export async function keepProfile(folder: string, first: object): Promise<KeptProfile> {
  const file = join(folder, 'profile.json');
  if ((await readIfThere(file)) === undefined) await writePrivate(file, `${JSON.stringify(first, null, 2)}\n`);
  const { name, timeZone, basePath } = { ...DEFAULT_PROFILE, ...(await readJson(file)) };
  return { file, title: String(name), timeZone: String(timeZone), basePath: String(basePath) };
}
