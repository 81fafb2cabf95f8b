import { createAuthorizationServer } from '@openxs2a/authorization-server';
import type { Log } from '@openxs2a/service';
import { serveInner } from '../apart/serve-inner.ts';
import type { AuthorizationServerConfig } from '../config.ts';
import { createAuthentication } from '../open/authentication.ts';
import { openIncidents } from '../open/incidents.ts';
import { findPagesPlace, openPages, warnWithoutPages } from '../open/pages.ts';
import type { Started } from '../serve.ts';
import { doAll } from '../upkeep.ts';

/** The authorization server behind a gateway, and the pages for people. It does what is due for all of the bank, too. */
export async function startAuthorizationServer(config: AuthorizationServerConfig, log: Log): Promise<Started> {
  const place = findPagesPlace(config);
  return serveInner(config, log, {
    openAuthentication: (profile) => createAuthentication(config, profile, log),
    async open(state, profile) {
      warnWithoutPages(place, profile, log);
      const authorizationServer = await createAuthorizationServer({ ...state, profile, pagesUrl: config.pagesUrl });
      const incidents = await openIncidents(config, state);
      const pages = place && (await openPages({ config, place, state, profile, authorizationServer, incidents, log }));
      return { part: authorizationServer, pages, upkeep: doAll(state.upkeep, incidents.deliver) };
    },
  });
}
