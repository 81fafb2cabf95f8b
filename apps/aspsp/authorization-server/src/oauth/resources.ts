import { isFinalSca } from '@openxs2a/consent';
import type { OAuthResources, Stand } from '@openxs2a/oauth';
import type { AuthorisationKey } from '../authorising/road.ts';
import { isDone } from '../domain/return-address.ts';
import type { HandlerOptions } from '../http/options.ts';
import { type Begun, findBegun } from '../store/begun.ts';

export type OAuthResourcesOptions = Pick<HandlerOptions, 'consents' | 'database' | 'road' | 'setting' | 'pagesUrl'>;

/** What OAuth lets be authorised: consents to account information, on the same road and pages as everything else. */
export function createOAuthResources(options: OAuthResourcesOptions): OAuthResources {
  const { consents, road, pagesUrl } = options;
  const { secrets } = options.setting;
  return {
    async findOpen({ service, resourceId }, clientId, named) {
      if (service !== 'AIS' || resourceId === undefined) return undefined;
      for (const { authorisationId } of await listNewestFirst(options, resourceId, clientId)) {
        if (named !== undefined && named !== authorisationId) continue;
        const begun = await findWaiting(options, { kind: 'consent', resourceId, authorisationId });
        if (begun !== undefined) return { authorisationId, redirectUri: begun.uris.redirectUri };
      }
      return undefined;
    },
    async sendToPage(authorisationId, way) {
      if (pagesUrl === undefined) throw new TypeError('There are no pages to send anybody to.');
      return `${pagesUrl}/authorise/${secrets.ticketFor(authorisationId, way)}`;
    },
    async standOf(authorisationId, proof): Promise<Stand> {
      const found = await road.findByAuthorisation(authorisationId);
      if (!found.accepted) return { is: 'refused' };
      const { scaStatus, psu } = found.evidence;
      if (scaStatus === 'failed') return { is: 'refused' };
      const isItself = secrets.isReturnProof(authorisationId, proof);
      return isDone(scaStatus) && isItself && psu !== undefined
        ? { is: 'authorised', psuId: psu.psuId }
        : { is: 'open' };
    },
    async lifeOf({ service, resourceId }, clientId) {
      if (service !== 'AIS' || resourceId === undefined) return undefined;
      const found = await consents.find(resourceId, clientId);
      if (!found.accepted) return undefined;
      const { consentStatus, recurring: isRecurring } = found.evidence;
      const isPending = consentStatus === 'received' || consentStatus === 'partiallyAuthorised';
      // where a TPP has to confirm, it does so by its token, before the consent is valid
      const isAlive = consentStatus === 'valid' || (isPending && (await isSigned(options, resourceId, clientId)));
      return isAlive ? { until: consents.endOf(found.evidence), isRecurring } : undefined;
    },
  };
}

/** One that nobody has come to the end of yet. */
async function findWaiting(
  { database, road }: OAuthResourcesOptions,
  key: AuthorisationKey,
): Promise<Begun | undefined> {
  const status = await road.statusOf(key);
  if (!status.accepted || isFinalSca(status.evidence.scaStatus) || isDone(status.evidence.scaStatus)) return undefined;
  const begun = await findBegun(database, key);
  return begun?.approach === 'REDIRECT' && begun.form === 'oauth' ? begun : undefined;
}

/** Whether a PSU has authorised a consent that is not valid yet. */
async function isSigned(options: OAuthResourcesOptions, consentId: string, clientId: string): Promise<boolean> {
  return (await listNewestFirst(options, consentId, clientId)).some(({ scaStatus }) => isDone(scaStatus));
}

async function listNewestFirst({ consents }: OAuthResourcesOptions, consentId: string, clientId: string) {
  const all = await consents.authorisations(consentId, clientId);
  return all.accepted ? all.evidence.toReversed() : [];
}
