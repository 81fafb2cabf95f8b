import { randomBytes } from 'node:crypto';
import type { StartedBank } from '@openxs2a/bank';
import { findFreePort } from '@openxs2a/service';
import { openBank } from '../../bank/contestants/open-bank.ts';
import { addCustomers } from '../customers.ts';
import type { Started } from '../host.ts';
import { CODES_AT_ONCE, type JourneySetting } from '../setting.ts';

/** The whole bank in one process, with its pages on https; what was recorded is sealed before its CPU time is read. */
export async function start(setting: JourneySetting): Promise<Started> {
  const pagesPort = await findFreePort();
  const bank = await openBank(setting, {
    PAGES_URL: `https://localhost:${pagesPort}`,
    PAGES_PORT: String(pagesPort),
    PAGES_TLS_CERTIFICATE: setting.server.cert,
    PAGES_TLS_KEY: setting.server.key,
    PAGES_KEY: randomBytes(32).toString('base64url'),
    OUTBOX_URL: setting.outboxUrl,
    CODES_AT_ONCE: String(CODES_AT_ONCE),
  });
  await addCustomers(bank.state);
  return {
    port: Number(new URL(bank.url).port),
    pagesPort,
    settle: async () => void (await bank.state.log.seal()),
    countCommits: watchCommits(bank),
  };
}

/** Everything that is written goes through the one database of the bank. */
function watchCommits({ state: { database } }: StartedBank): () => number {
  let count = 0;
  const { transaction, run } = database;
  Object.assign(database, {
    transaction: (...args: Parameters<typeof transaction>) => {
      count += 1;
      return transaction(...args);
    },
    run: (...args: Parameters<typeof run>) => {
      count += 1;
      return run(...args);
    },
  });
  return () => count;
}
