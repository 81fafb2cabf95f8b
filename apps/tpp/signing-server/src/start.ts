import {
  createMutualTlsFetch,
  listen,
  type Running,
  type ServiceContext,
  systemClock,
  systemRandom,
} from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { migrate, openDatabase } from '@openxs2a/store';
import { createTurns } from './acts/in-turn.ts';
import { maintain } from './acts/maintain.ts';
import { createSealHolder } from './acts/seal.ts';
import type { SigningServer } from './acts/server.ts';
import { createApp } from './app.ts';
import { type Config, isProfile, readTargets } from './config.ts';
import { createSource } from './qtsp/create-source.ts';
import { repeat } from './repeat.ts';
import { MIGRATIONS, NAMESPACE } from './store/migrations.ts';
import { openUses } from './store/uses.ts';

const DAY = 24 * 3_600_000;
const MAINTENANCE_INTERVAL = 60_000;

/** Brings the signing server up: keys, database, what was left undone, and last the listener. */
export async function startSigningServer({ config, log }: ServiceContext<Config>): Promise<Running> {
  const targets = readTargets(config);
  const keys = await openKeyStore({ folder: config.keyFolder, passphrase: config.keyPassphrase, random: systemRandom });
  const database = await openDatabase(config.database);
  await migrate(database, MIGRATIONS, NAMESPACE);
  const uses = await openUses(database, keys, systemClock, (error) => log.error('the record was not sealed', error));
  const qtsp = connectQtsp(config);
  const server: SigningServer = {
    database,
    keys,
    uses,
    seal: createSealHolder(database, keys, systemClock),
    source: qtsp?.source,
    clock: systemClock,
    random: systemRandom,
    log,
    organisation: { ...config, commonName: config.commonName ?? config.legalName },
    policy: { targets, isProfile, maxBodyBytes: config.maxBodyBytes },
    keyKind: config.keyKind,
    renewBefore: config.renewBeforeDays * DAY,
    keepRetired: config.keepRetiredDays * DAY,
    inTurn: createTurns(),
  };
  await server.seal.reload();
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
  });
  const maintenance = repeat(() => maintain(server), MAINTENANCE_INTERVAL);
  log.info('listening', { url: listener.url, canSign: server.seal.current() !== undefined });
  return {
    async close(gracePeriod) {
      await listener.close(gracePeriod);
      await maintenance.stop();
      await qtsp?.close();
      await uses.close();
      await database.close();
    },
  };
}

function connectQtsp({ qtspUrl, qtspAnchors, qtspClientKey, qtspClientCertificate }: Config) {
  if (qtspUrl === undefined) return undefined;
  const { fetch, close } = createMutualTlsFetch({
    ...(qtspAnchors === undefined ? {} : { ca: qtspAnchors }),
    ...(qtspClientKey === undefined || qtspClientCertificate === undefined
      ? {}
      : { identity: { key: qtspClientKey, cert: qtspClientCertificate } }),
  });
  return { source: createSource({ baseUrl: qtspUrl, fetch }), close };
}
