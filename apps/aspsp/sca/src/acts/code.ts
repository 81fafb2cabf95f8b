import type { Schemas } from '@openxs2a/xs2a/types';
import type { Answered, Challenge } from '../challenge.ts';
import { ocra } from '../domain/ocra.ts';
import { codeMac, drawCode, sameMac } from '../domain/one-time-code.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import type { StoredChallenge } from '../store/challenges.ts';
import type { StoredMethod } from '../store/methods.ts';
import { answer } from './answer.ts';
import { type AskPsu, ask, type Begun, begin, findMethodFor } from './ask.ts';
import { openSecret, toMethod } from './methods.ts';
import { endChallenge } from './move-challenge.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

/** Of readers: eight digits, out of a question of eight digits. */
const READER_SUITE = 'OCRA-1:HOTP-SHA256-8:QN08';
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
  if (address !== undefined && !(await isDelivered(setting, method, address, writeMessage(setting, begun, code)))) {
    const { challengeId } = challenge;
    await setting.database.transaction(
      (trx) => endChallenge(trx, setting, { challengeId }, 'delivery-failed'),
      LOCKING,
    );
    return refuse('delivery-failed', { authorisationId: asked.authorisationId });
  }
  const { challengeId, authorisationId, expiresAt } = challenge;
  return accept({ challengeId, authorisationId, authenticationMethod: toMethod(method), challengeData, expiresAt });
}

interface MadeCode {
  readonly code: string;
  readonly challengeData: Schemas['challengeData'];
}

function makeCode(
  setting: ScaSetting,
  method: StoredMethod,
  { challengeId, subjectDigest: digest, shown }: Begun,
): MadeCode {
  const { digits } = setting.policy.codes;
  if (method.secret === undefined) {
    const additionalInformation = `A code was sent to ${method.explanation}. ${shown}`;
    const challengeData = { otpMaxLength: digits, otpFormat: 'integer', additionalInformation } as const;
    return { code: drawCode(setting.random, digits), challengeData };
  }
  const question = questionFor(setting, challengeId, digest);
  const code = ocra(READER_SUITE, openSecret(setting, method), question);
  const additionalInformation = `Type ${question} into your reader. ${shown}`;
  return {
    code,
    challengeData: { data: [question], otpMaxLength: code.length, otpFormat: 'integer', additionalInformation },
  };
}

/** Of this challenge and subject alone: a code that was made for another answers it only by chance. */
function questionFor({ keys }: ScaSetting, challengeId: string, digest: string): string {
  const binding = { challengeId, subjectDigest: digest, authorisationId: '', psuId: '', authenticationMethodId: '' };
  const mac = Buffer.from(codeMac(keys.codes, binding, 'question'), 'base64url');
  return String(mac.readUIntBE(0, 6) % 10 ** 8).padStart(8, '0');
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
    isRight,
    event: 'answer',
    whenWrong: 'code-wrong',
  });
}
