import type { Psu } from '@openxs2a/consent';
import { refusedSca } from '@openxs2a/edge';
import type { PageMethod, ScaOutcome, Subject } from '@openxs2a/sca';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { RoadSetting } from './setting.ts';

export interface Asking {
  readonly authorisationId: string;
  readonly psu: Psu;
  readonly method: PageMethod;
  readonly subject: Subject;
}

/** Sends a challenge, has a device asked or a passkey; in the place of what this authorisation asked before. */
export async function ask({ sca }: Pick<RoadSetting, 'sca'>, asking: Asking): Promise<RoadOutcome<undefined>> {
  const { authorisationId, psu, method, subject } = asking;
  const asked = await sca.ask(method, { authorisationId, psuId: psu.psuId, subject });
  return asked.accepted ? accept(undefined) : toRefusal(asked);
}

export function toRefusal(refusal: Extract<ScaOutcome<never>, { accepted: false }>) {
  const { reason, evidence = {} } = refusedSca(refusal);
  return refuse(reason, evidence);
}
