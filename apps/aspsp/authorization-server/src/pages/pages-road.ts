import type { Database } from '@openxs2a/store';
import { type RoadOutcome, refuse } from '../authorising/outcome.ts';
import type { AuthorisationKey, AuthorisationView, Road } from '../authorising/road.ts';
import { findBegun, findResource } from '../store/begun.ts';

/** What the pages need of the road beyond what the interface does. */
export interface PagesRoad extends Road {
  /** For a device, which knows no more of an authorisation than its id. */
  findByAuthorisation(authorisationId: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The origins that the browser may be sent back to, whatever comes of it; none where the TPP gave no address. */
  returnOrigins(key: AuthorisationKey): Promise<readonly string[]>;
}

export function createPagesRoad(road: Road, database: Database): PagesRoad {
  return {
    ...road,
    async findByAuthorisation(authorisationId) {
      const resource = await findResource(database, authorisationId);
      return resource === undefined ? refuse('resource-unknown') : road.find({ ...resource, authorisationId });
    },
    async returnOrigins(key) {
      const { redirectUri, nokRedirectUri } = (await findBegun(database, key))?.uris ?? {};
      const given = [redirectUri, nokRedirectUri].filter((uri) => uri !== undefined);
      return [...new Set(given.map((uri) => new URL(uri).origin))];
    },
  };
}
