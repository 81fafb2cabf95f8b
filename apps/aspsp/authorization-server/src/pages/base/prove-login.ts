import type { Psu } from '@openxs2a/core-banking';
import type { ScaReason } from '@openxs2a/sca';
import type { PagesOptions } from '../options.ts';

export interface ClaimedLogin {
  /** The name that somebody typed. */
  readonly claimed: string;
  readonly password: string;
}

export type LoginVerdict =
  | { readonly accepted: true; readonly evidence: Psu }
  | { readonly accepted: false; readonly reason: ScaReason };

/** Who somebody proves to be by a password. Whom the bank has blocked is nobody here, with the same work and the same answer. */
export async function proveLogin(
  { core, sca }: Pick<PagesOptions, 'core' | 'sca'>,
  { claimed, password }: ClaimedLogin,
): Promise<LoginVerdict> {
  const psu = claimed === '' ? undefined : await core.findPsu({ psuId: claimed });
  const psuId = psu?.status === 'active' ? psu.id : undefined;
  const outcome = await sca.checkPassword({ psuId, claimed, password, channel: 'page' });
  if (!outcome.accepted) return outcome;
  return psu === undefined ? { accepted: false, reason: 'credentials-wrong' } : { accepted: true, evidence: psu };
}
