import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateAuthorityClient } from '@openxs2a/certificate-authority-api/client';
import { createVerifier, readCertificate, readCertificates, type Verifier } from '@openxs2a/certificates';
import { createMessageVerifier, createSealVerifier, type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import { createMutualTlsFetch, findFreePort } from '@openxs2a/service';
import { startProcess } from '@openxs2a/service/testing';
import { createSigningClient } from '@openxs2a/signing-api/client';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../support/processes.ts';

// A TPP from its enrolment to a sealed request that a bank accepts, and on to the hour in which its authority takes the
// licence away. Trust service provider and signing server are processes; the bank asks them over the network.

const QTSP = join(ROOT, 'apps/qtsp/certificate-authority/src');
const SIGNING = join(ROOT, 'apps/tpp/signing-server/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'openxs2a-trust-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]) => join(folder, ...names);
const read = (...names: readonly string[]) => readFileSync(at('sandbox', ...names), 'utf8');

/** The provider's two commands and its server, as its README has them. */
async function startProvider() {
  const [publicPort, securePort] = [await findFreePort(), await findFreePort()];
  const env = {
    DATABASE: at('qtsp.db'),
    KEY_FOLDER: at('qtsp-keys'),
    KEY_PASSPHRASE: 'a passphrase of the provider',
    ROOT_KEY_FOLDER: at('qtsp-root'),
    ROOT_KEY_PASSPHRASE: 'a passphrase of its root',
    DESTROY_ROOT_KEY: 'true',
    PROVIDER_NAME: 'Journey Trust GmbH',
    PROVIDER_IDENTIFIER: 'VATDE-123456789',
    PUBLIC_URL: `http://localhost:${publicPort}`,
    PUBLIC_PORT: String(publicPort),
    SECURE_URL: `https://localhost:${securePort}`,
    SECURE_PORT: String(securePort),
    SANDBOX_FOLDER: at('sandbox'),
  };
  const init = startProcess(join(QTSP, 'commands/init.ts'), env);
  expect(await init.ended, init.text()).toEqual({ code: 0, signal: null });
  const server = startProcess(join(QTSP, 'main.ts'), env);
  onTestFinished(() => server.kill('SIGKILL'));
  await server.waitFor(/"event":"listening"/);
  return { publicUrl: env.PUBLIC_URL, secureUrl: env.SECURE_URL, server };
}

/** Certificates for TLS between programs of the TPP, of a CA that is nobody's but its own. */
function makeInternal(name: string) {
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}-key.pem`];
  if (!existsSync(at('internal.pem')))
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'internal-key.pem',
      '-out',
      'internal.pem',
      '-subj',
      '/CN=Internal CA',
      '-days',
      '2',
    );
  const signer = ['-CA', 'internal.pem', '-CAkey', 'internal-key.pem', '-addext', 'subjectAltName=DNS:localhost'];
  openssl('req', '-x509', ...key, ...signer, '-out', `${name}.pem`, '-subj', `/CN=${name}`, '-days', '2');
  const cert = readFileSync(at(`${name}.pem`), 'utf8');
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
  return { cert, key: readFileSync(at(`${name}-key.pem`), 'utf8'), fingerprint };
}

async function startSigningServer(qtspUrl: string) {
  const [own, webApp] = [makeInternal('signing-server'), makeInternal('web-app')];
  const env = {
    PORT: '0',
    TLS_KEY: own.key,
    TLS_CERTIFICATE: own.cert,
    CLIENTS: JSON.stringify([{ name: 'web-app', fingerprint: webApp.fingerprint, rights: ['sign', 'manage', 'read'] }]),
    TARGETS: JSON.stringify([{ baseUrl: 'https://bank.example', profiles: ['nextgenpsd2'] }]),
    KEY_FOLDER: at('signing-keys'),
    KEY_PASSPHRASE: 'a passphrase of the TPP',
    DATABASE: at('signing.db'),
    ORGANIZATION_IDENTIFIER: 'PSDDE-SANDBOX-100003',
    LEGAL_NAME: 'Sandbox Account Information GmbH',
    COUNTRY: 'DE',
    QTSP_URL: qtspUrl,
    QTSP_ANCHORS: read('root.pem'),
    QTSP_CLIENT_KEY: read('aisp', 'qwac-key.pem'),
    QTSP_CLIENT_CERTIFICATE: read('aisp', 'qwac.pem'),
  };
  const server = startProcess(SIGNING, env);
  onTestFinished(() => server.kill('SIGKILL'));
  const [, port = ''] = await server.waitFor(/"url":"https:\/\/127\.0\.0\.1:(\d+)"/);
  const connection = createMutualTlsFetch({ ca: readFileSync(at('internal.pem'), 'utf8'), identity: webApp });
  onTestFinished(() => connection.close());
  return createSigningClient({
    baseUrl: `https://localhost:${port}`,
    fetch: connection.fetch,
    headers: { 'X-Request-ID': () => crypto.randomUUID() },
  });
}

/**
 * A bank that trusts the provider's root, knows its issuing CA, since a seal comes without one, and asks for every status
 * anew, by the addresses in the certificates.
 */
