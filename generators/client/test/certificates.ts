import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and the certificate for it, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** An authority made for one run of the tests, with a server and a client that it vouches for. */
export interface Certificates {
  readonly ca: string;
  readonly server: Identity;
  readonly client: Identity;
}

export function createCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const create = (name: string, ...args: string[]): Identity => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`];
    openssl('req', '-x509', '-days', '1', '-subj', `/CN=${name}`, ...key, '-out', `${name}.pem`, ...args);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    const { cert: ca } = create('authority');
    const issued = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-addext', 'basicConstraints=critical,CA:FALSE'];
    const server = create('server', ...issued, '-addext', 'subjectAltName=IP:127.0.0.1');
    return { ca, server, client: create('client', ...issued) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
