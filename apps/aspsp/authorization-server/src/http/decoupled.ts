import type { Authorisation } from '@openxs2a/consent';
import { push } from '../authorising/steps/identify.ts';
import type { ScaApproach } from '../domain/approach.ts';
import type { HandlerOptions } from './options.ts';

/** Whether a PSU has a device that approves. */
export async function hasDevice({ sca, profile }: Pick<HandlerOptions, 'sca' | 'profile'>, psuId: string) {
  if (!profile.sca.approaches.includes('DECOUPLED')) return false;
  return (await sca.listMethods(psuId)).some(({ decoupled }) => decoupled);
}

/**
 * Asks the device once the authorisation is there: a question stays unasked rather than be asked for nothing. What comes of it
 * the TPP finds out by the status.
 */
export async function pushIfDecoupled(
  { setting }: Pick<HandlerOptions, 'setting'>,
  { approach, authorisation }: { readonly approach: ScaApproach; readonly authorisation: Authorisation | undefined },
): Promise<void> {
  if (approach !== 'DECOUPLED' || authorisation === undefined) return;
  const { consentId: resourceId, authorisationId } = authorisation;
  await push(setting, { kind: 'consent', resourceId, authorisationId });
}
