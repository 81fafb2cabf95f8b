import { toListenLimits } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import { type FetchApp, type ListenOptions, type Log, listen, type Running, type TlsOptions } from '@openxs2a/service';
import { StoreError } from '@openxs2a/store';
import { BankError } from './bank-error.ts';
import type { Config } from './config.ts';
import { keepUp } from './upkeep.ts';

/** One process of the bank, as far as it is not yet listening. */
export interface Served {
  readonly fetch: FetchApp;
  /** Health, readiness, metrics. */
  readonly operations: FetchApp;
  readonly profile: BankProfile;
  /** Who is let through the handshake. */
  readonly clients: Pick<TlsOptions, 'clientCertificates' | 'ca'>;
  readonly upkeep?: () => Promise<void>;
  /** For people, on an address of their own. */
  readonly pages?: ServedPages | undefined;
}

export interface ServedPages extends Pick<ListenOptions, 'fetch' | 'address' | 'tls'> {
  /** As browsers know it. */
  readonly url: string;
}

export interface Started extends Running {
  readonly url: string;
  readonly operationsUrl: string;
}

type ServeConfig = Pick<Config, 'host' | 'port' | 'tlsCertificate' | 'tlsKey' | 'operationsHost' | 'operationsPort'>;

/**
 * Opens what a process works with, then listens on all its addresses. What `open` defers is closed last, and also where
 * something fails: that leaves nothing open.
 */
export async function serve<Opened extends Served>(
  config: ServeConfig,
  log: Log,
  open: (opened: AsyncDisposableStack) => Promise<Opened>,
): Promise<Started & { readonly opened: Opened }> {
  await using stack = new AsyncDisposableStack();
  const opened = await open(stack).catch(tellOfDatabase);
  if (opened.upkeep !== undefined) {
    const upkeep = keepUp(opened.upkeep, log);
    stack.defer(() => upkeep.stop());
  }
  const onError = (error: unknown) => log.error('request failed', error);
  const operations = await listen({
    fetch: opened.operations,
    address: { host: config.operationsHost, port: config.operationsPort },
    onError,
  });
  stack.defer(() => operations.close(0));
  const { pages } = opened;
  const people = pages && (await listen({ ...pages, onError }));
  stack.defer(() => people?.close(0));
  const listener = await listen({
    fetch: opened.fetch,
    address: { host: config.host, port: config.port },
    tls: { key: config.tlsKey, cert: config.tlsCertificate, ...opened.clients },
    limits: toListenLimits(opened.profile),
    onError,
  });
  const held = stack.move();
  const { url } = listener;
  log.info('listening', { url, operations: operations.url, pages: pages?.url });
  return {
    opened,
    url,
    operationsUrl: operations.url,
    async close(gracePeriod) {
      await Promise.all([listener.close(gracePeriod), people?.close(gracePeriod)]);
      await held.disposeAsync();
    },
  };
}

/** Where the store cannot be opened, people can mend it; the store's words have no password in them. */
function tellOfDatabase(error: unknown): never {
  if (!(error instanceof StoreError)) throw error;
  throw new BankError('ERR_BANK_DATABASE', `DATABASE_URL cannot be used: ${error.message}`, { cause: error });
}
