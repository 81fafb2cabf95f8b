import { once } from 'node:events';
import { type ConnectionOptions, connect } from 'node:tls';
import { createDemoParty } from '@openxs2a/certificates/issue';
import { parseProfile } from '@openxs2a/profile';
import { createMutualTlsFetch, listen, type TlsIdentity } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';
import { behindProxy } from './connection/behind-proxy.ts';
import { inProcess } from './connection/in-process.ts';
import { AIS, CONSENT, createTrust, OTHER, openGateway, signAs } from './gateway.fixture.ts';
import { toListenLimits } from './limits/listen-limits.ts';

const clock = () => new Date();
const trust = await createTrust(clock);
const strangers = await createTrust(clock, 'Strangers');
const bank = await trust.issueTls(createDemoParty({ roles: ['PSP_AS'] }), { dnsNames: ['localhost'] });
const tpp = await trust.issueTls(AIS);
const ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const PATH = `${CONSENT}/status`;
const HEAD = `GET ${PATH} HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: ${ID}\r\n`;

async function open(options: Partial<Parameters<typeof openGateway>[1]> = {}) {
  const opened = await openGateway(trust, { connection: inProcess(), clock, ...options });
  const tls = { ...bank.identity, clientCertificates: 'request' } as const;
  const limits = toListenLimits(parseProfile({ limits: { requestSeconds: 1 } }));
  const listener = await listen({ fetch: opened.fetch, address: { host: 'localhost', port: 0 }, tls, limits });
  onTestFinished(() => listener.close(0));
  return { ...opened, url: listener.url, port: listener.port };
}

function connectAs(identity?: TlsIdentity, ca = trust.anchor) {
  const client = createMutualTlsFetch({ ca, connections: 1, ...(identity === undefined ? {} : { identity }) });
  onTestFinished(() => client.close());
  return client;
}

const codeIn = async (answer: { json(): Promise<unknown> }): Promise<unknown> =>
  ((await answer.json()) as { tppMessages: readonly { code: unknown }[] }).tppMessages[0]?.code; // an error of the interface

test('CRT-TLS-001 a TPP is known by the QWAC of its connection, with the CAs that it sends along', async () => {
  const { url, gateway } = await open();
  const answer = await connectAs(tpp.identity).fetch(`${url}${PATH}`, { headers: { 'X-Request-ID': ID } });
  expect([answer.status, answer.headers.get('X-Request-ID')]).toEqual([200, ID]);
  const [known] = (await gateway.directory.find('PSDDE-BAFIN-100001'))?.certificates ?? [];
  expect(known?.fingerprint).toBe(tpp.certificate.fingerprint);
});

test('CRT-TLS-001 who shows none is told so, and no header takes its place', async () => {
  const { url } = await open();
  const forged = `:${Buffer.from(tpp.certificate.der).toString('base64')}:`;
  const headers = { 'X-Request-ID': ID, 'Client-Cert': forged };
  const answer = await connectAs().fetch(`${url}${PATH}`, { headers });
  expect([answer.status, await codeIn(answer)]).toEqual([401, 'CERTIFICATE_MISSING']);
});

test('CRT-TLS-003 a certificate of an unknown issuer is told so, not cut in the handshake', async () => {
  const { url } = await open();
  const stranger = await strangers.issueTls(AIS);
  const answer = await connectAs(stranger.identity).fetch(`${url}${PATH}`, { headers: { 'X-Request-ID': ID } });
  expect([answer.status, await codeIn(answer)]).toEqual([401, 'CERTIFICATE_INVALID']);
});

test.each(['TLSv1', 'TLSv1.1'] as const)('CRT-TLS-002 %s is refused in the handshake', async (version) => {
  const { port } = await open();
  // the client's own defence is taken down, so that it is the server that refuses
  const old: ConnectionOptions = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
  const socket = connect({ port, host: 'localhost', ca: trust.anchor, ...old });
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/) });
});

