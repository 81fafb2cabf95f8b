import { listBegun } from '../store/begun.ts';
import type { HandlerOptions } from './options.ts';

/** The authorisations of a consent that are over, and whether another may run beside those that are not. */
export interface Settled {
  readonly finals: ReadonlySet<string>;
  readonly isAlone: boolean;
}

/** Brings about what time and devices have made of the authorisations of a consent. */
export async function settleAll(
  { database, profile, road }: Pick<HandlerOptions, 'database' | 'profile' | 'road'>,
  consentId: string,
): Promise<Settled> {
  const finals = new Set<string>();
  const begun = await listBegun(database, { kind: 'consent', resourceId: consentId });
  for (const authorisationId of begun) {
    const status = await road.statusOf({ kind: 'consent', resourceId: consentId, authorisationId });
    if (status.accepted && status.evidence.isFinal) finals.add(authorisationId);
  }
  return { finals, isAlone: profile.sca.multilevel || finals.size === begun.length };
}
