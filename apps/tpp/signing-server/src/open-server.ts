import { createMutualTlsFetch, type Log, systemClock, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { migrate, openDatabase } from '@openxs2a/store';
import { createTurns } from './acts/in-turn.ts';
import { createSealHolder } from './acts/seal.ts';
import type { SigningServer } from './acts/server.ts';
import { type Config, isProfile, readTargets } from './config.ts';
import { createSource } from './qtsp/create-source.ts';
import { MIGRATIONS, NAMESPACE } from './store/migrations.ts';
import { openUses } from './store/uses.ts';

const DAY = 24 * 3_600_000;

export interface OpenServer {
  readonly server: SigningServer;
  close(): Promise<void>;
}

/** The signing server without its interface: keys, database, record and QTSP, as the configuration says. */
export async function openServer(config: Config, log: Log): Promise<OpenServer> {
  const targets = readTargets(config);
  const keys = await openKeyStore({ folder: config.keyFolder, passphrase: config.keyPassphrase, random: systemRandom });
  const database = await openDatabase(config.database);
  await migrate(database, MIGRATIONS, NAMESPACE);
  const uses = await openUses(database, keys, systemClock, (error) => log.error('the record was not sealed', error));
  const qtsp = connectQtsp(config);
  const seal = createSealHolder(database, keys, systemClock);
  await seal.reload();
  return {
    server: {
      database,
      keys,
      uses,
      seal,
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
    },
    async close() {
      await qtsp?.close();
      await uses.close();
      await database.close();
    },
  };
}

function connectQtsp({ qtspUrl, qtspAnchors, qtspClientKey, qtspClientCertificate }: Config) {
  if (qtspUrl === undefined) return undefined;
  const hasIdentity = qtspClientKey !== undefined && qtspClientCertificate !== undefined;
  const { fetch, close } = createMutualTlsFetch({
    ...(qtspAnchors === undefined ? {} : { ca: qtspAnchors }),
    ...(hasIdentity ? { identity: { key: qtspClientKey, cert: qtspClientCertificate } } : {}),
  });
  return { source: createSource({ baseUrl: qtspUrl, fetch }), close };
}
