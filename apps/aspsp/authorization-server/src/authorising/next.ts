import type { Psu } from '@openxs2a/consent';
import type { AuthenticationMethod, Subject } from '@openxs2a/sca';
import type { Resource } from './authorisable.ts';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { RoadSetting } from './setting.ts';

/** What an embedded authorisation goes on with once the password was right (Guidelines 1.3.8, 7.2.2). */
export type Next =
  /** The bank does without a second factor. */
  | { readonly kind: 'exempt'; readonly subject: Subject }
  /** There is one method. */
  | { readonly kind: 'ask'; readonly subject: Subject; readonly method: AuthenticationMethod }
  /** There are several. */
  | { readonly kind: 'choose' };

/** Refused where the PSU cannot agree to this, or has nothing to do it with. */
export async function findNext(
  { sca }: Pick<RoadSetting, 'sca'>,
  {
    resource,
    psu,
    authorisationId,
  }: { readonly resource: Resource; readonly psu: Psu; readonly authorisationId: string },
): Promise<RoadOutcome<Next>> {
  const agreed = await resource.subjectFor(psu, undefined);
  if (!agreed.accepted) return agreed;
  const subject = agreed.evidence;
  const exemption = await sca.exempt({ authorisationId, psuId: psu.psuId, subject });
  if (exemption.accepted) return accept({ kind: 'exempt', subject });
  const [method, ...more] = await sca.listMethods(psu.psuId);
  if (method === undefined) return refuse('sca:method-unknown', { psuId: psu.psuId });
  return accept(more.length === 0 ? { kind: 'ask', subject, method } : { kind: 'choose' });
}
