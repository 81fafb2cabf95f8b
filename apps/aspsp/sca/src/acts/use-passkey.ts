import type { Transaction } from '@openxs2a/store';
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { subjectDigest } from '../domain/subject.ts';
import { readAuthentication } from '../domain/webauthn-response.ts';
import { accept, refuse, type ScaOutcome, type ScaReason, type ScaRefusal } from '../outcome.ts';
import type { AskForPasskey, AuthenticateByPasskey, Ceremony } from '../passkey.ts';
import { recordPsu } from '../record.ts';
import type { StoredCeremony } from '../store/ceremonies.ts';
import { countUse, deletePasskey, findPasskey, listPasskeys, type StoredPasskey } from '../store/passkeys.ts';
import { type Attempted, alertPsu, attempt, counterOf, renderAttempts } from './attempt.ts';
import { beginCeremony, endCeremony } from './ceremony.ts';
import { userHandleOf } from './register-passkey.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

type Authenticated = { readonly psuId: string; readonly passkeyId: string };

export async function authenticationOptions(
  setting: ScaSetting,
  { psuId, subject }: AskForPasskey,
): Promise<Ceremony<PublicKeyCredentialRequestOptionsJSON>> {
  const { rpId: rpID, minutes } = setting.policy.passkeys;
  const known = psuId === undefined ? [] : await listPasskeys(setting.database, psuId);
  const { ceremonyId, challenge } = await beginCeremony(setting, { kind: 'authentication', psuId, subject });
  const options = await generateAuthenticationOptions({
    rpID,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: minutes * 60_000,
    allowCredentials: known.map(({ passkeyId: id }) => ({ id })),
    userVerification: 'required',
  });
  return { ceremonyId, options };
}

export async function authenticateByPasskey(
  setting: ScaSetting,
  { ceremonyId, response, subject }: AuthenticateByPasskey,
): Promise<ScaOutcome<Authenticated>> {
  const ended = await endCeremony(setting, ceremonyId, 'authentication');
  if (!ended.accepted) return ended;
  const { challenge, ...ceremony } = ended.evidence;
  if (ceremony.subjectDigest !== (subject && subjectDigest(subject)))
    return refuseUnheard(setting, ceremony, 'subject-changed');
  const given = readAuthentication(response);
  if (given === undefined) return refuseUnheard(setting, ceremony, 'passkey-wrong');
  const passkey = await findPasskey(setting.database, given.id);
  if (passkey === undefined || !isAskedOf(ceremony, passkey))
    return refuseUnheard(setting, ceremony, 'passkey-unknown');
  return use(setting, passkey, await verify(setting, challenge, passkey, given));
}

/** Nobody's passkey answered: it counts for nobody. */
async function refuseUnheard(
  { database, log }: ScaSetting,
  { psuId }: Pick<StoredCeremony, 'psuId'>,
  reason: ScaReason,
): Promise<ScaRefusal> {
  await log.append(database, recordPsu('sca-passkey-used', psuId, { result: reason }));
  return refuse(reason);
}

const isAskedOf = ({ psuId }: Pick<StoredCeremony, 'psuId'>, passkey: StoredPasskey) =>
  psuId === undefined || psuId === passkey.psuId;

/** The counter of the authenticator, or undefined where its answer does not hold. */
async function verify(
  setting: ScaSetting,
  expectedChallenge: string,
  { passkeyId: id, psuId, publicKey }: StoredPasskey,
  response: NonNullable<ReturnType<typeof readAuthentication>>,
): Promise<number | undefined> {
  const { rpId: expectedRPID, origins } = setting.policy.passkeys;
  const { userHandle } = response.response;
  const own = Buffer.from(userHandleOf(setting, psuId)).toString('base64url');
  if (userHandle !== undefined && userHandle !== own) return undefined;
  const expected = { expectedChallenge, expectedOrigin: [...origins], expectedRPID, requireUserVerification: true };
  // as if it never counted: the store holds its counter to the last one, which two nodes cannot both do
  const credential = { id, publicKey: new Uint8Array(publicKey), counter: 0 };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({ response, credential, ...expected });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // the library throws for every check that fails; which one, only an attacker wants to know
    return undefined;
  }
}

async function use(
  setting: ScaSetting,
  { passkeyId, psuId }: StoredPasskey,
  signCount: number | undefined,
): Promise<ScaOutcome<Authenticated>> {
  const now = setting.clock();
  const { attempted, failure } = await setting.database.transaction(async (trx) => {
    const reason = await findFailure(trx, passkeyId, signCount, now);
    const counted = await attempt(trx, setting, counterOf(psuId), {
      factor: 'possession',
      failed: reason !== undefined,
      now,
    });
    const result = 'refusal' in counted ? counted.refusal.reason : (reason ?? 'accepted');
    await setting.log.append(trx, recordPsu('sca-passkey-used', psuId, { passkeyId, result }));
    return { attempted: counted, failure: reason };
  }, LOCKING);
  alertPsu(setting, psuId, attempted, now);
  if (failure === 'passkey-cloned') setting.sendAlert(psuId, failure);
  return conclude(setting, { psuId, passkeyId }, attempted, failure, now);
}

async function findFailure(
  trx: Transaction,
  passkeyId: string,
  signCount: number | undefined,
  now: Date,
): Promise<Extract<ScaReason, 'passkey-wrong' | 'passkey-cloned'> | undefined> {
  if (signCount === undefined) return 'passkey-wrong';
  return (await countUse(trx, passkeyId, signCount, now)) ? undefined : 'passkey-cloned';
}

function conclude(
  setting: ScaSetting,
  who: Authenticated,
  attempted: Attempted,
  failure: ScaReason | undefined,
  now: Date,
): ScaOutcome<Authenticated> {
  if ('refusal' in attempted) return attempted.refusal;
  if (failure === undefined) return accept(who);
  return refuse(failure, { psuId: who.psuId, ...renderAttempts(attempted.attempts, setting, now) });
}

export async function removePasskey(
  trx: Transaction,
  { log }: ScaSetting,
  psuId: string,
  passkeyId: string,
): Promise<ScaOutcome<{ readonly passkeyId: string }>> {
  if (!isOpaqueId(passkeyId) || !(await deletePasskey(trx, psuId, passkeyId)))
    return refuse('passkey-unknown', { psuId });
  await log.append(trx, recordPsu('sca-passkey-removed', psuId, { passkeyId }));
  return accept({ passkeyId });
}
