import type { RoadOutcome } from '../authorising/outcome.ts';
import type { AuthorisationKey, AuthorisationView, Road } from '../authorising/road.ts';

/** What the pages need of the road beyond what the interface does. */
export interface PagesRoad extends Road {
  /** For a device, which knows no more of an authorisation than its id. */
  findByAuthorisation(authorisationId: string): Promise<RoadOutcome<AuthorisationView>>;
  /** The origins that the browser may be sent back to, whatever comes of it; none where the TPP gave no address. */
  returnOrigins(key: AuthorisationKey): Promise<readonly string[]>;
}
