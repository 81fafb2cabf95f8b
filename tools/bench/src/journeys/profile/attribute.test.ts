import type { Profiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { attribute } from './attribute.ts';
import { NODE, partOf } from './parts.ts';

const STORE = 'file:///bank/apps/shared/store/src/sqlite/writer.ts';
const PAGES = 'file:///bank/apps/aspsp/authorization-server/src/pages/base/layout.ts';

/** A tree of calls, each node with whom it was called by. */
function toProfile(
  calls: readonly (readonly [name: string, url: string, caller?: number])[],
  samples: readonly (readonly [node: number, micros: number])[],
): Profiler.Profile {
  const nodes = calls.map(([functionName, url], id) => ({
    id,
    callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 },
    children: calls.flatMap(([, , caller], child) => (caller === id ? [child] : [])),
  }));
  const [ids, deltas] = [samples.map(([id]) => id), samples.map(([, micros]) => micros)];
  return { nodes, startTime: 0, endTime: 0, samples: ids, timeDeltas: deltas };
}

const taken = (shares: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(shares).filter(([, share]) => share > 0));

test('what has no file of its own counts for the innermost file that called it', () => {
  const profile = toProfile(
    [
      ['(root)', ''],
      ['answerPage', PAGES, 0],
      ['write', STORE, 1],
      ['run', '', 2],
      ['createHash', 'node:crypto', 1],
    ],
    [
      [3, 30],
      [4, 10],
    ],
  );
  expect(taken(attribute(profile))).toEqual({ 'store and its drivers': 0.75, 'pages: forms, visits, HTML': 0.25 });
});

test('what Node does by itself is HTTP and TLS, idleness and the profiler are nothing, and garbage is of nobody', () => {
  const profile = toProfile(
    [
      ['(root)', ''],
      ['onStreamRead', 'node:internal/stream_base_commons', 0],
      ['(idle)', '', 0],
      ['(garbage collector)', '', 0],
      ['(program)', '', 0],
      ['post', 'node:inspector', 0],
    ],
    [
      [1, 40],
      [2, 1000],
      [3, 20],
      [4, 40],
      [5, 500],
    ],
  );
  expect(taken(attribute(profile))).toEqual({ [NODE]: 0.8, 'garbage collection': 0.2 });
});

test.each([
  ['apps/aspsp/authorization-server/src/authorising/finish.ts', 'consents and authorisations'],
  ['apps/aspsp/sca/src/acts/answer.ts', 'authentication'],
  ['apps/shared/store/src/log/append.ts', 'audit log'],
  ['node_modules/pg-protocol/dist/parser.js', 'store and its drivers'],
  ['apps/aspsp/edge/src/xs2a-app.ts', 'XS2A: the interface'],
  ['node_modules/hono/dist/helper/html/index.js', 'pages: forms, visits, HTML'],
  ['node_modules/hono/dist/hono-base.js', NODE],
])('%s is %s', (file, part) => {
  expect(partOf(`file:///bank/${file}`)).toBe(part);
});

test('a module of Node is a means to anything', () => {
  expect(partOf('node:internal/crypto/hash')).toBeUndefined();
});
