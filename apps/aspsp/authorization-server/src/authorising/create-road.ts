import { endOfLink } from '../domain/lapse.ts';
import { returnAddress, wayBackAddress } from '../domain/return-address.ts';
import { findBegun, findResource } from '../store/begun.ts';
import { accept, refuse } from './outcome.ts';
import type { AuthorisationKey, Road } from './road.ts';
import type { RoadSetting } from './setting.ts';
import { settle } from './standing.ts';
import { authenticate } from './steps/authenticate.ts';
import { authorise, authoriseByPasskey, refuseAll } from './steps/authorise.ts';
import { chooseAccounts, exempt, listEligibleAccounts, listMethods, selectMethod } from './steps/choose.ts';
import { confirm, confirmByToken } from './steps/confirm.ts';
import { identify } from './steps/identify.ts';
import { toStatus, toView, view } from './view.ts';

/** The road over everything that is authorised here. */
export function createRoad(setting: RoadSetting): Road {
  const { database, secrets, clock, profile } = setting;
  const statusOf = async (key: AuthorisationKey) => {
    const standing = await settle(setting, key);
    return standing.accepted ? accept(toStatus(standing.evidence)) : standing;
  };
  const find = (key: AuthorisationKey) => view(setting, key);
  return {
    find,
    statusOf,
    poll: find,
    async findByTicket(ticket) {
      const { authorisationId } = secrets.readTicket(ticket) ?? {};
      const key = authorisationId === undefined ? undefined : await findKey(setting, authorisationId);
      if (key === undefined) return refuse('resource-unknown');
      const standing = await settle(setting, key);
      if (!standing.accepted) return standing;
      const { found, begun } = standing.evidence;
      const isLate = clock() >= endOfLink(begun.begunAt, profile.sca.redirectMinutes);
      if (found.scaStatus === 'failed' && isLate) return refuse('resource-expired', { key });
      return accept(await toView(standing.evidence));
    },
    async findByAuthorisation(authorisationId) {
      const key = await findKey(setting, authorisationId);
      return key === undefined ? refuse('resource-unknown') : find(key);
    },
    identify: (key, psu) => identify(setting, key, psu),
    authenticate: (key, request) => authenticate(setting, key, request),
    listMethods: (key) => listMethods(setting, key),
    listEligibleAccounts: (key) => listEligibleAccounts(setting, key),
    chooseAccounts: (key, accountIds) => chooseAccounts(setting, key, accountIds),
    exempt: (key) => exempt(setting, key),
    selectMethod: (key, authenticationMethodId) => selectMethod(setting, key, authenticationMethodId),
    authorise: (key, code) => authorise(setting, key, code),
    authoriseByPasskey: (key, response) => authoriseByPasskey(setting, key, response),
    refuse: (key) => refuseAll(setting, key),
    confirm: (key, confirmationCode) => confirm(setting, key, confirmationCode),
    confirmByToken: (key, psuId) => confirmByToken(setting, key, psuId),
    wayBackOf: (ticket) => secrets.readTicket(ticket)?.wayBack,
    async returnOrigins(key, wayBack) {
      if (wayBack !== undefined) return [wayBack.clientOrigin];
      const { uris = {} } = (await findBegun(database, key)) ?? {};
      const { redirectUri, nokRedirectUri } = uris;
      const origins = [redirectUri, nokRedirectUri].flatMap((uri) => (uri === undefined ? [] : [new URL(uri).origin]));
      return [...new Set(origins)];
    },
    async returnAddress(key, wayBack) {
      const standing = await settle(setting, key);
      if (!standing.accepted) return undefined;
      const { found, begun } = standing.evidence;
      const { scaStatus } = found;
      if (wayBack !== undefined) return wayBackAddress(scaStatus, wayBack, secrets.returnProofFor(key.authorisationId));
      const confirmationCode =
        scaStatus === 'unconfirmed' ? secrets.confirmationCodeFor(key.authorisationId) : undefined;
      return returnAddress({ scaStatus, uris: begun.uris, confirmationCode });
    },
  };
}

async function findKey({ database }: RoadSetting, authorisationId: string): Promise<AuthorisationKey | undefined> {
  const resource = await findResource(database, authorisationId);
  return resource && { ...resource, authorisationId };
}
