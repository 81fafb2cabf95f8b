import type { Schemas } from '@openxs2a/xs2a/types';
import { ocra } from '../domain/ocra.ts';
import { deriveQuestion, drawCode } from '../domain/one-time-code.ts';
import type { StoredMethod } from '../store/methods.ts';
import type { Begun } from './ask.ts';
import { openSecret } from './methods.ts';
import type { ScaSetting } from './setting.ts';

/** Eight digits, out of a question of eight digits. */
const READER_SUITE = 'OCRA-1:HOTP-SHA256-8:QN08';

export interface MadeCode {
  readonly code: string;
  readonly challengeData: Schemas['challengeData'];
}

/** The code that answers a challenge, and what the PSU needs to come by it. */
export function makeCode(setting: ScaSetting, method: StoredMethod, begun: Begun): MadeCode {
  return method.secret === undefined ? drawn(setting, method, begun) : ofReader(setting, method, begun);
}

function drawn({ random, policy }: ScaSetting, { explanation }: StoredMethod, { shown }: Begun): MadeCode {
  const code = drawCode(random, policy.codes.digits);
  return { code, challengeData: describe(code, `A code was sent to ${explanation}. ${shown}`) };
}

/** The question is of this challenge and subject: a code that was made for another answers it only by chance. */
function ofReader(setting: ScaSetting, method: StoredMethod, { challengeId, subjectDigest, shown }: Begun): MadeCode {
  const question = deriveQuestion(challengeId, subjectDigest);
  const code = ocra(READER_SUITE, openSecret(setting, method), question);
  const challengeData = describe(code, `Type ${question} into your reader. ${shown}`);
  return { code, challengeData: { data: [question], ...challengeData } };
}

function describe(code: string, additionalInformation: string): Schemas['challengeData'] {
  return { otpMaxLength: code.length, otpFormat: 'integer', additionalInformation };
}
