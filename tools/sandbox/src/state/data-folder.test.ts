import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder } from './data-folder.ts';

async function makePlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'data-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  return join(place, 'data');
}

async function open(path: string, reset = false) {
  const opened = await openDataFolder({ path, reset });
  onTestFinished(() => opened.close());
  return opened;
}

const refusal = (message: RegExp) => ({ code: 'ERR_DATA', message: expect.stringMatching(message) });

test.skipIf(process.platform === 'win32')(
  'a new folder is its owner’s alone, and one that others could read becomes so',
  async () => {
    const path = await makePlace();
    (await open(path)).close();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await chmod(path, 0o755);
    (await open(path)).close();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  },
);

test('a folder that is somebody else’s is left alone, with --reset, too', async () => {
  const path = await makePlace();
  await mkdir(path);
  await writeFile(join(path, 'thesis.txt'), 'mine');
  for (const reset of [false, true])
    await expect(openDataFolder({ path, reset })).rejects.toMatchObject(
      refusal(/was not made by "npm start": it has thesis.txt/),
    );
  expect(await readdir(path)).toEqual(['thesis.txt']);
});

test('reset removes what was made here, and names what it leaves', async () => {
  const path = await makePlace();
  const first = await open(path);
  await mkdir(first.of.bank);
  await mkdir(first.of.oauthBank);
  const secret = await first.secrets.get('a');
  first.close();
  await writeFile(join(path, 'notes.txt'), 'mine');
  const { removed, foreign, secrets } = await open(path, true);
  expect([removed.toSorted(), foreign]).toEqual([['bank', 'oauth-bank'], ['notes.txt']]);
  expect(await secrets.get('a')).not.toBe(secret);
});

test.each(['{"format":0}', '{"format":99}', 'not JSON', ''])(
  'a folder of another version, %s, is refused and can be reset',
  async (marker) => {
    const path = await makePlace();
    (await open(path)).close();
    await writeFile(join(path, 'sandbox.json'), marker);
    await expect(openDataFolder({ path, reset: false })).rejects.toMatchObject(refusal(/another version.*--reset/));
    await open(path, true);
    expect(await readFile(join(path, 'sandbox.json'), 'utf8')).toBe('{"format":1}\n');
  },
);

test('one at a time has it; the other is told who', async () => {
  const path = await makePlace();
  const first = await open(path);
  for (const reset of [false, true])
    await expect(openDataFolder({ path, reset })).rejects.toMatchObject(
      refusal(new RegExp(`^Process ${process.pid} uses`)),
    );
  first.close();
  await open(path);
});

test('whoever is killed no longer has it', async () => {
  const path = await makePlace();
  const module = join(import.meta.dirname, 'data-folder.ts');
  const holding = `const { openDataFolder } = await import(${JSON.stringify(module)});
    await openDataFolder({ path: ${JSON.stringify(path)}, reset: false });
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', holding], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  await expect(openDataFolder({ path, reset: false })).rejects.toMatchObject(
    refusal(new RegExp(`^Process ${child.pid} uses`)),
  );
  child.kill('SIGKILL');
  await once(child, 'close');
  await open(path);
});

test('what a first start left before it got far is no hindrance', async () => {
  const path = await makePlace();
  await mkdir(path);
  await writeFile(join(path, 'lock'), '');
  await writeFile(join(path, 'sandbox.json.0123456789ab.tmp'), '{');
  const { foreign } = await open(path);
  expect(foreign).toEqual([]);
});

test('secrets are made once, are long, and are their owner’s alone', async () => {
  const path = await makePlace();
  const first = await open(path);
  const [one, other] = [await first.secrets.get('one'), await first.secrets.get('other')];
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(other).not.toBe(one);
  first.close();
  const { secrets } = await open(path);
  expect([await secrets.get('one'), await secrets.get('other')]).toEqual([one, other]);
  if (process.platform !== 'win32') expect((await stat(secrets.file)).mode & 0o777).toBe(0o600);
});

test('secrets that are made at once are all kept', async () => {
  const path = await makePlace();
  const first = await open(path);
  const names = Array.from({ length: 20 }, (_, at) => `secret ${at}`);
  const made = await Promise.all([...names, ...names].map((name) => first.secrets.get(name)));
  first.close();
  const { secrets } = await open(path);
  expect(await Promise.all([...names, ...names].map((name) => secrets.get(name)))).toEqual(made);
  expect(new Set(made).size).toBe(names.length);
});

test('secrets that cannot be read are not made anew behind one’s back', async () => {
  const path = await makePlace();
  (await open(path)).close();
  await writeFile(join(path, 'secrets.json'), '{"a":');
  await expect(openDataFolder({ path, reset: false })).rejects.toMatchObject(refusal(/cannot be read.*--reset/));
});
