import type { WayBack } from '@openxs2a/oauth';
import type { Context } from 'hono';
import type { AuthorisationView, Road } from '../../authorising/road.ts';
import type { FormTarget } from '../base/show-factors.ts';
import type { Visits } from '../base/visits.ts';
import { findLogin, type Journeys } from './journeys.ts';

/** One authorisation in one browser, as a request finds it. */
export interface Stand {
  readonly view: AuthorisationView;
  readonly journeys: Journeys | undefined;
  readonly target: FormTarget;
  /** Where OAuth sent the browser here, and has it back. */
  readonly wayBack: WayBack | undefined;
  /** Whether this browser is the one in which the PSU proved who it is. */
  readonly isLoggedIn: boolean;
}

/** What a link leads to; undefined where it is none of ours. */
export async function findStand(c: Context, road: Road, visits: Visits<Journeys>): Promise<Stand | undefined> {
  const ticket = c.req.param('ticket') ?? '';
  const view = await findView(road, ticket);
  if (view === undefined) return undefined;
  const { value: journeys, formToken } = visits.of(c);
  const login = findLogin(journeys, view.key.authorisationId);
  return {
    view,
    journeys,
    wayBack: road.wayBackOf(ticket),
    target: { path: `/authorise/${encodeURIComponent(ticket)}`, formToken },
    isLoggedIn: login !== undefined && login.psuId === view.psu?.psuId,
  };
}

/** Of a link past its time, too: then it has failed, and there is a way back all the same (SCA-RED-003). */
async function findView(road: Road, ticket: string): Promise<AuthorisationView | undefined> {
  const found = await road.findByTicket(ticket);
  if (found.accepted) return found.evidence;
  if (found.reason !== 'resource-expired') return undefined;
  // with this reason there is a key
  const expired = await road.find(found.evidence['key'] as AuthorisationView['key']);
  return expired.accepted ? expired.evidence : undefined;
}

/** For the bank: what comes now, if anything, is between the TPP and its customer. */
export const isOver = ({ isFinal, scaStatus }: AuthorisationView): boolean => isFinal || scaStatus === 'unconfirmed';

/** Before anybody has proved who it is, whoever was sent here may turn back; afterwards that person alone. */
export const mayRefuse = ({ isLoggedIn, view: { scaStatus } }: Stand): boolean =>
  isLoggedIn || scaStatus === 'received' || scaStatus === 'psuIdentified';

/**
 * Where the browser goes when it is over: after a success only the one in which the PSU agreed, since there may be a code in
 * the address (SCA-RED-008, SCA-RED-011); after a failure whichever comes (SCA-RED-003).
 */
export async function findWayBack({ view, isLoggedIn, wayBack }: Stand, road: Road): Promise<string | undefined> {
  const mayKnow = isLoggedIn || view.scaStatus === 'failed';
  return isOver(view) && mayKnow ? road.returnAddress(view.key, wayBack) : undefined;
}
