import { toListenLimits } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import { type FetchApp, type ListenOptions, type Log, listen, type Running } from '@openxs2a/service';
import { StoreError } from '@openxs2a/store';
import { BankError } from './bank-error.ts';
import type { Config as BankConfig } from './config.ts';
import { createRenewal, type RenewalSetting } from './renew/create-renewal.ts';
import { type ConfiguredTls, renewTls } from './renew/listener-tls.ts';
import type { Renewable } from './renew/renewable.ts';
import { keepUp } from './upkeep.ts';

/** One process of the bank, as far as it is not yet listening. */
export interface Served<Config> {
  readonly fetch: FetchApp;
  /** Health, readiness, metrics. */
  readonly operations: FetchApp;
  readonly profile: BankProfile;
  readonly tls: ConfiguredTls<Config>;
  /** What else can be renewed while it is up. */
  readonly renewables: readonly Renewable<Config>[];
  readonly hearing: Omit<RenewalSetting, 'log'>;
  readonly upkeep?: () => Promise<void>;
  /** For people, on an address of their own. */
  readonly pages?: ServedPages<Config> | undefined;
}

export interface ServedPages<Config> extends Pick<ListenOptions, 'fetch' | 'address'> {
  /** As browsers know it. */
  readonly url: string;
  readonly tls?: ConfiguredTls<Config>;
}

export interface Started<Config> extends Running<Config> {
  readonly url: string;
  readonly operationsUrl: string;
  /** Takes what can be renewed of another configuration; what is wrong with it is logged, and changes nothing. */
  renew(config: Config): Promise<void>;
}

type ServeConfig = Pick<BankConfig, 'host' | 'port' | 'operationsHost' | 'operationsPort'>;

/**
 * Opens what a process works with, then listens on all its addresses. What `open` defers is closed last, and also where
 * something fails: that leaves nothing open.
 */
export async function serve<Config extends ServeConfig, Opened extends Served<Config>>(
  config: Config,
  log: Log,
  open: (opened: AsyncDisposableStack) => Promise<Opened>,
): Promise<Started<Config> & { readonly opened: Opened }> {
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
  const people = opened.pages && (await listenForPeople(config, opened.pages, onError));
  stack.defer(() => people?.listener.close(0));
  const listener = await listen({
    fetch: opened.fetch,
    address: { host: config.host, port: config.port },
    tls: opened.tls.of(config),
    limits: toListenLimits(opened.profile),
    onError,
  });
  const held = stack.move();
  const { url } = listener;
  log.info('listening', { url, operations: operations.url, pages: opened.pages?.url });
  const renewables = [renewTls(listener, opened.tls), ...(people?.renewables ?? []), ...opened.renewables];
  return {
    opened,
    url,
    operationsUrl: operations.url,
    renew: createRenewal(config, renewables, { ...opened.hearing, log }),
    async close(gracePeriod) {
      await Promise.all([listener.close(gracePeriod), people?.listener.close(gracePeriod)]);
      await held.disposeAsync();
    },
  };
}

async function listenForPeople<Config>(
  config: Config,
  { fetch, address, tls }: ServedPages<Config>,
  onError: (error: unknown) => void,
) {
  const listener = await listen({ fetch, address, onError, ...(tls && { tls: tls.of(config) }) });
  return { listener, renewables: tls === undefined ? [] : [renewTls(listener, tls)] };
}

/** Where the store cannot be opened, people can mend it; the store's words have no password in them. */
function tellOfDatabase(error: unknown): never {
  if (!(error instanceof StoreError)) throw error;
  throw new BankError('ERR_BANK_DATABASE', `DATABASE_URL cannot be used: ${error.message}`, { cause: error });
}
