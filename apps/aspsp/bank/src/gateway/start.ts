import { createIdentityTokens } from '@openxs2a/edge';
import { createForwardingApp, createGateway, type Gateway } from '@openxs2a/gateway';
import { createMetrics } from '@openxs2a/operations';
import { checkTls, createMutualTlsFetch, type Log, type MutualTlsFetch, systemClock } from '@openxs2a/service';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { requirePostgresql } from '../apart/require-postgresql.ts';
import { readTokenKey } from '../apart/token-keys.ts';
import type { GatewayConfig } from '../config.ts';
import { openCallers } from '../open/callers.ts';
import { hearAudit } from '../open/hear-audit.ts';
import { loadProfile } from '../open/load-profile.ts';
import { listAnchors } from '../renew/certificate-evidence.ts';
import { OUTER_TLS } from '../renew/listener-tls.ts';
import type { Renewable } from '../renew/renewable.ts';
import { type Started, serve } from '../serve.ts';

export interface StartedGateway extends Started<GatewayConfig> {
  readonly gateway: Gateway;
}

/** The gateway in front of apps that run apart. It opens neither accounts nor consents, and has none of their keys. */
export async function startGateway(config: GatewayConfig, log: Log): Promise<StartedGateway> {
  requirePostgresql(config);
  const [clock, profile] = [systemClock, await loadProfile(config.profile)];
  const { callers, renewables } = openCallers(config, profile);
  const metrics = createMetrics();
  const signToken = createIdentityTokens({ key: readTokenKey(config.tokenKey), clock });
  const { opened, ...started } = await serve(config, log, async (stack) => {
    const database = await openDatabase(config.databaseUrl);
    stack.defer(() => database.close());
    const hearing = hearAudit({ log, metrics });
    const audit = await createEventLog(database, { ...hearing, namespace: 'bank', node: config.nodeName, clock });
    stack.defer(() => audit.close());
    const gateway = await createGateway({ ...callers, database, log: audit, profile, clock, metrics, logger: log });
    stack.defer(() => gateway.close());
    const inner = createMutualTlsFetch({
      identity: { cert: config.internalCertificate, key: config.internalKey },
      ca: config.internalAnchors,
      connections: CONNECTIONS,
    });
    stack.defer(() => inner.close());
    const homes = { authorizationServer: config.authorizationServerUrl, resourceServer: config.resourceServerUrl };
    const app = createForwardingApp({
      gateway,
      profile,
      database,
      log: audit,
      clock,
      homes,
      fetch: inner.fetch,
      signToken,
    });
    return {
      gateway,
      fetch: gateway.wrap(app.fetch),
      profile,
      operations: gateway.operationsApp.fetch,
      tls: OUTER_TLS,
      renewables: [...renewables, renewInner(inner)],
      hearing: { metrics, audit: { database, log: audit } },
    };
  });
  return { ...started, gateway: opened.gateway };
}

/** What it shows the other apps. */
function renewInner(inner: MutualTlsFetch): Renewable<GatewayConfig> {
  return {
    keys: ['internalCertificate', 'internalKey', 'internalAnchors'],
    certificate: 'internalCertificate',
    prepare({ internalCertificate: cert, internalKey: key, internalAnchors: ca }) {
      checkTls({ cert, key, ca, clientCertificates: 'require' });
      // requests that are under way end on the connections that they have
      const take = () => void inner.replace({ cert, key }, ca);
      return { evidence: { anchors: listAnchors(ca) }, take };
    },
  };
}

/** To each of the apps; further requests wait for one. */
const CONNECTIONS = 64;
