import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export type Files = Readonly<Record<string, Uint8Array | string>>;

/** OpenSSL as a judge that shares no code with us: all that it says, in a folder with these files. */
export function openssl(command: string, files: Files = {}): Promise<string> {
  return inFolder(files, (folder) => run(command, folder));
}

/** An OCSP request as OpenSSL writes it, DER. */
export function createOcspRequest(
  { issuer, leaf }: { readonly issuer: string; readonly leaf: string },
  options = '-no_nonce',
): Promise<Buffer> {
  return inFolder({ 'issuer.pem': issuer, 'leaf.pem': leaf }, async (folder) => {
    await run(`ocsp -issuer issuer.pem -cert leaf.pem ${options} -reqout request.der`, folder);
    return readFile(join(folder, 'request.der'));
  });
}

async function inFolder<Result>(files: Files, act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'openssl-'));
  try {
    await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Never `spawnSync`: what it asks may be a server in this process. */
async function run(command: string, folder: string): Promise<string> {
  const child = spawn('openssl', command.split(/\s+/), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = await Promise.all([text(child.stdout), text(child.stderr)]);
  return texts.join('');
}
