import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../tools/sandbox/src/main.ts');
const NODE_OPTIONS = '--conditions=@openxs2a/source --disable-warning=ExperimentalWarning';

/** Where a bank of the sandbox has what it has sent to its customers. */
export type BankFolder = 'bank' | 'oauth-bank';

/** All that `npm start` brings up, in a process of its own, with a folder of its own. */
export interface Sandbox {
  /** Where a person begins. */
  readonly tppUrl: string;
  readonly deviceUrl: string;
  lastCode(bank: BankFolder): string;
  close(): Promise<void>;
}

export async function openSandbox(): Promise<Sandbox> {
  await using stack = new AsyncDisposableStack();
  const place = stack.adopt(await mkdtemp(join(tmpdir(), 'sandbox-')), (path) => rm(path, { recursive: true }));
  const data = join(place, 'data');
  const child = spawn(process.execPath, [MAIN, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', DATABASE_URL: '', NODE_OPTIONS },
  });
  const ended = once(child, 'close');
  stack.defer(async () => {
    child.kill();
    await ended;
  });
  const printed = listenTo(child.stdout);
  const out = await Promise.race([printed.untilUp, ended.then(() => failOf(printed.text()))]);
  const urlAfter = (label: string) =>
    new RegExp(`^ +${label} +(http://[^\\s,]+)`, 'm').exec(out)?.[1] ?? failOf(`no address after "${label}":\n${out}`);
  const held = stack.move();
  return {
    tppUrl: urlAfter('begin at'),
    deviceUrl: urlAfter('your device'),
    lastCode: (bank) =>
      [...readFileSync(join(data, bank, 'messages'), 'utf8').matchAll(/Code: (\d+)/g)].at(-1)?.[1] ?? '',
    close: () => held.disposeAsync(),
  };
}

/** What it prints is read on after it is up, so that it can write. */
function listenTo(stdout: NodeJS.ReadableStream) {
  let text = '';
  const untilUp = new Promise<string>((resolve) => {
    stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('Ctrl-C stops it.')) resolve(text);
    });
  });
  return { text: () => text, untilUp };
}

function failOf(printed: string): never {
  throw new Error(`The sandbox is not up; it printed ${printed}`);
}
