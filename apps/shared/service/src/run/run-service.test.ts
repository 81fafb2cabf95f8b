import { EventEmitter, once } from 'node:events';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { SERVICE_KEYS } from '../config/keys.ts';
import { Secret } from '../config/secret.ts';
import { ServiceError } from '../errors.ts';
import { runService, type ServiceOptions } from './run-service.ts';

const config = Type.Object({ ...SERVICE_KEYS, passphrase: Secret({ description: 'What opens it.' }) });
type Options = ServiceOptions<typeof config>;

/** A process that is none: it can be sent signals, and tells what was written. */
function createHost(argv: string[] = [], env: Record<string, string> = { PASSPHRASE: 'hunter2' }) {
  const events = new EventEmitter();
  const written: string[] = [];
  const exits: number[] = [];
  const output = { write: (text: string) => written.push(text) };
  const host = {
    env,
    argv: ['node', 'main.ts', ...argv],
    pid: 1,
    version: 'v24',
    stdout: output,
    stderr: output,
    exitCode: undefined as number | string | null | undefined,
    exit: (code: number) => void exits.push(code),
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const send = (event: string, value?: unknown) => void events.emit(event, value);
  return { host, send, exits, events, text: () => written.join('') };
}

function run(made: ReturnType<typeof createHost>, options: Partial<Options> = {}) {
  const started = Promise.withResolvers<void>();
  const closed: number[] = [];
  const start: Options['start'] = async (context) => {
    started.resolve();
    return (await options.start?.(context)) ?? { close: async (grace) => void closed.push(grace) };
  };
  return {
    ended: runService({ name: 'demo', config, ...options, start }, made.host),
    started: started.promise,
    closed,
  };
}

test.each(['SIGINT', 'SIGTERM'])('%s closes the service, and it ends well', async (signal) => {
  const made = createHost();
  const { ended, started, closed } = run(made);
  await started;
  made.send(signal);
  await ended;
  expect(closed).toEqual([10_000]);
  expect(made.host.exitCode).toBe(0);
  const events = made
    .text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event);
  expect(events).toEqual(['started', 'stopping', 'stopped']);
  expect(made.events.eventNames()).toEqual([]);
});

test('a signal before it is up aborts the start, and it closes once it is', async () => {
  const made = createHost();
  const { ended } = run(made, {
    start: async ({ signal }) => {
      const aborted = once(signal, 'abort');
      made.send('SIGTERM');
      await aborted;
      return { close: async () => undefined };
    },
  });
  await ended;
  expect(made.host.exitCode).toBe(0);
});

test('a second signal ends it at once', async () => {
  const made = createHost();
  const closing = Promise.withResolvers<void>();
  const { ended, started } = run(made, { start: async () => ({ close: () => closing.promise }) });
  await started;
  made.send('SIGINT');
  made.send('SIGINT');
  expect(made.exits).toEqual([130]);
  closing.resolve();
  await ended;
});

test.each(['uncaughtException', 'unhandledRejection'])(
  'an %s is logged, closes the service, and is a fault',
  async (event) => {
    const made = createHost();
    const { ended, started, closed } = run(made);
    await started;
    made.send(event, new Error('boom with hunter2'));
    await ended;
    expect(closed).toHaveLength(1);
    expect(made.host.exitCode).toBe(1);
    expect(made.text()).toContain('boom with [redacted]');
  },
);

test('what is missing in the configuration is said in words', async () => {
  const made = createHost([], {});
  await run(made).ended;
  expect(made.host.exitCode).toBe(2);
  expect(made.text()).toBe('demo: The configuration is not complete:\n  PASSPHRASE is missing: What opens it.\n');
});

test('what keeps it from starting and people can mend is said in words', async () => {
  const made = createHost();
  await run(made, {
    start: () => Promise.reject(new ServiceError('ERR_PORT_TAKEN', 'Another program listens on port 1.')),
  }).ended;
  expect([made.host.exitCode, made.text()]).toEqual([2, 'demo: Another program listens on port 1.\n']);
});

test('any other failure of the start comes with its stack and without secrets', async () => {
  const made = createHost();
  await run(made, { start: () => Promise.reject(new Error('postgresql://a:geheim@b')) }).ended;
  expect(made.host.exitCode).toBe(1);
  expect(made.text()).toMatch(/^demo: Error: postgresql:\/\/\[redacted\]@b\n +at /);
});

test('a failure to close is a fault', async () => {
  const made = createHost();
  const { ended, started } = run(made, { start: async () => ({ close: () => Promise.reject(new Error('stuck')) }) });
  await started;
  made.send('SIGTERM');
  await ended;
  expect(made.host.exitCode).toBe(1);
  expect(made.text()).toContain('stuck');
});

test('--help prints the configuration, and nothing is started', async () => {
  const made = createHost(['--help'], {});
  await run(made).ended;
  expect(made.host.exitCode).toBeUndefined();
  expect(made.text()).toContain('| `PASSPHRASE` | secret | required | What opens it. |');
});

test('--check only looks at the configuration', async () => {
  const complete = createHost(['--check']);
  await run(complete).ended;
  expect([complete.host.exitCode, complete.text()]).toEqual([undefined, 'The configuration is complete.\n']);
  const incomplete = createHost(['--check'], { LOG_LEVEL: 'loud' });
  await run(incomplete).ended;
  expect(incomplete.host.exitCode).toBe(2);
  expect(incomplete.text()).toContain('LOG_LEVEL must be one of info, warn, error, silent');
});

test('a service that renews nothing leaves SIGHUP to its platform', async () => {
  const made = createHost();
  const { ended, started } = run(made);
  await started;
  await Promise.resolve();
  expect(made.events.listenerCount('SIGHUP')).toBe(0);
  made.send('SIGTERM');
  await ended;
});
