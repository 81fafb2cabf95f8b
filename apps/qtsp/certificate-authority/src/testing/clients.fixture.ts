import { createCertificateAuthorityClient } from '@openxs2a/certificate-authority-api/client';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { toPem } from '@openxs2a/certificates';
import { createCertificateRequest, createSigningKey, generateKey } from '@openxs2a/certificates/issue';
import { createMutualTlsFetch } from '@openxs2a/service';
import { onTestFinished } from 'vitest';
import { issueCredential } from '../acts/issue-credential.ts';
import type { StartedAuthority } from '../start.ts';
import { must, OPERATOR } from './parties.fixture.ts';

export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** A client of the interface over real TLS, whose answers are checked against the document. */
export function createClient({ qtsp, secureListener }: StartedAuthority, identity?: Identity, auth?: string) {
  const { fetch, close } = createMutualTlsFetch({
    ca: toPem(qtsp.root.der),
    ...(identity === undefined ? {} : { identity }),
  });
  onTestFinished(close);
  return createCertificateAuthorityClient({
    baseUrl: `https://localhost:${secureListener.port}`,
    fetch,
    validate: validators,
    validation: 'response',
    ...(auth === undefined ? {} : { auth: () => `Bearer ${auth}` }),
  });
}

/** A credential certificate, for an authority or for the operator. */
export async function createCredential({ qtsp }: StartedAuthority, ncaId?: string): Promise<Identity> {
  const key = await generateKey('p-256');
  const csr = toPem(await createCertificateRequest({ subject: [], key: createSigningKey(key) }), 'CERTIFICATE REQUEST');
  const { der } = must(await issueCredential(qtsp, OPERATOR, { csr, ...(ncaId === undefined ? {} : { ncaId }) }));
  return { cert: toPem(der), key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