test('CRT-TLS-004 a TPP that is blocked is refused on a connection that was open before', async () => {
  const { url, gateway } = await open();
  const { fetch } = connectAs(tpp.identity);
  const ask = () => fetch(`${url}${PATH}`, { headers: { 'X-Request-ID': ID } });
  const first = await ask();
  await first.text();
  expect(await countConnections(gateway)).toBe(1);
  await gateway.directory.block('PSDDE-BAFIN-100001', 'Stolen keys.', 'olga');
  const refused = await ask();
  expect([first.status, refused.status, await codeIn(refused)]).toEqual([200, 401, 'CERTIFICATE_BLOCKED']);
  expect(await countConnections(gateway)).toBe(1);
});

test('SIG-REQ-005 the signature is of the message as it travelled', async () => {
  const { url } = await open({ profile: {} });
  const sign = await trust.issueSigner(AIS);
  const signed = await signAs(sign, { method: 'GET', path: PATH, headers: { 'X-Request-ID': ID } });
  const send = (headers: Record<string, string>) => connectAs(tpp.identity).fetch(`${url}${PATH}`, { headers });
  expect((await send({ 'X-Request-ID': ID, ...signed })).status).toBe(200);
  const other = await send({ 'X-Request-ID': 'a9391c7e-ad88-49ec-a2ad-99ddcb1f7721', ...signed });
  expect([other.status, await codeIn(other)]).toEqual([401, 'SIGNATURE_INVALID']);
});

test('SIG-REQ-005 a header that came twice is seen as twice, and refused', async () => {
  const { port } = await open({ profile: {} });
  const sign = await trust.issueSigner(AIS);
  const signed = await signAs(sign, { method: 'GET', path: PATH, headers: { 'X-Request-ID': ID } });
  const lines = Object.entries(signed)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const text = await sendRaw(port, `${HEAD}${lines}Digest: SHA-256=x\r\nConnection: close\r\n\r\n`);
  expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*FORMAT_ERROR/);
});

test('SEC-API-005 a TPP that sends slowly is cut', async () => {
  const { port } = await open();
  const text = await sendRaw(port, `POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`);
  expect(text === '' || text.startsWith('HTTP/1.1 408')).toBe(true);
});

test('behind a proxy that shows a certificate, its word counts; of anybody else it does not', async () => {
  const proxy = await trust.issueTls(createDemoParty({ roles: ['PSP_AS'] }));
  const trusted = { fingerprints: [proxy.certificate.fingerprint] };
  const { url, gateway } = await open({ connection: behindProxy({ trusted, form: 'client-cert' }) });
  const forwarded = `:${Buffer.from(tpp.certificate.der).toString('base64')}:`;
  const headers = { 'X-Request-ID': ID, 'Client-Cert': forwarded };
  expect((await connectAs(proxy.identity).fetch(`${url}${PATH}`, { headers })).status).toBe(200);
  expect((await gateway.directory.list()).map(({ tppId }) => tppId)).toEqual(['PSDDE-BAFIN-100001']);
  const other = await trust.issueTls(OTHER);
  const refused = await connectAs(other.identity).fetch(`${url}${PATH}`, { headers });
  expect([refused.status, await codeIn(refused)]).toEqual([401, 'CERTIFICATE_MISSING']);
  const own = await connectAs(proxy.identity).fetch(`${url}${PATH}`, { headers: { 'X-Request-ID': ID } });
  expect([own.status, await codeIn(own)]).toEqual([401, 'CERTIFICATE_MISSING']);
});

/** Sends exactly this as the TPP; resolves with all that came until the server ended it. */
async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: 'localhost', servername: 'localhost', ca: trust.anchor, ...tpp.identity });
  await once(socket, 'secureConnect');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(parts).toString('latin1');
}

async function countConnections(gateway: Awaited<ReturnType<typeof open>>['gateway']): Promise<number> {
  const text = await (await gateway.operationsApp.request('/metrics')).text();
  return Number(/openxs2a_open_connections (\d+)/.exec(text)?.[1]);
}
