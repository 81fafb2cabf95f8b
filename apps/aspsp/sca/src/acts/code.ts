import type { Transaction } from '@openxs2a/store';
import type { Answered, Challenge } from '../challenge.ts';
import { codeMac, sameMac } from '../domain/one-time-code.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { accept, refuse, type ScaOutcome, type ScaRefusal } from '../outcome.ts';
import type { StoredChallenge } from '../store/challenges.ts';
import type { StoredMethod } from '../store/methods.ts';
import { answer } from './answer.ts';
import { type AskPsu, ask, type Begun, begin, findMethodFor } from './ask.ts';
import { makeCode } from './make-code.ts';
import { toMethod } from './methods.ts';
import { endChallenge } from './move-challenge.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

const LONGEST_CODE = 64;

/** Asks for a code, and sends it where the method is one that codes are sent to. */
export async function challengeByCode(setting: ScaSetting, asked: AskPsu): Promise<ScaOutcome<Challenge>> {
  const found = await findMethodFor(setting, asked, 'code');
  if (!found.accepted) return found;
  const method = found.evidence;
  const begun = begin(setting, asked, 'code');
  const { code, challengeData } = makeCode(setting, method, begun);
  const challenge = { ...begun, challengeData, codeMac: codeMac(setting.keys.codes, begun, code) };
  const { authenticationType, address } = method;
  const refusal = await ask(setting, challenge, { authenticationType, isSent: address !== undefined });
  if (refusal !== undefined) return refusal;
  if (address !== undefined && !(await isDelivered(setting, method, address, writeMessage(setting, begun, code))))
    return endUndelivered(setting, begun);
  const { challengeId, authorisationId, expiresAt } = challenge;
  return accept({ challengeId, authorisationId, authenticationMethod: toMethod(method), challengeData, expiresAt });
}

function writeMessage({ policy }: ScaSetting, { shown }: Begun, code: string): string {
  return `${shown} Code: ${code}, for ${policy.codes.minutes} minutes. Not what you want? Tell nobody the code, and call us.`;
}

async function isDelivered({ outbox }: ScaSetting, method: StoredMethod, to: string, text: string): Promise<boolean> {
  try {
    await outbox.send({ to, method: toMethod(method), text });
    return true;
  } catch {
    // what a gateway says may quote the message, and so the code: that it failed is all that goes on from here
    return false;
  }
}

async function endUndelivered(setting: ScaSetting, { challengeId, authorisationId }: Begun): Promise<ScaRefusal> {
  const end = (trx: Transaction) => endChallenge(trx, setting, { challengeId }, 'delivery-failed');
  await setting.database.transaction(end, LOCKING);
  return refuse('delivery-failed', { authorisationId });
}

export interface AnswerCode {
  readonly authorisationId: string;
  readonly psuId: string;
  readonly code: string;
  /** What is authorised now. */
  readonly subject: Subject;
}

export function answerCode(
  setting: ScaSetting,
  { authorisationId, psuId, code, subject }: AnswerCode,
): Promise<ScaOutcome<Answered>> {
  const isRight = (challenge: StoredChallenge) =>
    code.length <= LONGEST_CODE && sameMac(codeMac(setting.keys.codes, challenge, code), challenge.codeMac ?? '');
  return answer(setting, {
    key: { authorisationId },
    isFor: (challenge) => challenge.kind === 'code' && challenge.psuId === psuId,
    subjectDigest: subjectDigest(subject),
    faultOf: async (_, { challenge }) => (isRight(challenge) ? undefined : 'code-wrong'),
    event: 'answer',
  });
}
