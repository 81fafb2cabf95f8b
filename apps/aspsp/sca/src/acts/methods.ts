import { seal, unseal } from '@openxs2a/service';
import type { Transaction } from '@openxs2a/store';
import { readDeviceKey } from '../domain/device-key.ts';
import { toLine } from '../domain/line.ts';
import { maskAddress } from '../domain/mask-address.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { ScaError } from '../errors.ts';
import type { AuthenticationMethod, NewMethod } from '../method.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { recordPsu } from '../record.ts';
import { endChallengesOfMethod } from '../store/challenges.ts';
import { deleteMethod, insertMethod, type StoredMethod } from '../store/methods.ts';
import type { ScaSetting } from './setting.ts';

const ADDRESSES: Readonly<Record<'SMS_OTP' | 'SMTP_OTP' | 'PUSH_OTP', RegExp>> = {
  SMS_OTP: /^\+\d{6,15}$/,
  SMTP_OTP: /^[^\s@<>",;:\\\p{C}]{1,64}@[^\s@<>",;:\\\p{C}]{1,190}$/u,
  PUSH_OTP: /^[^\s\p{C}]{1,512}$/u,
};
const SECRET_BYTES = { least: 20, most: 64 };

/** Throws `ERR_SCA_METHOD_UNFIT`. */
export async function enrolMethod(
  trx: Transaction,
  setting: ScaSetting,
  psuId: string,
  method: NewMethod,
): Promise<AuthenticationMethod> {
  const { log, clock, random } = setting;
  const { authenticationType } = method;
  const name = toLine(method.name);
  if (name === '') throw unfit('a "name" that can be read');
  const authenticationVersion = method.authenticationVersion && toLine(method.authenticationVersion);
  const authenticationMethodId = random.token(16);
  const kept = keep(setting, authenticationMethodId, method);
  const stored: StoredMethod = {
    authenticationMethodId,
    psuId,
    authenticationType,
    ...(authenticationVersion ? { authenticationVersion } : {}),
    name,
    ...(kept.address !== undefined && { explanation: maskAddress(kept.address) }),
    decoupled: kept.deviceKey !== undefined,
    ...kept,
  };
  await insertMethod(trx, stored, clock());
  await log.append(trx, recordPsu('sca-method-enrolled', psuId, { authenticationMethodId, authenticationType }));
  return toMethod(stored);
}

type Kept = Pick<StoredMethod, 'address' | 'deviceKey' | 'secret'>;

function keep(setting: ScaSetting, authenticationMethodId: string, method: NewMethod): Kept {
  const kept = { address: undefined, deviceKey: undefined, secret: undefined };
  if ('deviceKey' in method) return { ...kept, deviceKey: readDeviceKey(method.deviceKey) };
  if ('secret' in method) return { ...kept, secret: sealSecret(setting, authenticationMethodId, method.secret) };
  if (!ADDRESSES[method.authenticationType].test(method.address))
    throw unfit('an "address" that nothing can be sent to');
  return { ...kept, address: method.address };
}

function sealSecret({ keys, random }: ScaSetting, authenticationMethodId: string, secret: Uint8Array): Uint8Array {
  const { least, most } = SECRET_BYTES;
  if (secret.length < least || secret.length > most) throw unfit(`a "secret" has ${least} to ${most} bytes`);
  return seal(keys.secrets, secret, authenticationMethodId, random);
}

/** What a reader shares with the bank. */
export function openSecret({ keys }: ScaSetting, { authenticationMethodId, secret }: StoredMethod): Uint8Array {
  const opened = secret && unseal(keys.secrets, secret, authenticationMethodId);
  if (opened === undefined) throw new TypeError('The secret of a reader was sealed by another key.');
  return opened;
}

export async function removeMethod(
  trx: Transaction,
  { log }: ScaSetting,
  psuId: string,
  authenticationMethodId: string,
): Promise<ScaOutcome<{ readonly authenticationMethodId: string }>> {
  const isId = isOpaqueId(authenticationMethodId);
  if (!isId || !(await deleteMethod(trx, psuId, authenticationMethodId))) return refuse('method-unknown');
  const evidence = { authenticationMethodId };
  await endChallengesOfMethod(trx, authenticationMethodId, psuId);
  await log.append(trx, recordPsu('sca-method-removed', psuId, evidence));
  return accept(evidence);
}

/** What may be seen of it. */
export function toMethod({
  psuId: _,
  address: _address,
  deviceKey: _key,
  secret: _secret,
  ...method
}: StoredMethod): AuthenticationMethod {
  return method;
}

const unfit = (rule: string) => new ScaError('ERR_SCA_METHOD_UNFIT', rule);
