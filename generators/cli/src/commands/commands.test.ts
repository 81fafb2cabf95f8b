import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordIo } from '../../test-kit/record-io.ts';
import { document, makeFolder, writeJson } from '../../test-kit/write-document.ts';
import { runProgram } from '../frame/program.ts';
import { createCommands } from './commands.ts';

const program = { name: 'tool', version: '1', summary: 'A tool.', commands: createCommands() };
const narrower = { properties: { title: { type: 'string', maxLength: 9 } } };

async function setUp() {
  const folder = await makeFolder();
  const old = await writeJson(join(folder, 'old.json'), document());
  const now = await writeJson(join(folder, 'now.json'), document({ info: { version: '2' }, book: narrower }));
  const bad = await writeJson(join(folder, 'bad.json'), document({ book: { items: { $ref: '#/nowhere' } } }));
  const call = async (...args: string[]) => {
    const io = recordIo();
    const code = await runProgram(program, args, io);
    return { code, ...io.said };
  };
  return { folder, old, now, bad, call };
}

test('diff exits with 1 when something breaks, with 0 when nothing does, with 2 when there is nothing to compare', async () => {
  const { old, now, bad, call } = await setUp();
  const found = await call('diff', old, now);
  expect([found.code, found.out.split('\n')[0], found.out.split('\n').at(-2)]).toEqual([
    1,
    'Library: 1 to 2',
    '1 change, 0 break a client, 1 breaks a server',
  ]);
  expect(await call('diff', old, old)).toMatchObject({ code: 0, out: 'Library: 1 to 1\n\nno changes\n' });
  expect(await call('diff', old, bad)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('unresolved-ref'),
  });
});

test('diff prints Markdown and JSON', async () => {
  const { old, now, call } = await setUp();
  expect((await call('diff', old, now, '--format', 'markdown')).out).toMatch(
    /^# Library: 1 to 2\n[\s\S]*\n## Breaks a server/,
  );
  expect(JSON.parse((await call('diff', old, now, '--json')).out)).toMatchObject({
    before: { version: '1' },
    after: { version: '2' },
    summary: { changes: 1, breaks: { client: 0, server: 1 } },
    changes: [{ kind: 'limit-tightened' }],
  });
});

test('lint counts warnings as findings', async () => {
  const { folder, old, bad, call } = await setUp();
  expect(await call('lint', old)).toEqual({ code: 0, out: 'nothing to report\n', err: '' });
  const file = await writeJson(join(folder, 'tags.json'), document({ operation: { tags: ['a'] } }));
  expect(await call('lint', file)).toMatchObject({ code: 1, out: expect.stringContaining('1 warning\n') });
  expect(await call('lint', file, '--rule', 'undeclared-tag=off')).toMatchObject({ code: 0 });
  expect(await call('lint', file, '--rule', 'undeclared-tags=off')).toMatchObject({
    code: 2,
    err: expect.stringContaining('"undeclared-tag"'),
  });
  expect(await call('lint', file, '--rule', 'undeclared-tag')).toMatchObject({ code: 2 });
  expect(await call('lint', bad)).toMatchObject({ code: 2 });
  expect(JSON.parse((await call('lint', file, '--json')).out)).toMatchObject({
    usable: true,
    notices: [{ code: 'undeclared-tag' }],
  });
});

test('bundle prints a document, or writes it in the form that the name asks for', async () => {
  const { folder, old, bad, call } = await setUp();
  expect(JSON.parse((await call('bundle', old)).out)).toEqual(document());
  const out = join(folder, 'out.yaml');
  expect(await call('bundle', old, '--out', out)).toMatchObject({ code: 0, out: '' });
  expect(await readFile(out, 'utf8')).toMatch(/^openapi: 3\.1\.0\n/);
  expect(await call('bundle', bad)).toMatchObject({ code: 2, out: '' });
  expect(await call('bundle', old, '--out', join(folder, 'no', 'where.json'))).toMatchObject({ code: 2 });
});

test('import tells what a version changes and fails on request', async () => {
  const { folder, old, now, bad, call } = await setUp();
  const as = ['--as', 'library', '--dir', join(folder, 'specs')];
  expect(await call('import', old, ...as)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Library 1, imported\n$/),
  });
  expect(await call('import', now, ...as, '--dry-run', '--fail-on-breaking')).toMatchObject({
    code: 1,
    out: expect.stringContaining('dry run'),
  });
  expect(await call('import', bad, ...as)).toMatchObject({ code: 2, out: '' });
  expect(await call('import', old)).toMatchObject({ code: 2, err: expect.stringContaining('--as NAME') });
  expect(await call('import', old, '--as', '../up')).toMatchObject({ code: 2 });
  expect(JSON.parse((await call('import', now, ...as, '--json')).out)).toMatchObject({
    status: 'replaced',
    previous: '1',
    summary: { changes: 1 },
  });
});

test.each([
  [['generate', '--spec', 'a.yaml'], '--out DIR is missing'],
  [['generate', '--out', 'a'], '--out goes with --spec FILE'],
  [['generate', '--overlay', 'a'], '--overlay goes with --spec FILE'],
  [['generate', '--spec', 'a', '--out', 'b', '--only', 'types,cleint'], 'Did you mean "client"?'],
  [['generate', '--spec', 'a', '--out', 'b', '--name', 'lower'], 'Pascal case'],
  [['generate', '--spec', 'a', '--out', 'b', '--import-extension', '.mjs'], 'one of .ts, .js, none'],
  [['generate', '--dir', '/nowhere'], 'There is no folder /nowhere'],
])('%j is refused', async (args, message) => {
  const { call } = await setUp();
  expect(await call(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
});

test('generate writes, finds nothing to do, finds stale output and unusable documents', async () => {
  const { folder, old, now, bad, call } = await setUp();
  const rest = ['--out', join(folder, 'out'), '--only', 'types'];
  expect(await call('generate', '--spec', old, ...rest)).toMatchObject({
    code: 0,
    out: expect.stringContaining('written'),
  });
  expect(await call('generate', '--spec', old, ...rest, '--check')).toMatchObject({
    code: 0,
    out: expect.stringContaining('unchanged'),
  });
  expect(await call('generate', '--spec', now, ...rest, '--check')).toMatchObject({
    code: 1,
    out: expect.stringContaining('stale'),
  });
  expect(await call('generate', '--spec', bad, ...rest)).toMatchObject({
    code: 2,
    err: expect.stringContaining('unresolved-ref'),
  });
  expect(JSON.parse((await call('generate', '--spec', old, ...rest, '--json')).out)).toMatchObject({
    reports: [{ status: 'unchanged' }],
  });
});
