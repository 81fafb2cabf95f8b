import type { Schemas } from '@openxs2a/xs2a/types';
import type { HandlerOptions } from './options.ts';
import { refuseBody } from './refusals.ts';

const NAMES = ['password', 'encryptedPassword', 'additionalPassword', 'additionalEncryptedPassword'];

/** The password, in the one way in which this bank takes it (AUT-STR-005, AUT-STR-006). */
export async function readPassword(
  { passwordKeys, profile }: Pick<HandlerOptions, 'passwordKeys' | 'profile'>,
  psuData: Schemas['psuData'],
): Promise<string> {
  const wanted = profile.sca.passwordEncryption === 'required' ? 'encryptedPassword' : 'password';
  const given = psuData[wanted];
  const isAlone = !NAMES.some((name) => name !== wanted && Object.hasOwn(psuData, name));
  // the interface lets odd members through where another of the body is good
  if (typeof given !== 'string' || !isAlone) throw refuse(`"psuData" has "${wanted}", and no other password.`);
  if (wanted === 'password') return given;
  const password = await passwordKeys.decrypt(given);
  if (password === undefined) throw refuse('"encryptedPassword" is no JWE to the key of this bank.');
  return password;
}

const refuse = (message: string) => refuseBody('password', message, '/psuData');
