import type { Transaction } from '@openxs2a/store';
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { Answered, PasskeyRequest } from '../challenge.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { webauthnChallenge } from '../domain/webauthn-challenge.ts';
import { readAuthentication } from '../domain/webauthn-response.ts';
import { PASSKEY, type PasskeyMethod } from '../method.ts';
import { accept, refuse, type ScaOutcome, type ScaReason } from '../outcome.ts';
import { findChallenge, type StoredChallenge } from '../store/challenges.ts';
import { countUse, findPasskey, listPasskeys, type StoredPasskey } from '../store/passkeys.ts';
import { answer } from './answer.ts';
import { type AskPsu, ask, begin } from './ask.ts';
import { userHandleOf } from './register-passkey.ts';
import type { ScaSetting } from './setting.ts';

/** The passkeys of a PSU as a method; undefined where it has none. */
export async function findPasskeyMethod(
  { database }: Pick<ScaSetting, 'database'>,
  psuId: string,
): Promise<PasskeyMethod | undefined> {
  const names = (await listPasskeys(database, psuId)).map(({ name }) => name);
  if (names.length === 0) return undefined;
  const explanation = names.join(', ');
  return {
    authenticationMethodId: PASSKEY,
    authenticationType: 'PASSKEY',
    name: 'Passkey',
    explanation,
    decoupled: false,
  };
}

/** Asks the passkeys of the PSU: whichever of them it has at hand may answer. */
export async function requestPasskey(
  setting: ScaSetting,
  { authorisationId, psuId, subject }: Omit<AskPsu, 'authenticationMethodId'>,
): Promise<ScaOutcome<PasskeyRequest>> {
  const method = await findPasskeyMethod(setting, psuId);
  if (method === undefined) return refuse('method-unknown', { psuId });
  const { authenticationType, authenticationMethodId } = method;
  const begun = begin(setting, { authorisationId, psuId, authenticationMethodId, subject }, 'passkey');
  const challenge = { ...begun, challengeData: undefined, codeMac: undefined };
  const refusal = await ask(setting, challenge, { authenticationType, isSent: false });
  if (refusal !== undefined) return refusal;
  const { expiresAt } = challenge;
  return accept({ authorisationId, options: await passkeyOptions(setting, challenge), expiresAt });
}

/** What a page gives to `navigator.credentials.get`. */
export async function passkeyOptions(
  { database, policy, clock }: ScaSetting,
  challenge: StoredChallenge,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = await listPasskeys(database, challenge.psuId);
  return generateAuthenticationOptions({
    rpID: policy.passkeys.rpId,
    challenge: new Uint8Array(Buffer.from(webauthnChallenge(challenge), 'base64url')),
    timeout: challenge.expiresAt.getTime() - clock().getTime(),
    allowCredentials: known.map(({ passkeyId: id }) => ({ id })),
    userVerification: 'required',
  });
}

export interface AnswerPasskey {
  readonly authorisationId: string;
  readonly psuId: string;
  /** What the browser gave, as JSON; it may be anything. */
  readonly response: unknown;
  /** What is authorised now. */
  readonly subject: Subject;
}

/** Possession, and what the device asked for: a PIN or a finger. */
export async function answerPasskey(
  setting: ScaSetting,
  { authorisationId, psuId, response, subject }: AnswerPasskey,
): Promise<ScaOutcome<Answered>> {
  const isFor = (challenge: StoredChallenge) => challenge.kind === 'passkey' && challenge.psuId === psuId;
  // before the transaction, which waits for nothing; there it counts only if the question is the same still
  const asked = await findChallenge(setting.database, { authorisationId });
  const proof = asked !== undefined && isFor(asked) ? await verify(setting, asked, response) : NOTHING;
  const outcome = await answer(setting, {
    key: { authorisationId },
    isFor,
    subjectDigest: subjectDigest(subject),
    faultOf: (trx, { challenge }) =>
      findFault(trx, setting, challenge.challengeId === asked?.challengeId ? proof : NOTHING),
    event: 'answer',
    noted: 'passkeyId' in proof ? { passkeyId: proof.passkeyId } : undefined,
  });
  if (!outcome.accepted && outcome.reason === 'passkey-cloned') setting.sendAlert(psuId, outcome.reason);
  return outcome;
}

/** What an answer proves: which passkey it is of, and how often that was used, as it says. */
type Proof = { readonly passkeyId: string; readonly signCount: number } | { readonly fault: ScaReason };

const NOTHING: Proof = { fault: 'passkey-wrong' };

async function verify(setting: ScaSetting, challenge: StoredChallenge, response: unknown): Promise<Proof> {
  const given = readAuthentication(response);
  if (given === undefined) return NOTHING;
  const passkey = await findPasskey(setting.database, given.id);
  if (passkey?.psuId !== challenge.psuId) return { fault: 'passkey-unknown' };
  const signCount = await verifySigned(setting, webauthnChallenge(challenge), passkey, given);
  return signCount === undefined ? NOTHING : { passkeyId: passkey.passkeyId, signCount };
}

/** The counter of the authenticator, or undefined where its answer does not hold. */
async function verifySigned(
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

async function findFault(trx: Transaction, { clock }: ScaSetting, proof: Proof): Promise<ScaReason | undefined> {
  if ('fault' in proof) return proof.fault;
  return (await countUse(trx, proof.passkeyId, proof.signCount, clock())) ? undefined : 'passkey-cloned';
}
