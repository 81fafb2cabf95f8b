import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { systemClock, type TlsIdentity } from '@openxs2a/service';
import { createPagesSetting } from '../start.fixture.ts';
import { findPort } from '../testing/find-port.ts';
import { type NodeEnvironment, startNode, type TestNode, toTrustEnvironment } from '../testing/start-node.ts';
import type { TestTrust } from '../testing/test-trust.ts';

const SOURCE = join(import.meta.dirname, '..');
const SECRETS = {
  LINK_KEY: 'l'.repeat(43),
  PAN_KEY: 'p'.repeat(43),
  SCA_KEY: 's'.repeat(43),
  PAGES_KEY: 'c'.repeat(43),
};

/** The three apps of a bank as processes of their own, over one PostgreSQL. */
export interface Apart {
  readonly gateway: TestNode;
  readonly authorizationServer: TestNode;
  readonly resourceServer: TestNode;
  /** Where the authorization server has the pages. */
  readonly pagesUrl: string;
  /** What the gateway shows the others, and the anchor of what they show. */
  readonly internal: { readonly identity: TlsIdentity; readonly anchors: string };
  /** Writes another certificate and key in the place of those of a process: `internal` is what the gateway shows the others. */
  renewIdentity(name: 'internal' | 'resource-server' | 'authorization-server'): Promise<IdentityFiles>;
  close(): Promise<void>;
}

interface IdentityFiles {
  readonly cert: string;
  readonly key: string;
}

async function writeIdentity(folder: string, name: string, { cert, key }: TlsIdentity): Promise<IdentityFiles> {
  const files = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  await Promise.all([writeFile(files.cert, cert), writeFile(files.key, key)]);
  return files;
}

const toFiles = (name: string, { cert, key }: IdentityFiles): NodeEnvironment => ({
  [`${name}_CERTIFICATE_FILE`]: cert,
  [`${name}_KEY_FILE`]: key,
});

/** The authority of the bank's own processes. */
export async function createInternalAuthority() {
  const authority = await createDemoAuthority({ clock: systemClock, name: 'Internal' });
  const issue = async (): Promise<TlsIdentity> => {
    const { certificate, privateKey } = await authority.issueQwac(createDemoParty(), { dnsNames: ['localhost'] });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { key, cert: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der) };
  };
  return { issue, anchors: toPem(authority.root.certificate.der) };
}

export function createTokenKeys() {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

export interface ApartSetting {
  readonly databaseUrl: string;
  readonly outboxUrl: string;
  /** File of the profile. */
  readonly profile: string;
  /** For files of certificates and keys. */
  readonly folder: string;
}

export async function startApart(
  trust: TestTrust,
  { databaseUrl, outboxUrl, profile, folder }: ApartSetting,
): Promise<Apart> {
  const { issue, anchors } = await createInternalAuthority();
  const { privateKey, publicKey } = createTokenKeys();
  const shared = { DATABASE_URL: databaseUrl, INTERNAL_ANCHORS: anchors, PROFILE: profile };
  const startInner = async (name: string, more: NodeEnvironment = {}): Promise<TestNode> => {
    const tls = await writeIdentity(folder, name, await issue());
    const env = { ...shared, ...SECRETS, ...toFiles('TLS', tls), TOKEN_PUBLIC_KEY: publicKey, ...more };
    return startNode(join(SOURCE, name, 'main.ts'), env);
  };
  const pages = await createPagesSetting();
  const port = await findPort();
  const authorizationServer = await startInner('authorization-server', {
    ...pages.env,
    OUTBOX_URL: outboxUrl,
    XS2A_URL: `https://localhost:${port}`,
    DEMO: 'true',
  });
  const resourceServer = await startInner('resource-server');
  const identity = await issue();
  const shown = await writeIdentity(folder, 'internal', identity);
  const gateway = await startNode(join(SOURCE, 'gateway/main.ts'), {
    ...shared,
    ...(await toTrustEnvironment(trust)),
    AUTHORIZATION_SERVER_URL: authorizationServer.url,
    RESOURCE_SERVER_URL: resourceServer.url,
    ...toFiles('INTERNAL', shown),
    TOKEN_KEY: privateKey,
    PORT: String(port),
  });
  const nodes = [gateway, authorizationServer, resourceServer];
  return {
    gateway,
    authorizationServer,
    resourceServer,
    pagesUrl: pages.pagesUrl,
    internal: { identity, anchors },
    renewIdentity: async (name) => writeIdentity(folder, name, await issue()),
    close: async () => void (await Promise.all(nodes.map((node) => node.kill()))),
  };
}