async function createBank(publicUrl: string) {
  const clock = () => new Date();
  const issuing = await (await fetch(`${publicUrl}/ca/issuing/certificate`)).arrayBuffer();
  const certificates = createVerifier({
    anchors: readCertificates(read('root.pem')),
    intermediates: [readCertificate(new Uint8Array(issuing))],
    clock,
    revocation: { maxAge: 0 },
  });
  const messages = createMessageVerifier({ profile: PROFILES.nextgenpsd2, clock });
  return { certificates, verifySeal: createSealVerifier({ messages, certificates }) };
}

async function connectTo({ certificates }: { certificates: Verifier }) {
  const [leaf, ...intermediates] = readCertificates(read('aisp', 'qwac.pem'));
  if (leaf === undefined) throw new Error('the sandbox has no QWAC');
  return certificates.verify(leaf, { use: 'qwac', intermediates });
}

const BODY = Buffer.from('{"access":{"allPsd2":"allAccounts"}}');

async function sealRequest(signing: Awaited<ReturnType<typeof startSigningServer>>): Promise<HttpMessage> {
  const sent = [
    { name: 'X-Request-ID', value: crypto.randomUUID() },
    { name: 'PSU-ID', value: 'psu-1' },
  ];
  const url = 'https://bank.example/v1/consents';
  const value = { profile: 'nextgenpsd2', method: 'POST' as const, url, headers: sent, body: BODY.toString('base64') };
  const signed = await signing.signMessage({ body: { type: 'application/json', value } });
  if (signed.status !== 200) throw new Error(`not signed: ${new TextDecoder().decode(signed.bytes)}`);
  const headers = [...sent, ...signed.body.headers].map(({ name, value: each }) => [name, each] as const);
  return { method: 'POST', target: '/v1/consents', url, headers, body: BODY };
}

test('a TPP enrols, seals requests that a bank accepts, and stops being believed when its licence is gone', {
  timeout: 180_000,
}, async () => {
  const provider = await startProvider();
  const signing = await startSigningServer(provider.secureUrl);
  const bank = await createBank(provider.publicUrl);

  // the seal: a key that is made in the signing server, and a certificate for it
  const enrolmentSecret = read('aisp', 'enrolment-secret.txt').trim();
  const value = { roles: ['PSP_AI' as const], enrolmentSecret, qsealc: {} };
  const ordered = await signing.requestCertificates({ body: { type: 'application/json', value } });
  expect(ordered, new TextDecoder().decode(ordered.bytes)).toMatchObject({ status: 201 });

  // the bank: connection and seal of one licensed party, its status asked for at the provider
  const connection = await connectTo(bank);
  if (!connection.accepted) throw new Error(JSON.stringify(connection));
  expect(connection.evidence).toMatchObject({
    roles: ['PSP_AI'],
    revocation: [{ by: 'ocsp', url: `${provider.publicUrl}/ocsp` }, { by: 'crl' }],
  });
  const message = await sealRequest(signing);
  expect(await bank.verifySeal(message, connection.evidence)).toMatchObject({
    accepted: true,
    evidence: { certificate: { organizationIdentifier: { text: 'PSDDE-SANDBOX-100003' } } },
  });

  // a second use of the secret, from somewhere else
  const again = await signing.requestCertificates({ body: { type: 'application/json', value } });
  expect(again.status).not.toBe(201);

  // rotation: a new key, a new certificate, and the bank goes on
  const rotated = await signing.rotateKey({ body: { type: 'application/json', value: {} } });
  expect(rotated, new TextDecoder().decode(rotated.bytes)).toMatchObject({ status: 201 });
  const after = await bank.verifySeal(await sealRequest(signing), connection.evidence);
  expect(after).toMatchObject({ accepted: true });
  const fingerprintOf = (sealed: HttpMessage) => {
    const [, text = ''] = sealed.headers.find(([name]) => name === 'TPP-Signature-Certificate') ?? [];
    return readCertificate(text).fingerprint;
  };
  expect(after.accepted && after.evidence.signature.certificate.fingerprint).not.toBe(fingerprintOf(message));

  // the competent authority takes the role away: at once, whatever carries it is worth nothing
  const nca = createMutualTlsFetch({
    ca: read('root.pem'),
    identity: { cert: read('nca.pem'), key: read('nca-key.pem') },
  });
  onTestFinished(() => nca.close());
  const authority = createCertificateAuthorityClient({ baseUrl: provider.secureUrl, fetch: nca.fetch });
  const withdrawn = await authority.withdrawRole({
    path: { organizationIdentifier: 'PSDDE-SANDBOX-100003', role: 'PSP_AI' },
    body: { type: 'application/json', value: { comment: 'No consent could be shown.' } },
  });
  expect(withdrawn.status, new TextDecoder().decode(withdrawn.bytes)).toBe(200);
  expect(await connectTo(bank)).toMatchObject({ accepted: false, reason: 'revoked' });
  expect(await bank.verifySeal(await sealRequest(signing), connection.evidence)).toMatchObject({
    accepted: false,
    reason: 'revoked',
  });
});
