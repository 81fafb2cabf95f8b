import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMPILERS, ROOT, run, typeCheck } from '../support/processes.ts';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifests = globSync('{generators/*,generated/*,apps/shared/*,tools/cli}/package.json', { cwd: ROOT }).map(
  (path) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
    return { folder: join(ROOT, dirname(path)), ...manifest };
  },
);
const published = manifests.filter((manifest) => manifest.private !== true);
const folder = mkdtempSync(join(tmpdir(), 'openxs2a-pack-'));
const tarballs = new Map<string, string>();

beforeAll(() => {
  for (const { name, folder: source } of published) {
    if (!existsSync(join(source, 'dist')))
      throw new Error(
        `${name} is not built: is it among the devDependencies of test/package.json, whose packages are built before these tests?`,
      );
  }
  const sources = published.map(({ folder: source }) => source);
  const { status, stdout, stderr } = run(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder, ...sources],
    ROOT,
  );
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  for (const { name, filename } of packedFiles(stdout)) tarballs.set(name, join(folder, filename));
  expect([...tarballs.keys()].sort()).toEqual(published.map(({ name }) => name).sort());
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Packed {
  readonly name: string;
  readonly filename: string;
}

/** Newer versions of npm answer with an object by package name, older ones with a list. */
function packedFiles(stdout: string): readonly Packed[] {
  const answer: readonly Packed[] | Record<string, Packed> = JSON.parse(stdout);
  return Object.values(answer);
}

/** The packed package and those of ours that it needs. */
function withDependencies(name: string, found = new Set<string>()): Set<string> {
  const manifest = published.find((candidate) => candidate.name === name);
  if (manifest === undefined || found.has(name)) return found;
  found.add(name);
  for (const dependency of Object.keys(manifest.dependencies ?? {})) withDependencies(dependency, found);
  return found;
}

/** An empty folder with nothing but the named packages in it. */
function install(name: string, ...others: readonly string[]): string {
  const consumer = join(folder, `consumer-${name.replace(/\W+/g, '-')}-${others.length}`);
  mkdirSync(consumer, { recursive: true });
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const files = [...withDependencies(name)].map((each) => tarballs.get(each) ?? each);
  const { status, stderr } = run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', ...files, ...others],
    consumer,
  );
  expect(status, stderr).toBe(0);
  return consumer;
}

const TSC = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext'];

test('the packed client installs without a server library, type-checks and runs', { timeout: 180_000 }, () => {
  const consumer = install('@openxs2a/xs2a');
  expect(existsSync(join(consumer, 'node_modules/hono'))).toBe(false);
  writeFileSync(
    join(consumer, 'use.ts'),
    `import { createXs2aClient } from '@openxs2a/xs2a/client';
import type { Schemas } from '@openxs2a/xs2a/types';
const status: Schemas['consentStatus'] = 'valid';
const answer = { consentStatus: status };
const headers = { 'Content-Type': 'application/json', 'X-Request-ID': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' };
const fetch = async () => new Response(JSON.stringify(answer), { headers });
const client = createXs2aClient({ baseUrl: 'https://bank.example/psd2', fetch, headers: { 'X-Request-ID': () => crypto.randomUUID() } });
const result = await client.getConsentStatus({ path: { consentId: '1' } });
if (result.status !== 200) throw new Error(String(result.status));
console.log(result.body.consentStatus);
// @ts-expect-error a path parameter is missing
await client.getConsentStatus({ path: {} }).catch(() => undefined);
`,
  );
  for (const compiler of Object.keys(COMPILERS) as (keyof typeof COMPILERS)[])
    expect(typeCheck(compiler, [...TSC, 'use.ts'], consumer)).toBe('');
  expect(run(process.execPath, ['use.ts'], consumer)).toMatchObject({ status: 0, stdout: 'valid\n' });
});

test('the packed server installs with hono, type-checks and answers', { timeout: 180_000 }, () => {
  const consumer = install('@openxs2a/xs2a', 'hono@4.13.19');
  writeFileSync(
    join(consumer, 'use.ts'),
    `import { validators } from '@openxs2a/xs2a/validators';
import * as server from '@openxs2a/xs2a/server';
console.log(typeof server.createXs2aServer, validators.schema('consentStatus').check('valid'), validators.schema('consentStatus').check('no'));
`,
  );
  for (const compiler of Object.keys(COMPILERS) as (keyof typeof COMPILERS)[])
    expect(typeCheck(compiler, [...TSC, '--skipLibCheck', 'use.ts'], consumer)).toBe('');
  expect(run(process.execPath, ['use.ts'], consumer)).toMatchObject({ status: 0, stdout: 'function true false\n' });
});

test('the packed command line generates in an empty folder', { timeout: 180_000 }, () => {
  const consumer = install('openxs2a');
  const paths = { '/a': { get: { operationId: 'getA', responses: { 200: { description: '' } } } } };
  writeFileSync(
    join(consumer, 'api.json'),
    JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths }),
  );
  const bin = join(consumer, 'node_modules/openxs2a/bin/openxs2a.js');
  const made = run(
    process.execPath,
    [bin, 'generate', '--spec', 'api.json', '--out', 'out', '--import-extension', '.js'],
    consumer,
  );
  expect(made.status, made.stderr).toBe(0);
  expect(existsSync(join(consumer, 'out/client/index.ts'))).toBe(true);
  writeFileSync(join(consumer, 'request.http'), 'GET /v1/accounts HTTP/1.1\r\nHost: bank.example\r\n\r\n');
  const explained = run(process.execPath, [bin, 'signature', 'explain', 'request.http'], consumer);
  expect(explained, explained.stderr).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('signature-missing'),
  });
});

test('what is packed is compiled code, its types and its words, nothing else', { timeout: 60_000 }, () => {
  for (const [name, file] of tarballs) {
    const listed = run('tar', ['-tzf', file], folder)
      .stdout.trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
    const strange = listed.filter(
      (path) =>
        !/^(dist\/.*\.(js|d\.ts)|bin\/.*\.js|package\.json|README\.md|(.*\/)?LICENSE(\.md)?|CHANGELOG\.md)$/.test(path),
    );
    expect(strange, name).toEqual([]);
    expect(
      listed.some((path) => path.endsWith('.d.ts')),
      name,
    ).toBe(true);
  }
});
