import { listen, type Running, repeat, type ServiceContext } from '@openxs2a/service';
import { maintain } from './acts/maintain.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { openServer } from './open-server.ts';

const MAINTENANCE_INTERVAL = 60_000;

/** Brings the signing server up: what it works with, its interface, and what was left undone. */
export async function startSigningServer({ config, log }: ServiceContext<Config>): Promise<Running> {
  const { server, close } = await openServer(config, log);
  const app = createApp({
    server,
    clients: config.clients,
    clientRate: { burst: config.clientBurst, perSecond: config.clientPerSecond },
    totalRate: { burst: config.totalBurst, perSecond: config.totalPerSecond },
  });
  const listener = await listen({
    fetch: app.fetch,
    address: { host: config.host, port: config.port },
    tls: { key: config.tlsKey, cert: config.tlsCertificate, clientCertificates: 'request' },
    onError: (error) => log.error('request failed', error),
  }).catch(async (error) => {
    await close();
    throw error;
  });
  const maintenance = repeat(() => maintain(server), MAINTENANCE_INTERVAL);
  log.info('listening', { url: listener.url, canSign: server.seal.current() !== undefined });
  return {
    async close(gracePeriod) {
      await listener.close(gracePeriod);
      await maintenance.stop();
      await close();
    },
  };
}
