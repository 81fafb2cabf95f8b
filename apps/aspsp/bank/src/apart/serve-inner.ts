import type { Ledger } from '@openxs2a/core-banking/ledger';
import { createTokenProof, createXs2aApp, logFieldsOf, type Observer, type Part } from '@openxs2a/edge';
import type { BankState } from '@openxs2a/edge/state';
import { createMetrics, createOperationsApp, type Metrics } from '@openxs2a/operations';
import type { BankProfile } from '@openxs2a/profile';
import { type Log, systemClock } from '@openxs2a/service';
import type { AuthorizationServerConfig, ResourceServerConfig } from '../config.ts';
import { loadProfile } from '../open/load-profile.ts';
import { type BankOAuth, beside } from '../open/oauth.ts';
import { openState } from '../open/open-state.ts';
import { INNER_TLS } from '../renew/listener-tls.ts';
import { type Served, type Started, serve } from '../serve.ts';
import { requirePostgresql } from './require-postgresql.ts';
import { readTokenPublicKey } from './token-keys.ts';

type InnerConfig = AuthorizationServerConfig | ResourceServerConfig;

/** What an app contributes, what it has to do now and again, and its pages. */
export interface Inner<Config> extends Pick<Served<Config>, 'upkeep' | 'pages' | 'renewables'> {
  readonly part: Part;
  readonly oauth?: BankOAuth | undefined;
}

export interface InnerSetting {
  readonly state: BankState<Ledger>;
  readonly profile: BankProfile;
  readonly metrics: Metrics;
}

export interface InnerApp<Config> {
  open(setting: InnerSetting): Promise<Inner<Config>>;
  /** Where PSUs authenticate there. */
  openAuthentication?(profile: BankProfile): Parameters<typeof openState>[3];
}

/**
 * An app behind the gateway, as a process of its own: who does not show a certificate of the gateway's is let in nowhere, and
 * of each request a token has to say who is calling.
 */
export async function serveInner<Config extends InnerConfig>(
  config: Config,
  log: Log,
  { open, openAuthentication = () => undefined }: InnerApp<Config>,
): Promise<Started<Config>> {
  requirePostgresql(config);
  const [clock, profile] = [systemClock, await loadProfile(config.profile)];
  const metrics = createMetrics();
  const proof = createTokenProof({ key: readTokenPublicKey(config.tokenPublicKey), clock });
  const { opened: _, ...started } = await serve(config, log, async (stack) => {
    const state = await openState(config, profile, { log, metrics }, openAuthentication(profile));
    stack.defer(() => state.close());
    const { part, oauth, ...inner } = await open({ state, profile, metrics });
    const oauthMetadataUrl = oauth?.metadataUrl;
    const setting = { ...state, proof, profile, clock, oauthMetadataUrl, observe: observe(log, metrics) };
    const app = createXs2aApp({ ...setting, parts: [part] });
    return {
      ...inner,
      fetch: beside(app.fetch, oauth, metrics),
      profile,
      operations: createOperationsApp({ ...state, metrics }).fetch,
      tls: INNER_TLS,
      hearing: { metrics, audit: state },
    };
  });
  return started;
}

/** A line for each refusal and each fault, and all is counted; the gateway has a line for every request. */
function observe(log: Log, metrics: Metrics): Observer {
  return {
    onRefusal(refused, _, context) {
      metrics.refusal(refused.reason);
      const { operationId, requestId: xRequestId } = context ?? {};
      log.info('refused', { operationId, xRequestId, ...logFieldsOf(refused) });
    },
    onAnswer: ({ status, context, milliseconds }) =>
      metrics.request(context?.operationId ?? 'none', status, milliseconds / 1_000),
    onError(error, operationId) {
      metrics.fault();
      log.error('request failed', error, { operationId });
    },
  };
}
