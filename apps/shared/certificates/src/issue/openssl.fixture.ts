import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPem } from '../read/armour.ts';
import type { DemoAuthority } from './demo/authority.ts';

export interface OpensslRun {
  readonly status: number | null;
  /** What it printed, on both channels. */
  readonly text: string;
  /** The file `out`, if it wrote one. */
  readonly out: Uint8Array | undefined;
}

/** OpenSSL as an independent judge of what we issue. It runs in a folder of its own that holds these files. */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, Uint8Array | string>> = {},
): OpensslRun {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    return { status, text: stdout + stderr, out: readIfThere(join(folder, 'out')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    // most commands write none
    return undefined;
  }
}

/** The authorities as the files `root.pem`, `ca.pem` and `both.pem`. */
export function toFiles({ root, issuingCa }: Pick<DemoAuthority, 'root' | 'issuingCa'>): Record<string, string> {
  const [rootPem, caPem] = [toPem(root.certificate.der), toPem(issuingCa.certificate.der)];
  return { 'root.pem': rootPem, 'ca.pem': caPem, 'both.pem': rootPem + caPem };
}

/** `openssl verify` from a leaf in `leaf.pem` to the root, as strict as it can be. */
export function toVerifyArguments(...more: readonly string[]): readonly string[] {
  return ['verify', '-x509_strict', ...more, '-CAfile', 'root.pem', '-untrusted', 'ca.pem', 'leaf.pem'];
}
