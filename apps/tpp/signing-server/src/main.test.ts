import { spawnSync } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readCertificate, toPem } from '@openxs2a/certificates';
import { createDemoParty, generateKey } from '@openxs2a/certificates/issue';
import { createMessageVerifier, PROFILES } from '@openxs2a/http-signatures';
import { createMutualTlsFetch } from '@openxs2a/service';
import { startProcess } from '@openxs2a/service/testing';
import { createSigningClient } from '@openxs2a/signing-api/client';
import { expect, onTestFinished, test } from 'vitest';
import { startDemoQtsp } from './demo-qtsp.fixture.ts';
import { listTraces, toKeyPem } from './key-pem.fixture.ts';
import { makePlace, newId } from './server.fixture.ts';

const PARTY = createDemoParty();
const PASSPHRASE = 'correct horse battery staple';
const SECRET = 'the-secret-of-the-enrolment';
const HEADERS = [
  { name: 'X-Request-ID', value: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' },
  { name: 'PSU-ID', value: 'anna.example' },
];
const MESSAGE = {
  profile: 'nextgenpsd2',
  method: 'POST' as const,
  url: 'https://bank.example/psd2/v1/consents',
  headers: HEADERS,
  body: Buffer.from('{}').toString('base64'),
};

type Qtsp = Awaited<ReturnType<typeof startDemoQtsp>>;
interface Identity {
  readonly key: string;
  readonly cert: string;
  readonly fingerprint: string;
}

async function makeIdentity({ authority }: Qtsp, dnsNames = ['client.localhost']): Promise<Identity> {
  const { certificate, privateKey } = await authority.issueQwac(PARTY, { dnsNames });
  const cert = toPem(certificate.der) + toPem(authority.issuingCa.certificate.der);
  return { key: toKeyPem(privateKey), cert, fingerprint: certificate.fingerprint };
}

/** Everything that a signing server needs to run as a process, and who calls it. */
async function prepare(onRenewal?: () => Promise<void>) {
  const qtsp = await startDemoQtsp(onRenewal);
  const place = await makePlace();
  const [tls, own, caller, stranger] = await Promise.all([
    makeIdentity(qtsp, ['localhost']),
    makeIdentity(qtsp),
    makeIdentity(qtsp),
    makeIdentity(qtsp),
  ]);
  const env = {
    PORT: '0',
    TLS_KEY: tls.key,
    TLS_CERTIFICATE: tls.cert,
    CLIENTS: JSON.stringify([{ name: 'web-app', fingerprint: caller.fingerprint, rights: ['sign', 'manage', 'read'] }]),
    TARGETS: JSON.stringify([{ baseUrl: 'https://bank.example/psd2', profiles: ['nextgenpsd2'] }]),
    KEY_FOLDER: place.folder,
    KEY_PASSPHRASE: PASSPHRASE,
    DATABASE: place.database,
    ORGANIZATION_IDENTIFIER: PARTY.organizationIdentifier,
    LEGAL_NAME: PARTY.legalName,
    COUNTRY: PARTY.country,
    KEY_KIND: 'rsa-2048',
    MAX_BODY_BYTES: '2000',
    CLIENT_BURST: '8',
    CLIENT_PER_SECOND: '0.001',
    QTSP_URL: qtsp.url,
    QTSP_ANCHORS: qtsp.anchor,
    QTSP_CLIENT_KEY: own.key,
    QTSP_CLIENT_CERTIFICATE: own.cert,
  };
  return { qtsp, env, place: dirname(place.database), own, caller, stranger };
}

async function start(env: Readonly<Record<string, string>>) {
  const started = startProcess(join(import.meta.dirname, 'main.ts'), env);
  onTestFinished(() => started.kill('SIGKILL'));
  const [, port = ''] = await started.waitFor(/"url":"https:\/\/127\.0\.0\.1:(\d+)"/);
  return { ...started, port };
}

/** A client over mutual TLS, and all bytes that it was answered. */
function connect(port: string, ca: string, identity?: Identity) {
  const connection = createMutualTlsFetch({ ca, ...(identity && { identity }) });
  onTestFinished(() => connection.close());
  return createSigningClient({ baseUrl: `https://localhost:${port}`, fetch: connection.fetch });
}

const sign = (client: ReturnType<typeof connect>, changes: Partial<typeof MESSAGE> = {}) =>
  client.signMessage({ body: { type: 'application/json', value: { ...MESSAGE, ...changes } } });

/** What a person would do with the tools of every machine. */
async function verifyByOpenssl(folder: string, publicKey: KeyObject, signingString: string, signature: string) {
  const path = (name: string) => join(folder, name);
  await writeFile(path('public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  await writeFile(path('signed.txt'), signingString);
  await writeFile(path('signature'), Buffer.from(signature, 'base64'));
  const args = ['dgst', '-sha256', '-verify', path('public.pem'), '-signature', path('signature'), path('signed.txt')];
  return spawnSync('openssl', args, { encoding: 'utf8' }).stdout.trim();
}

async function readAllFiles(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
  return texts.join('\n');
}

test('a process signs over mutual TLS, refuses what it must, and shows the key nowhere', {
  timeout: 120_000,
}, async () => {
  const { qtsp, env, place, caller, stranger } = await prepare();
  const files = await makePlace();
  const keyFile = `${files.database}.key`;
  const { certificate, privateKey } = await qtsp.authority.issueQsealc(PARTY, { key: await generateKey('rsa-2048') });
  await writeFile(keyFile, toKeyPem(privateKey), { mode: 0o600 });
  await writeFile(`${files.database}.pem`, toPem(certificate.der) + toPem(qtsp.authority.issuingCa.certificate.der));
  const imported = startProcess(join(import.meta.dirname, 'import-seal.ts'), env, [keyFile, `${files.database}.pem`]);
  expect(await imported.ended).toEqual({ code: 0, signal: null });
  expect(imported.text()).toContain(`The certificate ${certificate.fingerprint} is active.`);

  const running = await start(env);
  const client = connect(running.port, qtsp.anchor, caller);
  const answers: unknown[] = [];
  const keep = <Answer>(answer: Answer): Answer => {
    answers.push(answer);
    return answer;
  };

  const signed = keep(await sign(client));
  if (signed.status !== 200) throw new Error(String(signed.status));
  const added = signed.body.headers;
  const headers = [...HEADERS, ...added].map(({ name, value }) => [name, value] as const);
  const verify = createMessageVerifier({ profile: PROFILES.nextgenpsd2, clock: () => new Date() });
  const target = '/psd2/v1/consents';
  const verdict = verify({ method: 'POST', target, url: MESSAGE.url, headers, body: Buffer.from('{}') });
  expect(verdict).toMatchObject({
    accepted: true,
    evidence: { certificate: { fingerprint: certificate.fingerprint } },
  });

  const findAdded = (name: string) => added.find((header) => header.name === name)?.value ?? '';
  const [, signature = ''] = /signature="([^"]+)"/.exec(findAdded('Signature')) ?? [];
  const signingString = `digest: ${findAdded('Digest')}\nx-request-id: ${HEADERS[0]?.value}\npsu-id: anna.example`;
  const publicKey = createPublicKey(privateKey);
  expect(await verifyByOpenssl(dirname(files.database), publicKey, signingString, signature)).toBe('Verified OK');

  expect(keep(await sign(connect(running.port, qtsp.anchor)))).toMatchObject({
    status: 401,
    body: { code: 'client-certificate-missing' },
  });
  expect(keep(await sign(connect(running.port, qtsp.anchor, stranger)))).toMatchObject({
    status: 401,
    body: { code: 'client-unknown' },
  });
  expect(keep(await sign(client, { profile: 'free-text' }))).toMatchObject({
    status: 422,
    body: { code: 'profile-unknown' },
  });
  expect(keep(await sign(client, { url: 'https://other.example/' }))).toMatchObject({
    status: 403,
    body: { code: 'target-not-allowed' },
  });
  const tooLong = Buffer.alloc(2_001).toString('base64');
  expect(keep(await sign(client, { body: tooLong }))).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  const endless = Buffer.alloc(2_000_000).toString('base64');
  expect(keep(await sign(client, { body: endless }))).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  for (let left = 4; left > 0; left -= 1) keep(await sign(client));
  expect(keep(await sign(client))).toMatchObject({ status: 429, body: { code: 'rate-exceeded' } });
  const uses = keep(await client.getUses());
  expect(uses).toMatchObject({
    status: 200,
    body: { items: expect.arrayContaining([expect.objectContaining({ kind: 'message-signed' })]) },
  });
  keep(await client.getKeys());
  keep(await client.getCertificates());
  keep(await client.getStatus());

  running.kill('SIGTERM');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  const everything = [JSON.stringify(answers), running.text(), imported.text(), await readAllFiles(place)].join('\n');
  const traces = listTraces(privateKey);
  const clear = await readFile(keyFile, 'latin1');
  expect(traces.some((trace) => clear.includes(trace))).toBe(true);
  for (const trace of traces) expect(everything.includes(trace)).toBe(false);
  expect(everything).not.toContain(PASSPHRASE);
  expect(running.text()).not.toMatch(/anna\.example|PRIVATE KEY/);
});

test('a process that is killed while the QTSP is asked gets the same certificate after its next start', {
  timeout: 120_000,
}, async () => {
  let kill = () => Promise.resolve();
  const { qtsp, env, own, caller } = await prepare(() => kill());
  const first = await start(env);
  const client = connect(first.port, qtsp.anchor, caller);
  const value = { roles: ['PSP_AI' as const], enrolmentSecret: SECRET, qsealc: {} };
  const ordered = await client.requestCertificates({
    headers: { 'X-Request-ID': newId() },
    body: { type: 'application/json', value },
  });
  expect(ordered).toMatchObject({ status: 201, body: { certificates: [{ state: 'active' }] } });
  expect(qtsp.asked).toMatchObject([{ secret: SECRET }]);

  kill = async () => {
    kill = () => Promise.resolve();
    first.kill('SIGKILL');
    await first.ended;
  };
  const id = newId();
  const rotation = { headers: { 'X-Request-ID': id }, body: { type: 'application/json', value: {} } } as const;
  await expect(client.rotateKey(rotation)).rejects.toMatchObject({ code: 'ERR_NETWORK' });
  expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });

  const second = await start(env);
  const again = connect(second.port, qtsp.anchor, caller);
  const completed = await again.rotateKey(rotation);
  expect(completed).toMatchObject({ status: 201, body: { orderId: id, state: 'fulfilled' } });
  expect(new Set(qtsp.asked.slice(1).map(({ orders }) => orders[0]?.csr)).size).toBe(1);
  expect(new Set(qtsp.callers)).toEqual(new Set([own.fingerprint]));
  const status = await again.getStatus();
  expect(status).toMatchObject({ body: { canSign: true, certificate: { keyName: `seal-${id}` } } });
  if (status.status !== 200) throw new Error(String(status.status));
  expect(readCertificate(status.body.certificate?.certificate ?? '').key.bits).toBe(2048);
  expect(await again.getKeys()).toMatchObject({ body: { items: [{ state: 'active' }, { state: 'retired' }] } });
  expect(first.text() + second.text()).not.toContain(SECRET);
});

test.each([
  [
    'another passphrase',
    { KEY_PASSPHRASE: 'another passphrase' },
    /^signing-server: the passphrase does not open the key store/,
  ],
  [
    'a target with an unknown profile',
    { TARGETS: '[{"baseUrl":"*","profiles":["x"]}]' },
    /^signing-server: TARGETS names the profile "x"/,
  ],
  [
    'a TLS key of another certificate',
    { TLS_KEY: toKeyPem(await generateKey('p-256')) },
    /^signing-server: Key and certificate for TLS cannot be used/,
  ],
  ['no clients', { CLIENTS: '' }, /^signing-server: The configuration is not complete:\n {2}CLIENTS is missing/],
])('a process with %s says so in words and ends with 2', async (_, changes, text) => {
  const { env } = await prepare();
  if ('KEY_PASSPHRASE' in changes) {
    const first = await start(env);
    first.kill('SIGTERM');
    await first.ended;
  }
  const started = startProcess(join(import.meta.dirname, 'main.ts'), { ...env, ...changes });
  onTestFinished(() => started.kill('SIGKILL'));
  expect(await started.ended).toEqual({ code: 2, signal: null });
  expect(started.text()).toMatch(text);
  expect(started.text()).not.toContain('PRIVATE KEY');
});
