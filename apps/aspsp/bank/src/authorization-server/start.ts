import { createAuthorizationServer } from '@openxs2a/authorization-server';
import { createTokenIdentify } from '@openxs2a/edge';
import { createTppDirectory } from '@openxs2a/gateway';
import type { Log } from '@openxs2a/service';
import { serveInner } from '../apart/serve-inner.ts';
import { readTokenPublicKey } from '../apart/token-keys.ts';
import type { AuthorizationServerConfig } from '../config.ts';
import { createAuthentication } from '../open/authentication.ts';
import { openIncidents } from '../open/incidents.ts';
import { type BankOAuth, findXs2aUrl, type OAuthSetting, openOAuth } from '../open/oauth.ts';
import { findPagesPlace, openPages, warnWithoutPages } from '../open/pages.ts';
import type { Started } from '../serve.ts';
import { doAll } from '../upkeep.ts';

/** The authorization server behind a gateway, and the pages for people. It does what is due for all of the bank, too. */
export async function startAuthorizationServer(
  config: AuthorizationServerConfig,
  log: Log,
): Promise<Started<AuthorizationServerConfig>> {
  const place = findPagesPlace(config);
  return serveInner(config, log, {
    openAuthentication: (profile) => createAuthentication(config, profile, log),
    async open({ state, profile, metrics }) {
      warnWithoutPages(place, profile, log);
      const authorizationServer = await createAuthorizationServer({ ...state, profile, pagesUrl: config.pagesUrl });
      const { incidents, renewable } = await openIncidents(config, state);
      const oauth = await openInnerOAuth(config, { state, profile, authorizationServer, metrics, logger: log });
      const setting = { config, place, state, profile, authorizationServer, incidents, oauth, metrics, log };
      const pages = place && (await openPages({ ...setting, place }));
      const upkeep = doAll(state.upkeep, incidents.deliver, async () => oauth?.purge());
      const renewables = [renewable, ...(pages?.renewables ?? [])];
      return { part: authorizationServer, pages, oauth, upkeep, renewables };
    },
  });
}

/** The gateway says who calls. */
async function openInnerOAuth(
  config: AuthorizationServerConfig,
  setting: Omit<OAuthSetting, 'place' | 'directory' | 'identify'>,
): Promise<BankOAuth | undefined> {
  const { pagesUrl } = config;
  const xs2aUrl = pagesUrl && findXs2aUrl(config, setting.profile);
  if (pagesUrl === undefined || xs2aUrl === undefined) return undefined;
  const key = readTokenPublicKey(config.tokenPublicKey);
  return openOAuth({
    ...setting,
    place: { pagesUrl, xs2aUrl },
    // `openIncidents` has made its tables
    directory: createTppDirectory(setting.state),
    identify: createTokenIdentify({ key, clock: setting.state.clock }),
  });
}
