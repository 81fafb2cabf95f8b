import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** OpenSSL as a judge that shares no code with us: all that it says, and whether it is content. */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, Uint8Array | string>> = {},
): { readonly ok: boolean; readonly text: string; readonly bytes: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder });
    return { ok: status === 0, text: `${stdout}${stderr}`, bytes: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An OCSP request as OpenSSL writes it, DER. */
export function createOcspRequest(
  certificates: { readonly issuer: string } & ({ readonly leaf: string } | { readonly serialNumber: string }),
  options: readonly string[] = ['-no_nonce'],
): Buffer {
  const about = 'leaf' in certificates ? ['-cert', 'leaf.pem'] : ['-serial', `0x${certificates.serialNumber}`];
  const files = {
    'issuer.pem': certificates.issuer,
    ...('leaf' in certificates ? { 'leaf.pem': certificates.leaf } : {}),
  };
  const { ok, bytes, text } = openssl(
    ['ocsp', '-issuer', 'issuer.pem', ...about, ...options, '-reqout', '/dev/stdout'],
    files,
  );
  if (!ok) throw new Error(text);
  return bytes;
}
