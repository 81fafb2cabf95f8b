import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox, SandboxIdentity } from './create-sandbox-parties.ts';

/**
 * Lays the sandbox down for other programs: `root.pem`, `operator` and `nca`, and for each party `qwac`, `qsealc`
 * (`.pem` and `-key.pem`) and `enrolment-secret.txt` in a folder of its name. For the owner's eyes only.
 */
export async function writeSandbox(folder: string, { parties, credentials, root }: Sandbox): Promise<void> {
  await writeSecret(folder, 'root.pem', root);
  await writeIdentity(folder, 'operator', credentials.operator);
  await writeIdentity(folder, 'nca', credentials.nca);
  for (const { name, qwac, qsealc, enrolmentSecret } of parties) {
    const own = join(folder, name);
    await writeIdentity(own, 'qwac', qwac);
    await writeIdentity(own, 'qsealc', qsealc);
    await writeSecret(own, 'enrolment-secret.txt', `${enrolmentSecret}\n`);
  }
}

async function writeIdentity(folder: string, name: string, { certificate, key }: SandboxIdentity): Promise<void> {
  await writeSecret(folder, `${name}.pem`, certificate);
  await writeSecret(folder, `${name}-key.pem`, key);
}

/** Anew, so that an older file's permissions do not stay. */
async function writeSecret(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(join(folder, name), { force: true });
  await writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx' });
}
