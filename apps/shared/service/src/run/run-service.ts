import type { Static, TObject } from 'typebox';
import type { SERVICE_KEYS } from '../config/keys.ts';
import { readConfig } from '../config/read-config.ts';
import { listSecrets } from '../config/secret.ts';
import { gatherLines } from '../log/gather-lines.ts';
import { createLog, type Log } from '../log/log.ts';
import { answerQuestion } from './answer-question.ts';
import { describeFailure } from './describe-failure.ts';
import type { ServiceHost } from './host.ts';
import { renewOnDemand } from './renew-on-demand.ts';
import { listenForEnd } from './signals.ts';

/** A service that is up. */
export interface Running<Config = never> {
  /** Ends: takes nothing new, lets what has begun end within so many milliseconds, closes what it holds. */
  close(gracePeriod: number): Promise<void>;
  /**
   * Takes what can be renewed of another configuration, on SIGHUP and where a file has changed that a value came from. It tells of
   * what it refuses itself. Without it, the service stays as it was started, and SIGHUP ends it.
   */
  renew?(config: Config): Promise<void>;
}

type ServiceSchema = TObject<typeof SERVICE_KEYS>;

export interface ServiceOptions<Schema extends ServiceSchema> {
  /** What it is called in the log. */
  readonly name: string;
  /** What it reads from the environment; has SERVICE_KEYS in it. */
  readonly config: Schema;
  /** Brings it up. `signal` tells that it is to stop before it is up. */
  readonly start: (context: ServiceContext<Static<Schema>>) => Promise<Running<Readonly<Static<Schema>>>>;
  /** Milliseconds between two looks at the files that values came from. Default: one minute. */
  readonly watchEvery?: number;
}

export interface ServiceContext<Config> {
  readonly config: Readonly<Config>;
  /** Knows the secrets of the configuration, and cuts them out. */
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Exit codes: 0 after a stop that went well, 1 after a fault, 2 where people can mend what keeps it from starting. */
const OK = 0;
const FAULT = 1;

/** Time beyond the grace period for what is not requests: databases, connections to others. */
const CLOSING = 5_000;

/**
 * All that is the same in every `main.ts`: reads the configuration, starts, and stays up until SIGINT or SIGTERM, or until
 * something fails that nobody catches. Then it closes, and ends with an exit code; a second signal ends it at once.
 * `--help` prints the configuration, `--check` only reads it. Resolves when all is closed.
 */
export async function runService<Schema extends ServiceSchema>(
  options: ServiceOptions<Schema>,
  host: ServiceHost = process,
): Promise<void> {
  try {
    if (answerQuestion(options.name, options.config, host)) return;
    host.exitCode = await run(options, host);
  } catch (error) {
    const { text, exitCode } = describeFailure(options.name, error);
    host.stderr.write(`${text}\n`);
    host.exitCode = exitCode;
    // What a failed start has left open does not keep the process alive.
    setTimeout(() => host.exit(exitCode), CLOSING).unref();
  }
}

async function run<Schema extends ServiceSchema>(
  { name, config: schema, start, watchEvery }: ServiceOptions<Schema>,
  host: ServiceHost,
): Promise<number> {
  const config = readConfig(schema, host.env);
  // Its schema has the keys of every service; the type of a schema that is not known yet cannot say so.
  const { logLevel, graceSeconds } = config as Static<ServiceSchema>;
  let secrets = listSecrets(schema, config);
  const lines = gatherLines(host.stdout);
  const log = createLog({ app: name, level: logLevel, secrets: () => secrets, destination: lines });
  const end = listenForEnd(host);
  const running = await start({ config, log, signal: end.signal });
  log.info('started', { pid: host.pid, node: host.version });
  const renewing = renewOnDemand({
    host,
    schema,
    log,
    started: config,
    renew: running.renew?.bind(running),
    onRead: (next) => {
      // the old ones stay secret
      secrets = [...new Set([...secrets, ...listSecrets(schema, next)])];
    },
    every: watchEvery,
  });
  const reason = await end.promise;
  await renewing?.stop();
  if ('error' in reason) log.error('failed', reason.error);
  else log.info('stopping', { signal: reason.name });
  await closeInTime(running, graceSeconds * 1_000, host);
  log.info('stopped');
  lines.flush();
  end.stopListening();
  return 'error' in reason ? FAULT : OK;
}

/** Whatever hangs on closing does not keep the process alive for ever. */
async function closeInTime(running: Running, gracePeriod: number, host: ServiceHost): Promise<void> {
  const hanging = setTimeout(() => host.exit(FAULT), gracePeriod + CLOSING);
  try {
    await running.close(gracePeriod);
  } finally {
    clearTimeout(hanging);
  }
}
