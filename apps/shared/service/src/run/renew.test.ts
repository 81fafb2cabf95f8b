import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { expect, onTestFinished, test } from 'vitest';
import { SERVICE_KEYS } from '../config/keys.ts';
import { Secret } from '../config/secret.ts';
import type { Log } from '../log/log.ts';
import { runService } from './run-service.ts';

const config = Type.Object({
  ...SERVICE_KEYS,
  password: Secret(),
  colour: Type.Optional(Type.String({ minLength: 3 })),
});
const NEVER = 2 ** 30;

/** A service in no process, whose password stands in a file, and what it was given anew. */
async function start({ watchEvery = NEVER, fails = 0 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'renew-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'password');
  await writeFile(file, 'first-password\n');
  const events = new EventEmitter();
  const heard = new EventEmitter();
  const lines: string[] = [];
  const write = (text: string) => {
    for (const line of text.trimEnd().split('\n')) {
      lines.push(line);
      heard.emit(String(JSON.parse(line).event));
    }
  };
  const env: Record<string, string> = { PASSWORD_FILE: file };
  const host = {
    ...{ env, argv: [], pid: 1, version: 'v24', stdout: { write }, stderr: { write }, exit: () => undefined },
    on: events.on.bind(events),
    off: events.off.bind(events),
  };
  const up = Promise.withResolvers<Log>();
  const renewed: string[] = [];
  let failing = fails;
  const ended = runService(
    {
      name: 'demo',
      config,
      watchEvery,
      start: async ({ log }) => {
        up.resolve(log);
        return {
          close: async () => undefined,
          async renew({ password }) {
            failing -= 1;
            if (failing >= 0) throw new Error('the database is gone');
            renewed.push(password);
            log.info('renewed', { colour: password });
          },
        };
      },
    },
    host,
  );
  onTestFinished(async () => {
    events.emit('SIGTERM');
    await ended;
    expect(events.eventNames()).toEqual([]);
  });
  const log = await up.promise;
  const next = (event: string) => new Promise<void>((resolve) => heard.once(event, resolve));
  const hangUp = async (event: string) => {
    const told = next(event);
    events.emit('SIGHUP');
    await told;
  };
  if (!lines.some((line) => line.includes('started'))) await next('started');
  return { env, file, log, lines, renewed, next, hangUp };
}

test('SIGHUP reads the configuration again, and no secret of it is ever logged, an old one neither', async () => {
  const { file, renewed, hangUp, lines, log } = await start();
  await writeFile(file, 'other-password\n');
  await hangUp('renewed');
  expect(renewed).toEqual(['other-password']);
  log.info('both', { colour: 'first-password and other-password' });
  expect(lines.join('')).not.toMatch(/first-password|other-password/);
});

test('a file that has changed is read without being asked', async () => {
  const { file, renewed, next } = await start({ watchEvery: 1 });
  const told = next('renewed');
  await writeFile(file, 'other-password\n');
  await told;
  // nor twice, as long as it stays
  expect(renewed.at(-1)).toBe('other-password');
  expect(new Set(renewed).size).toBe(renewed.length);
});

test('what cannot be read is told in words, and changes nothing', async () => {
  const { file, env, renewed, hangUp, lines } = await start();
  await rm(file);
  await hangUp('the configuration is not renewed');
  expect(lines.at(-1)).toContain('PASSWORD cannot be read from the file that PASSWORD_FILE names (ENOENT)');
  await writeFile(file, 'other-password\n');
  env['COLOUR'] = 'x';
  await hangUp('the configuration is not renewed');
  expect(lines.at(-1)).toContain('COLOUR');
  expect(renewed).toEqual([]);
});

test('what failed is tried again at the next look', async () => {
  const { file, renewed, next, lines } = await start({ watchEvery: 1, fails: 2 });
  const told = next('renewed');
  await writeFile(file, 'other-password\n');
  await told;
  expect(renewed).toEqual(['other-password']);
  expect(lines.filter((line) => line.includes('renewing the configuration failed'))).toHaveLength(2);
});
