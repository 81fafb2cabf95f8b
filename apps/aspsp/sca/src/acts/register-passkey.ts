import type { Transaction } from '@openxs2a/store';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { toLine } from '../domain/line.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { readRegistration } from '../domain/webauthn-response.ts';
import { hideName } from '../keys.ts';
import { PASSKEY } from '../method.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import type { Ceremony, NamePasskey, Passkey, RegisterPasskey } from '../passkey.ts';
import { recordPsu } from '../record.ts';
import { endChallengesOfMethod } from '../store/challenges.ts';
import { deletePasskey, insertPasskey, listPasskeys, type StoredPasskey } from '../store/passkeys.ts';
import { beginCeremony, endCeremony } from './ceremony.ts';
import type { ScaSetting } from './setting.ts';

export async function registrationOptions(
  setting: ScaSetting,
  { psuId, userName }: NamePasskey,
): Promise<Ceremony<PublicKeyCredentialCreationOptionsJSON>> {
  const { rpId: rpID, rpName, minutes } = setting.policy.passkeys;
  const known = await listPasskeys(setting.database, psuId);
  const { ceremonyId, challenge } = await beginCeremony(setting, psuId);
  const options = await generateRegistrationOptions({
    rpID,
    rpName,
    userName,
    userID: userHandleOf(setting, psuId),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: minutes * 60_000,
    attestationType: 'none',
    excludeCredentials: known.map(({ passkeyId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ceremonyId, options };
}

/** What the device keeps of the PSU: it says nothing about it (WebAuthn 3, 14.6.1). */
export function userHandleOf({ keys }: ScaSetting, psuId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hideName(keys, 'passkeys', psuId));
}

export async function registerPasskey(
  setting: ScaSetting,
  { ceremonyId, psuId, response, ...given }: RegisterPasskey,
): Promise<ScaOutcome<Passkey>> {
  const { database, log, clock } = setting;
  const ceremony = await endCeremony(setting, ceremonyId);
  if (!ceremony.accepted) return ceremony;
  if (ceremony.evidence.psuId !== psuId) return refuse('ceremony-unknown');
  const credential = await verify(setting, ceremony.evidence.challenge, response);
  if (credential === undefined) return refuse('passkey-wrong', { psuId });
  const name = toLine(given.name) || 'Passkey';
  const { id: passkeyId, publicKey, counter: signCount } = credential;
  const stored: StoredPasskey = {
    passkeyId,
    psuId,
    name,
    publicKey,
    signCount,
    createdAt: clock(),
    lastUsedAt: undefined,
  };
  return database.transaction(async (trx) => {
    if (!(await insertPasskey(trx, stored))) return refuse('passkey-known', { psuId });
    await log.append(trx, recordPsu('sca-passkey-registered', psuId, { passkeyId }));
    return accept(toPasskey(stored));
  });
}

async function verify({ policy }: ScaSetting, expectedChallenge: string, given: unknown) {
  const response = readRegistration(given);
  if (response === undefined) return undefined;
  const { rpId: expectedRPID, origins } = policy.passkeys;
  const expected = { expectedChallenge, expectedOrigin: [...origins], expectedRPID, requireUserVerification: true };
  try {
    return (await verifyRegistrationResponse({ response, ...expected })).registrationInfo?.credential;
  } catch {
    // the library throws for every check that fails; which one, only an attacker wants to know
    return undefined;
  }
}

/** What the passkeys of this PSU are asked at the moment ends: the question went to this one, too. */
export async function removePasskey(
  trx: Transaction,
  { log }: ScaSetting,
  psuId: string,
  passkeyId: string,
): Promise<ScaOutcome<{ readonly passkeyId: string }>> {
  if (!isOpaqueId(passkeyId) || !(await deletePasskey(trx, psuId, passkeyId)))
    return refuse('passkey-unknown', { psuId });
  await endChallengesOfMethod(trx, PASSKEY, psuId);
  await log.append(trx, recordPsu('sca-passkey-removed', psuId, { passkeyId }));
  return accept({ passkeyId });
}

/** What may be seen of it. */
export function toPasskey({ passkeyId, name, createdAt, lastUsedAt }: StoredPasskey): Passkey {
  return { passkeyId, name, createdAt, lastUsedAt };
}
