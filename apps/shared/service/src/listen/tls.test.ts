import { once } from 'node:events';
import { type ConnectionOptions, connect } from 'node:tls';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createMutualTlsFetch } from '../mutual-tls-fetch.ts';
import { createIdentities } from './identities.fixture.ts';
import { type Listener, listen } from './listen.ts';
import { type PeerCertificate, peerCertificate } from './peer-certificate.ts';
import { connectRaw } from './raw-connection.fixture.ts';
import { checkTls, type TlsOptions } from './tls.ts';

let identities: Awaited<ReturnType<typeof createIdentities>>;
beforeAll(async () => {
  identities = await createIdentities();
});

async function start(tls: Partial<TlsOptions> = {}) {
  const peers: (PeerCertificate | undefined)[] = [];
  const fetch = (_: Request, env: never) => {
    peers.push(peerCertificate(env));
    return new Response('hello');
  };
  const address = { host: '127.0.0.1', port: 0 };
  const listener = await listen({ fetch, address, tls: { ...identities.server, ...tls } });
  onTestFinished(() => listener.close(0));
  return { listener, peers, url: `https://localhost:${listener.port}/` };
}

function createFetch(options: Parameters<typeof createMutualTlsFetch>[0]) {
  const made = createMutualTlsFetch(options);
  onTestFinished(() => made.close());
  return made;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;

test('who is asked for a certificate and brings one is known by it and by what it sent along', async () => {
  const { url, peers } = await start({ clientCertificates: 'request' });
  const { fetch } = createFetch({ identity: identities.client, ca: identities.anchor });
  expect(await (await fetch(url)).text()).toBe('hello');
  expect(Buffer.from(peers[0]?.der ?? []).equals(identities.client.der)).toBe(true);
  expect(peers[0]?.chain.map((der) => Buffer.from(der).equals(identities.issuingCa))).toEqual([true]);
});

test('names below localhost are this machine, whatever its resolver knows of them', async () => {
  const { listener } = await start();
  const { fetch } = createFetch({ ca: identities.anchor });
  const answer = await fetch(`https://bank.localhost:${listener.port}/`).catch(codeOf);
  // found, and then told by its certificate from what was asked for
  expect(answer).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('what was sent along is known also where an anchor of the machine is trusted by everyone', async () => {
  const { url, peers } = await start({ clientCertificates: 'request', ca: identities.anchor });
  const { fetch } = createFetch({ identity: identities.client, ca: identities.anchor });
  await (await fetch(url)).text();
  expect(peers[0]?.chain).toHaveLength(1);
});

test('the certificate is read once for each connection', async () => {
  const { url, peers } = await start({ clientCertificates: 'request' });
  const { fetch } = createFetch({ identity: identities.client, ca: identities.anchor, connections: 1 });
  await (await fetch(url)).text();
  await (await fetch(url)).text();
  expect(peers).toHaveLength(2);
  expect(peers[0]).toBe(peers[1]);
});

test('who is asked and brings none reaches the app, which knows no certificate', async () => {
  const { url, peers } = await start({ clientCertificates: 'request' });
  const { fetch } = createFetch({ ca: identities.anchor });
  expect((await fetch(url)).status).toBe(200);
  expect(peers).toEqual([undefined]);
});

test('who is asked and brings one that leads nowhere reaches the app, too', async () => {
  const { url, peers } = await start({ clientCertificates: 'request', ca: identities.anchor });
  const stranger = await (await createIdentities()).issue();
  const { fetch } = createFetch({ identity: stranger, ca: identities.anchor });
  expect((await fetch(url)).status).toBe(200);
  expect(Buffer.from(peers[0]?.der ?? []).equals(stranger.der)).toBe(true);
});

test('where certificates are required, the handshake refuses who brings none or a strange one', async () => {
  const { url, peers } = await start({ clientCertificates: 'require', ca: identities.anchor });
  const stranger = await (await createIdentities()).issue();
  for (const options of [{ ca: identities.anchor }, { identity: stranger, ca: identities.anchor }]) {
    await expect(createFetch(options).fetch(url)).rejects.toThrow('fetch failed');
  }
  expect(peers).toEqual([]);
  const { fetch } = createFetch({ identity: identities.client, ca: identities.anchor });
  expect((await fetch(url)).status).toBe(200);
});

test('requiring certificates without saying whose is a mistake of the programmer', async () => {
  const { key, cert } = identities.server;
  const tls = { key, cert, clientCertificates: 'require' } as const;
  const options = { fetch: () => new Response(), address: { host: '127.0.0.1', port: 0 }, tls };
  await expect(listen(options)).rejects.toThrow(TypeError);
});

test('a client refuses a server that its anchors do not know', async () => {
  const { url } = await start();
  const { anchor } = await createIdentities();
  const failure = await createFetch({ ca: anchor }).fetch(url).catch(codeOf);
  expect(failure).toMatch(
    /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/,
  );
});

async function handshake(listener: Listener, options: ConnectionOptions) {
  const socket = connect({
    port: listener.port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: identities.anchor,
    ...options,
  });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'secureConnect');
  return socket;
}

test.each(['TLSv1', 'TLSv1.1'] as const)('S-06 API8 %s is refused', async (version) => {
  const { listener } = await start();
  const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
  await expect(handshake(listener, options)).rejects.toMatchObject({ code: /ALERT_PROTOCOL_VERSION/ });
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'S-06 %s is spoken, with authenticated and forward secret ciphers',
  async (version) => {
    const { listener } = await start();
    const socket = await handshake(listener, { maxVersion: version, minVersion: version });
    expect(socket.getProtocol()).toBe(version);
    expect(socket.getCipher().name).toMatch(/GCM|CHACHA20/);
  },
);

test('S-06 FAPI-24 ciphers without forward secrecy are refused', async () => {
  const { listener } = await start();
  const options = { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA' } as const;
  await expect(handshake(listener, options)).rejects.toMatchObject({ code: /ALERT_HANDSHAKE_FAILURE/ });
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a client that comes again with its %s session still shows its intermediate certificates',
  async (version) => {
    const { listener, peers } = await start({ clientCertificates: 'request' });
    const { key, cert } = identities.client;
    let session: Buffer | undefined;
    for (let round = 0; round < 2; round += 1) {
      const options = {
        key,
        cert,
        minVersion: version,
        maxVersion: version,
        ...(session === undefined ? {} : { session }),
      };
      const socket = await handshake(listener, options);
      socket.on('session', (ticket) => {
        session = ticket;
      });
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      await once(socket.resume(), 'close');
    }
    expect(peers.map((peer) => peer?.chain.length)).toEqual([1, 1]);
  },
);

test('another certificate is shown on new connections once it is set', async () => {
  const { listener } = await start();
  const next = await identities.issue({ dnsNames: ['localhost'] });
  const before = await handshake(listener, {});
  listener.setTls(next);
  const after = await handshake(listener, {});
  expect(before.getPeerX509Certificate()?.raw.equals(identities.server.der)).toBe(true);
  expect(after.getPeerX509Certificate()?.raw.equals(next.der)).toBe(true);
});

test('a certificate that cannot be used is refused, and the one before stays', async () => {
  const { listener } = await start();
  expect(() => listener.setTls({ ...identities.server, key: identities.client.key })).toThrow(
    expect.objectContaining({ code: 'ERR_TLS_UNUSABLE' }),
  );
  expect(() => checkTls({ ...identities.server, cert: 'none' })).toThrow(/cannot be used/);
  const still = await handshake(listener, {});
  expect(still.getPeerX509Certificate()?.raw.equals(identities.server.der)).toBe(true);
});

test.each(['', 'nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
  'anchors that are none (%j) are refused: nobody would be let in',
  async (ca) => {
    const tls = { ...identities.server, clientCertificates: 'require', ca } as const;
    expect(() => checkTls(tls)).toThrow(expect.objectContaining({ code: 'ERR_TLS_UNUSABLE' }));
    expect(() => checkTls({ ...tls, ca: identities.anchor })).not.toThrow();
  },
);

test('other anchors are renewed with it: who led to the old ones is let in no more', async () => {
  const others = await createIdentities();
  const { listener, url } = await start({ clientCertificates: 'require', ca: identities.anchor });
  const old = createFetch({ identity: identities.client, ca: identities.anchor });
  expect((await old.fetch(url)).status).toBe(200);
  listener.setTls({ ...others.server, ca: others.anchor });
  await old.replace(identities.client, others.anchor);
  await expect(old.fetch(url)).rejects.toThrow();
  await old.replace(others.client);
  expect((await old.fetch(url)).status).toBe(200);
});

test('a client shows another certificate once it is replaced', async () => {
  const { url, peers } = await start({ clientCertificates: 'request' });
  const next = await identities.issue();
  const made = createFetch({ identity: identities.client, ca: identities.anchor });
  await (await made.fetch(url)).text();
  await made.replace(next);
  await (await made.fetch(url)).text();
  expect(peers.map((peer) => Buffer.from(peer?.der ?? []).equals(next.der))).toEqual([false, true]);
});

test.each([
  ['a key of another certificate', () => ({ key: identities.client.key })],
  ['a certificate that is none', () => ({ cert: 'no certificate' })],
  ['a key that is none', () => ({ key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' })],
])('%s is told in words that show nothing of it', async (_, change) => {
  const failure: Error = await start(change()).then(
    () => new Error('it started'),
    (error) => error,
  );
  expect(failure).toMatchObject({ code: 'ERR_TLS_UNUSABLE', message: /^Key and certificate for TLS cannot be used: / });
  expect(failure.message).not.toMatch(/BEGIN|AAAA/);
});

test('without TLS there is no certificate of anyone, and none to set', async () => {
  expect(peerCertificate(undefined)).toBeUndefined();
  expect(peerCertificate({ incoming: { socket: {} } })).toBeUndefined();
  const listener = await listen({ fetch: () => new Response(), address: { host: '127.0.0.1', port: 0 } });
  onTestFinished(() => listener.close(0));
  expect(() => listener.setTls(identities.server)).toThrow(TypeError);
});

test('a handshake that does not come about is cut', async () => {
  const listener = await listen({
    fetch: () => new Response(),
    address: { host: '127.0.0.1', port: 0 },
    tls: identities.server,
    limits: { handshakeTimeout: 40 },
  });
  onTestFinished(() => listener.close(0));
  expect(await (await connectRaw(listener.port, 'no TLS at')).closed).not.toContain('200');
  expect(await (await connectRaw(listener.port)).closed).toBe('');
});
