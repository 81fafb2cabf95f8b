import type { PageMethod } from '../method.ts';
import type { ScaOutcome } from '../outcome.ts';
import { requestApproval } from './approval.ts';
import type { AskPsu } from './ask.ts';
import { challengeByCode } from './code.ts';
import { requestPasskey } from './passkey-challenge.ts';
import type { ScaSetting } from './setting.ts';

/** Asks what a method asks: for a code, for an approval, for a passkey. */
export function askBy(
  setting: ScaSetting,
  { authenticationMethodId, ...method }: PageMethod,
  request: Omit<AskPsu, 'authenticationMethodId'>,
): Promise<ScaOutcome<unknown>> {
  if (method.authenticationType === 'PASSKEY') return requestPasskey(setting, request);
  const asked = { ...request, authenticationMethodId };
  return method.decoupled ? requestApproval(setting, asked) : challengeByCode(setting, asked);
}
