import { type DestinationStream, pino } from 'pino';
import { type Clock, systemClock } from '../clock.ts';
import { gatherLines } from './gather-lines.ts';
import { createRedaction, type KnownSecrets, type LogValue } from './redact.ts';

export const LOG_LEVELS = ['info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFields = Readonly<Record<string, unknown>>;

/** One line of JSON for each event. Whatever is put in, no secret comes out: see `createRedaction`. */
export interface Log {
  /** Something happened as it should, a refusal of a client's fault among it. */
  info(event: string, fields?: LogFields): void;
  /** Something that someone should look at before long. */
  warn(event: string, fields?: LogFields): void;
  /** A fault of ours, with its stack. */
  error(event: string, error: unknown, fields?: LogFields): void;
  /** The same log with fields that stand in every line. */
  with(fields: LogFields): Log;
}

export interface LogOptions {
  /** Which app speaks. */
  readonly app: string;
  /** The least that is written. Default: `info`. */
  readonly level?: LogLevel;
  /** Takes the lines. Default: standard output, by `gatherLines`. */
  readonly destination?: DestinationStream;
  readonly clock?: Clock;
  /** Values that must not be seen, such as those of the configuration (`listSecrets`), wherever they occur. */
  readonly secrets?: KnownSecrets;
}

const OWN_NAMES = new Set(['level', 'time', 'app', 'event']);

export function createLog({ app, level = 'info', destination, clock = systemClock, secrets }: LogOptions): Log {
  const options = {
    base: { app },
    level,
    messageKey: 'event',
    timestamp: () => `,"time":"${clock().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const redact = createRedaction(secrets);
  const lines = destination ?? gatherLines(pino.destination({ dest: 1, sync: true }));
  return wrap(pino(options, lines), redact, {});
}

function wrap(
  lines: Pick<pino.Logger, 'info' | 'warn' | 'error'>,
  redact: (value: unknown) => LogValue | undefined,
  shared: LogFields,
): Log {
  const toFields = (fields: LogFields) => keepApart(redact({ ...shared, ...fields }));
  const toText = (event: string) => String(redact(event));
  return {
    info: (event, fields = {}) => lines.info(toFields(fields), toText(event)),
    warn: (event, fields = {}) => lines.warn(toFields(fields), toText(event)),
    error: (event, error, fields = {}) => lines.error(toFields({ ...fields, error }), toText(event)),
    with: (fields) => wrap(lines, redact, { ...shared, ...fields }),
  };
}

/** A field must not pass for what the log itself says, such as its time. */
function keepApart(fields: LogValue | undefined): Record<string, unknown> {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [OWN_NAMES.has(name) ? `${name}_` : name, value]),
  );
}
