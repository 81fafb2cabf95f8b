import { isDeepStrictEqual } from 'node:util';
import type { Static, TObject } from 'typebox';
import { toEnvironmentName } from '../config/environment.ts';
import { ConfigError } from '../config/problems.ts';
import { readConfig } from '../config/read-config.ts';
import type { Log } from '../log/log.ts';
import type { ServiceHost } from './host.ts';

type Config<Schema extends TObject> = Readonly<Static<Schema>>;

export interface RenewalOptions<Schema extends TObject> {
  readonly host: ServiceHost;
  readonly schema: Schema;
  readonly log: Log;
  /** The configuration that the service runs with. */
  readonly started: Config<Schema>;
  /** Without it, nothing is renewed. */
  readonly renew: ((config: Config<Schema>) => Promise<void>) | undefined;
  /** Before anything is done with what was read. */
  readonly onRead: (config: Config<Schema>) => void;
  /** Milliseconds between two looks at the files. Default: one minute. */
  readonly every: number | undefined;
}

const EVERY = 60_000;

/**
 * Reads the configuration again on SIGHUP, and now and then where values come from files, and hands it on if it is another one than
 * the last. What cannot be read is told, once for each problem, and changes nothing; what fails is tried again at the next look. Never
 * two at once.
 */
export function renewOnDemand<Schema extends TObject>(
  options: RenewalOptions<Schema>,
): { stop(): Promise<void> } | undefined {
  const { host, schema, renew, every = EVERY } = options;
  if (renew === undefined) return undefined;
  const look = createLook(options, renew);
  let last: Promise<void> = Promise.resolve();
  const ask = (isAsked: boolean) => {
    last = last.then(() => look(isAsked));
  };
  const onSignal = () => ask(true);
  host.on('SIGHUP', onSignal);
  const timer = hasFiles(host, schema) ? setInterval(() => ask(false), every) : undefined;
  timer?.unref();
  return {
    async stop() {
      host.off('SIGHUP', onSignal);
      clearInterval(timer);
      await last;
    },
  };
}

const hasFiles = ({ env }: ServiceHost, { properties }: TObject): boolean =>
  Object.keys(properties).some((key) => (env[`${toEnvironmentName(key)}_FILE`] ?? '') !== '');

function createLook<Schema extends TObject>(
  { host, schema, log, started, onRead }: RenewalOptions<Schema>,
  renew: (config: Config<Schema>) => Promise<void>,
): (isAsked: boolean) => Promise<void> {
  let seen = started;
  let problem: string | undefined;
  return async function look(isAsked) {
    try {
      const next = readConfig(schema, host.env);
      problem = undefined;
      if (isDeepStrictEqual(next, seen) && !isAsked) return;
      onRead(next);
      await renew(next);
      seen = next;
    } catch (error) {
      if (!(error instanceof ConfigError)) return log.error('renewing the configuration failed', error);
      if (error.message !== problem || isAsked) log.warn('the configuration is not renewed', { why: error.message });
      problem = error.message;
    }
  };
}
