import { enter, INIT_CONFIG, PERSON_CONFIG, setUp } from '@openxs2a/certificate-authority';
import { readConfig, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import type { Secrets } from '../state/secrets.ts';
import type { QtspEnvironment } from './environment.ts';
import { NCA } from './parties.ts';
import { PEOPLE, passwordOf } from './people.ts';

/** Passphrases of 256 random bits cannot be guessed, so that nothing is won by making that slow. */
const COST = 2 ** 12;

/** Root, issuing certificate and keys; where they are there, the root's list of revoked certificates if it is old. */
export async function makeAuthority(env: QtspEnvironment): Promise<void> {
  const config = readConfig(INIT_CONFIG, env);
  const cheap = { random: systemRandom, cost: COST };
  await openKeyStore({ ...cheap, folder: config.keyFolder, passphrase: config.keyPassphrase });
  await openKeyStore({ ...cheap, folder: config.rootKeyFolder, passphrase: config.rootKeyPassphrase });
  await setUp(config);
}

/** The operator, and one of the authority, which has to be known. */
export async function enterPeople(env: QtspEnvironment, secrets: Secrets): Promise<void> {
  const people = [
    [PEOPLE.operator, {}],
    [PEOPLE.authority, { PERSON_NCA: NCA }],
  ] as const;
  for (const [name, nca] of people) {
    const person = { ...env, ...nca, PERSON_NAME: name, PERSON_PASSWORD: await secrets.get(passwordOf(name)) };
    await enter(readConfig(PERSON_CONFIG, person));
  }
}
