import type { Psu } from '@openxs2a/consent';
import { refusedSca } from '@openxs2a/edge';
import type { AuthenticationMethod, ScaOutcome, Subject } from '@openxs2a/sca';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { RoadSetting } from './setting.ts';

export interface Asking {
  readonly authorisationId: string;
  readonly psu: Psu;
  readonly method: AuthenticationMethod;
  readonly subject: Subject;
}

/** Sends a challenge, or has a device asked; in the place of what this authorisation asked before. */
export async function ask({ sca }: Pick<RoadSetting, 'sca'>, asking: Asking): Promise<RoadOutcome<undefined>> {
  const { authorisationId, psu, method, subject } = asking;
  const { authenticationMethodId, decoupled } = method;
  const request = { authorisationId, psuId: psu.psuId, authenticationMethodId, subject };
  const asked: ScaOutcome<unknown> = decoupled ? await sca.requestApproval(request) : await sca.challenge(request);
  return asked.accepted ? accept(undefined) : toRefusal(asked);
}

export function toRefusal(refusal: Extract<ScaOutcome<never>, { accepted: false }>) {
  const { reason, evidence = {} } = refusedSca(refusal);
  return refuse(reason, evidence);
}
