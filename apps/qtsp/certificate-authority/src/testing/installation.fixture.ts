import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, readConfig, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { onTestFinished } from 'vitest';
import { setUp } from '../commands/set-up.ts';
import { CONFIG, INIT_CONFIG } from '../config.ts';
import { type StartedAuthority, startAuthority } from '../start.ts';

export interface Installation {
  readonly folder: string;
  /** As the commands and the server read it. */
  readonly env: Readonly<Record<string, string>>;
}

/** A certificate authority on disk, as the command `init` makes it. It is removed when the test ends. */
export async function install(extra: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-authority-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [publicPort, securePort] = await Promise.all([findPort(), findPort()]);
  const env = {
    DATABASE: join(folder, 'ca.db'),
    KEY_FOLDER: join(folder, 'keys'),
    KEY_PASSPHRASE: 'a passphrase for the server',
    ROOT_KEY_FOLDER: join(folder, 'root'),
    ROOT_KEY_PASSPHRASE: 'a passphrase for the root',
    PROVIDER_NAME: 'Example Trust GmbH',
    PROVIDER_IDENTIFIER: 'VATDE-123456789',
    PUBLIC_PORT: String(publicPort),
    SECURE_PORT: String(securePort),
    PUBLIC_URL: `http://localhost:${publicPort}`,
    SECURE_URL: `https://localhost:${securePort}`,
    LOG_LEVEL: 'silent',
    ...extra,
  };
  await prepareKeyStores(env);
  await setUp(readConfig(INIT_CONFIG, env));
  return { folder, env };
}

/** A passphrase is made slow to guess when a store is made; tests need not wait for that. */
async function prepareKeyStores(env: Readonly<Record<string, string>>): Promise<void> {
  const { keyFolder, keyPassphrase, rootKeyFolder, rootKeyPassphrase } = readConfig(INIT_CONFIG, env);
  const cheap = { random: systemRandom, cost: 2 ** 12 };
  await openKeyStore({ ...cheap, folder: keyFolder, passphrase: keyPassphrase });
  await openKeyStore({ ...cheap, folder: rootKeyFolder, passphrase: rootKeyPassphrase });
}

/** Its server, in this process, on real sockets. It is stopped when the test ends. */
export async function startInstallation({ env }: Installation): Promise<StartedAuthority> {
  const config = readConfig(CONFIG, env);
  const started = await startAuthority(config, createLog({ app: 'test', level: 'silent' }));
  onTestFinished(() => started.close(0));
  return started;
}

/** Certificates print their addresses before anyone listens there, so that the port has to be known before. */
export function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
