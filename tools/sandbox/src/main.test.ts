import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const LIMIT = 60_000;

function start(args: readonly string[], PORT = '0') {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT, NODE_OPTIONS: '--conditions=@openxs2a/source --disable-warning=ExperimentalWarning' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  return { child, output };
}

async function finish({ child, output }: ReturnType<typeof start>) {
  const [code] = await once(child, 'close');
  return { code, ...output };
}

/** Resolves once the text has come on standard output. */
async function waitFor(child: ChildProcess, output: { readonly out: string }, text: string): Promise<void> {
  while (!output.out.includes(text) && child.exitCode === null) await once(child.stdout ?? child, 'data');
}

test('--once goes through the whole journey and ends', { timeout: LIMIT }, async () => {
  const { code, out, err } = await finish(start(['--once']));
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('specs/xs2a/openapi.yaml: ');
  expect(out).toContain('stand-ins');
  for (const row of [
    /createConsent +201 +\d+ +[\d.]+ +received/,
    /getConsentStatus +200 .* valid /,
    /100 entries, the last page/,
  ])
    expect(out).toMatch(row);
  expect(out).toMatch(/getConsentStatus +403 .* CONSENT_UNKNOWN/);
  expect(out).toMatch(/deleteConsent +204 +0 /);
  expect(out).toMatch(/14 calls +\d+ +[\d.]+\n$/);
});

test('the columns of the journey are aligned', { timeout: LIMIT }, async () => {
  const { out } = await finish(start(['--once']));
  const lines = out.split('\n');
  const head = lines.find((line) => line.includes('STEP')) ?? '';
  const rows = lines.filter((line) => /^ ?\d+ {2}/.test(line));
  const starts = rows.map((row) => /(GET|POST|DELETE) \//.exec(row)?.index).filter((index) => index !== undefined);
  expect(new Set(starts)).toEqual(new Set([head.indexOf('REQUEST')]));
});

test('--once --json prints one document with every step', { timeout: LIMIT }, async () => {
  const { code, out } = await finish(start(['--once', '--json']));
  const { generated, steps, totals } = JSON.parse(out);
  expect(code).toBe(0);
  expect(generated).toContainEqual(expect.objectContaining({ spec: 'specs/xs2a/openapi.yaml' }));
  expect(steps.filter(({ status }: { status?: number }) => status !== undefined)).toHaveLength(totals.calls);
  expect(totals.bytes).toBeGreaterThan(50_000);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it stays up until %s, and then ends well',
  { timeout: LIMIT },
  async (signal) => {
    const started = start([]);
    await waitFor(started.child, started.output, 'Ctrl-C stops it.');
    const url = /http:\/\/127\.0\.0\.1:\d+\/$/m.exec(started.output.out)?.[0] ?? '';
    expect((await fetch(url)).status).toBe(200);
    started.child.kill(signal);
    expect(await finish(started)).toMatchObject({ code: 0, err: '' });
    await expect(fetch(url)).rejects.toThrow();
  },
);

test('--help says how to call it; a call that makes no sense exits with 2', { timeout: LIMIT }, async () => {
  expect(await finish(start(['--help']))).toMatchObject({ code: 0, out: expect.stringContaining('--once') });
  expect(await finish(start(['--sideways']))).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('sideways'),
  });
});
