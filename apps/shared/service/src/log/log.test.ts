import { expect, test } from 'vitest';
import { createLog, type LogOptions } from './log.ts';

function open(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const clock = () => new Date('2026-11-26T10:00:00Z');
  const log = createLog({ app: 'gateway', clock, destination: { write: (line) => void lines.push(line) }, ...options });
  return { log, lines, read: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)) };
}

test('an event is one line with its level, time, app and fields', () => {
  const { log, lines } = open();
  log.info('request', { status: 200, path: '/a\nb', xRequestId: undefined });
  expect(lines).toEqual([
    '{"level":"info","time":"2026-11-26T10:00:00.000Z","app":"gateway","status":200,"path":"/a\\nb","event":"request"}\n',
  ]);
});

test('an error comes with its code, its stack and what caused it', () => {
  const { log, read } = open();
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  log.error('failed', new Error('no answer', { cause }), { operationId: 'sign' });
  expect(read()).toMatchObject([
    {
      level: 'error',
      event: 'failed',
      operationId: 'sign',
      error: { name: 'Error', message: 'no answer', stack: /log\.test\.ts/, cause: { code: 'ECONNREFUSED' } },
    },
  ]);
});

test('what is below the level is not written', () => {
  const { log, read } = open({ level: 'warn' });
  log.info('a');
  log.warn('b');
  expect(read().map(({ event }) => event)).toEqual(['b']);
});

test('shared fields stand in every line, and an event can have its own', () => {
  const { log, read } = open();
  log.with({ tppId: 'a', code: 1 }).with({ consentId: 'b' }).warn('x', { code: 2 });
  expect(read()).toMatchObject([{ tppId: 'a', consentId: 'b', code: 2 }]);
});

test('fields do not pass for what the log itself says', () => {
  const { log, lines } = open();
  log.info('request', { level: 'error', time: 'never', app: 'x', event: 'y' });
  expect(lines.join().match(/"(level|time|app|event)":/g)).toHaveLength(4);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    app: 'gateway',
    event: 'request',
    level_: 'error',
  });
});

test('what cannot be read does not keep a line from being written', () => {
  const { log, read } = open();
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const broken = {
    get field() {
      throw new Error('no');
    },
  };
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
      has: () => {
        throw new Error('no');
      },
    },
  );
  log.info('odd', { circle, broken, hostile, call: () => 1, big: 10n, not: Number.NaN, date: new Date(Number.NaN) });
  expect(read()).toMatchObject([
    {
      circle: { self: '[circle]' },
      broken: '[unreadable]',
      hostile: '[unreadable]',
      big: '10',
      not: 'NaN',
      date: '[no date]',
    },
  ]);
});

test('what is deep, long or much is cut short', () => {
  const { log, read } = open();
  let deep: unknown = 'end';
  for (let level = 0; level < 1_000; level += 1) deep = { deep };
  log.info('much', {
    deep,
    long: 'x '.repeat(1e6),
    many: Array(1e5).fill(0),
    wide: Object.fromEntries(Array(1e4).entries()),
  });
  expect(JSON.stringify(read()).length).toBeLessThan(10_000);
});
