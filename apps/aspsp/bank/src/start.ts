import type { Ledger } from '@openxs2a/core-banking/ledger';
import type { BankState } from '@openxs2a/edge/state';
import type { Gateway } from '@openxs2a/gateway';
import { createMetrics } from '@openxs2a/operations';
import { type Log, systemClock, systemRandom } from '@openxs2a/service';
import { createBank } from './bank.ts';
import type { Config } from './config.ts';
import { createAuthentication } from './open/authentication.ts';
import { openCallers } from './open/callers.ts';
import { openIncidents } from './open/incidents.ts';
import { loadProfile } from './open/load-profile.ts';
import { findXs2aUrl } from './open/oauth.ts';
import { openState } from './open/open-state.ts';
import { findPagesPlace, openPages, warnWithoutPages } from './open/pages.ts';
import { openSharedKey } from './open/shared-key.ts';
import { OUTER_TLS } from './renew/listener-tls.ts';
import { type Started, serve } from './serve.ts';
import { doAll } from './upkeep.ts';

export interface StartedBank extends Started<Config> {
  readonly gateway: Gateway;
  readonly state: BankState<Ledger>;
}

/** The bank's apps in one process, on mutual TLS. */
export async function startBank(config: Config, log: Log): Promise<StartedBank> {
  const [clock, random] = [systemClock, systemRandom];
  const profile = await loadProfile(config.profile);
  const metrics = createMetrics();
  const { callers, renewables } = openCallers(config, profile);
  const place = findPagesPlace(config);
  warnWithoutPages(place, profile, log);
  const { pagesUrl } = config;
  const urls = { pagesUrl, xs2aUrl: place && findXs2aUrl(config, profile, config) };
  const { opened, ...started } = await serve(config, log, async (stack) => {
    const state = await openState(config, profile, { log, metrics }, createAuthentication(config, profile, log));
    stack.defer(() => state.close());
    const linkKey = await openSharedKey('LINK_KEY', config.linkKey, { ...config, ...state, random });
    const bank = await createBank({
      ...callers,
      ...urls,
      state,
      profile,
      clock,
      random,
      linkKey,
      metrics,
      logger: log,
    });
    stack.defer(() => bank.gateway.close());
    const { incidents, renewable } = await openIncidents(config, state);
    const setting = { config, place, state, profile, incidents, metrics, log };
    const pages = place && (await openPages({ ...bank, ...callers, ...setting, place }));
    const operations = bank.gateway.operationsApp.fetch;
    return {
      ...bank,
      state,
      profile,
      operations,
      pages,
      upkeep: doAll(state.upkeep, incidents.deliver, async () => bank.oauth?.purge()),
      tls: OUTER_TLS,
      renewables: [...renewables, renewable, ...(pages?.renewables ?? [])],
      hearing: { metrics, audit: state },
    };
  });
  return { ...started, gateway: opened.gateway, state: opened.state };
}
