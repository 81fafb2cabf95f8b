import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, readConfig } from '@openxs2a/service';
import { onTestFinished } from 'vitest';
import { CONFIG } from './config.ts';
import { startBank } from './start.ts';
import { findPort } from './testing/find-port.ts';
import { type NodeEnvironment, toTrustEnvironment } from './testing/start-node.ts';
import { openTestTrust } from './testing/test-trust.ts';

/** A folder that ends with the test. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bank-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What a bank is started with, in a folder of its own; `DATABASE_URL` is a file that is not there yet. */
export async function createSetting() {
  const folder = await createFolder();
  const trust = await openTestTrust();
  onTestFinished(() => trust.close());
  const env: NodeEnvironment = {
    ...(await toTrustEnvironment(trust)),
    DATABASE_URL: join(folder, 'bank.db'),
    PORT: '0',
    OPERATIONS_PORT: '0',
  };
  return { folder, trust, env };
}

/** Starts a bank in this process by its configuration; ends with the test at the latest. */
export async function startFrom(env: NodeEnvironment) {
  const lines: string[] = [];
  const log = createLog({ app: 'bank', destination: { write: (line) => void lines.push(line) } });
  const bank = await startBank(readConfig(CONFIG, env), log);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await bank.close(1_000);
    isOpen = false;
  };
  onTestFinished(close);
  return { ...bank, lines, close, url: bank.url.replace('127.0.0.1', 'localhost') };
}

/** What a bank has its pages by, and where they are. */
export async function createPagesSetting() {
  const port = await findPort();
  const pagesUrl = `http://localhost:${port}`;
  return { pagesUrl, env: { PAGES_URL: pagesUrl, PAGES_PORT: String(port) } };
}
