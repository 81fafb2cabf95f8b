import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_PROFILE, parseProfile } from '@openxs2a/profile';
import { readIfThere, readJson, writePrivate } from '../state/private-files.ts';

/** What the sandbox's bank has other than by default. Whoever wants to try more changes the file, and starts again. */
const PROFILE = {
  name: 'Sandbox Bank',
  sca: { approaches: ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] },
  signature: { sealAnswers: true },
};

export interface KeptProfile {
  readonly file: string;
  readonly timeZone: string;
  /** Before `/v1`. */
  readonly basePath: string;
}

/** The same profile with OAuth as its redirect, in a file beside it; undefined where it has no redirect. */
export async function makeOAuthProfile(file: string) {
  const profile = parseProfile((await readJson(file)) ?? {});
  if (!profile.sca.approaches.includes('REDIRECT')) return undefined;
  const changed = `${file}.oauth`;
  const sca = { ...profile.sca, oauth: 'xs2a', oauthPreStep: false };
  await writePrivate(changed, JSON.stringify({ ...profile, sca }));
  return { file: changed, remove: () => rm(changed) };
}

/** The bank's profile as somebody has left it, or else as it is at first. What is wrong in it, the bank says. */
export async function keepProfile(folder: string): Promise<KeptProfile> {
  const file = join(folder, 'profile.json');
  if ((await readIfThere(file)) === undefined) await writePrivate(file, `${JSON.stringify(PROFILE, null, 2)}\n`);
  const { timeZone, basePath } = { ...DEFAULT_PROFILE, ...(await readJson(file)) };
  return { file, timeZone: String(timeZone), basePath: String(basePath) };
}
