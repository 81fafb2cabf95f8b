import { join } from 'node:path';
import { type Certificate, readCertificates } from '@openxs2a/certificates';
import { readIfThere, writePrivate } from '../state/private-files.ts';

/** A certificate with those above it but the root, and its key; all PEM. */
export interface Credential {
  readonly certificate: string;
  readonly key: string;
}

/** What a party of open banking is known by: one for connections, one for messages. */
export interface Credentials {
  readonly qwac: Credential;
  readonly qsealc: Credential;
}

const KINDS = ['qwac', 'qsealc'] as const;

/** As `qwac.pem`, `qwac-key.pem`, and so on; for the owner's eyes only. */
export async function saveCredentials(folder: string, credentials: Credentials): Promise<void> {
  for (const kind of KINDS) {
    await writePrivate(join(folder, `${kind}.pem`), credentials[kind].certificate);
    await writePrivate(join(folder, `${kind}-key.pem`), credentials[kind].key);
  }
}

/** `undefined` where not all of them are there. */
export async function loadCredentials(folder: string): Promise<Credentials | undefined> {
  const [qwac, qsealc] = await Promise.all(KINDS.map((kind) => loadCredential(folder, kind)));
  return qwac && qsealc && { qwac, qsealc };
}

async function loadCredential(folder: string, name: string): Promise<Credential | undefined> {
  const certificate = await readIfThere(join(folder, `${name}.pem`));
  const key = await readIfThere(join(folder, `${name}-key.pem`));
  return certificate === undefined || key === undefined ? undefined : { certificate, key };
}

/** The certificate itself, without those above it. */
export function leafOf(pem: string): Certificate {
  const [leaf] = readCertificates(pem);
  if (leaf === undefined) throw new TypeError('There is no certificate.');
  return leaf;
}

/** As connections take it. */
export const toTlsIdentity = ({ certificate, key }: Credential) => ({ cert: certificate, key });
