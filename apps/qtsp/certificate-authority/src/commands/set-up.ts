import { resolve } from 'node:path';
import { systemClock, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { InitialisationError } from '../acts/initialisation-error.ts';
import { destroyRootKey, type InitialiseOutcome, initialise } from '../acts/initialise.ts';
import type { InitConfig } from '../config.ts';
import { openState } from '../open-state.ts';

const TOLD: Readonly<Record<InitialiseOutcome, string>> = {
  initialised: 'Root and issuing certificate are made.',
  'root-crl-renewed': "The root's CRL is renewed.",
  'nothing-to-do': 'All is set up; nothing was changed.',
};

/** Makes root, issuing certificate and keys, once. The root's key goes to a place of its own, or is destroyed. */
export async function setUp(config: InitConfig): Promise<readonly string[]> {
  const { keyFolder, keyPassphrase, rootKeyFolder, rootKeyPassphrase, destroyRootKey: isToDestroy } = config;
  if (resolve(keyFolder) === resolve(rootKeyFolder) || keyPassphrase === rootKeyPassphrase)
    throw new InitialisationError('ERR_ROOT_NOT_APART', "The root's key needs a folder and a passphrase of its own.");
  const random = systemRandom;
  const rootKeys = await openKeyStore({ folder: rootKeyFolder, passphrase: rootKeyPassphrase, random });
  const { providerCountry: country, providerName: name, providerIdentifier: organizationIdentifier } = config;
  const provider = { country, name, organizationIdentifier };
  const state = await openState(config, 'init');
  try {
    const outcome = await initialise({ ...config, ...state, clock: systemClock, random, rootKeys, provider });
    if (isToDestroy) await destroyRootKey({ rootKeys });
    const where = isToDestroy
      ? "The root's key is destroyed."
      : `The root's key is in "${rootKeyFolder}": take it away from here.`;
    return [TOLD[outcome], where];
  } finally {
    await state.close();
  }
}
