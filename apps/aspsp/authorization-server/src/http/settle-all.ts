import { isFinalSca } from '@openxs2a/consent';
import { mostAtOnce } from '../domain/start.ts';
import { listBegun } from '../store/begun.ts';
import type { HandlerOptions } from './options.ts';
import { evidenceOf } from './refusals.ts';

/** The authorisations of a consent that are over, and whether another may run beside those that are not. */
export interface Settled {
  readonly finals: ReadonlySet<string>;
  readonly hasPlace: boolean;
}

/** Brings about what time and devices have made of the authorisations of a consent. */
export async function settleAll(
  { consents, database, profile, road }: Pick<HandlerOptions, 'consents' | 'database' | 'profile' | 'road'>,
  consentId: string,
  tppId: string,
): Promise<Settled> {
  const finals = new Set<string>();
  for (const { authorisationId, scaStatus } of evidenceOf(await consents.authorisations(consentId, tppId))) {
    const isOver = isFinalSca(scaStatus) || (await isOverNow(road, consentId, authorisationId));
    if (isOver) finals.add(authorisationId);
  }
  const begun = await listBegun(database, { kind: 'consent', resourceId: consentId });
  const running = begun.filter((authorisationId) => !finals.has(authorisationId));
  return { finals, hasPlace: running.length < mostAtOnce(profile.sca) };
}

async function isOverNow(road: HandlerOptions['road'], consentId: string, authorisationId: string): Promise<boolean> {
  const status = await road.statusOf({ kind: 'consent', resourceId: consentId, authorisationId });
  return status.accepted && status.evidence.isFinal;
}
