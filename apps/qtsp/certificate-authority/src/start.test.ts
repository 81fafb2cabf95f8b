import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:tls';
import { createLog, readConfig } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from './app.ts';
import { CONFIG } from './config.ts';
import { listenOnBoth } from './listen-on-both.ts';
import { startAuthority } from './start.ts';
import { findCertificate } from './store/certificates.ts';
import { type Installation, install, startInstallation } from './testing/installation.fixture.ts';
import { createTestQtsp, HOUR } from './testing/qtsp.fixture.ts';

const log = createLog({ app: 'test', level: 'silent' });

const start = ({ env }: Installation, extra: Readonly<Record<string, string>> = {}) =>
  startAuthority(readConfig(CONFIG, { ...env, ...extra }), log);

test('a server that cannot listen leaves nothing open', async () => {
  const installation = await install();
  const { env } = installation;
  const other = createServer().listen(Number(env['SECURE_PORT']), '127.0.0.1');
  await once(other, 'listening');
  await expect(start(installation)).rejects.toMatchObject({ code: 'ERR_PORT_TAKEN' });
  await expect(fetch(`${env['PUBLIC_URL']}/policy`)).rejects.toThrow('fetch failed');
  other.close();
  await once(other, 'close');
  await startInstallation(installation);
  expect((await fetch(`${env['PUBLIC_URL']}/policy`)).status).toBe(200);
});

test('half of a TLS identity is refused, a whole one is shown', async () => {
  const installation = await install();
  await expect(start(installation, { TLS_CERTIFICATE: 'x' })).rejects.toMatchObject({ code: 'ERR_TLS_HALF_GIVEN' });
  await expect(start(installation, { TLS_CERTIFICATE: 'x', TLS_KEY: 'y' })).rejects.toMatchObject({
    code: 'ERR_TLS_UNUSABLE',
  });
});

/** Of the certificate that a server shows, whatever its dates. */
async function seeSerialNumber(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const serialNumber = socket.getPeerX509Certificate()?.serialNumber.toLowerCase() ?? '';
  socket.destroy();
  return serialNumber;
}

test('the server’s own TLS certificate is renewed when half of it is over, while it is up', async () => {
  const { qtsp, answerOcsp, clock } = await createTestQtsp();
  const app = createApp({ qtsp, answerOcsp, log, sessionSecret: 'x'.repeat(32) });
  const { env } = await install();
  const listeners = await listenOnBoth(qtsp, app, readConfig(CONFIG, env));
  const { publicListener, secureListener, renewTls } = listeners;
  onTestFinished(async () => void (await Promise.all([publicListener.close(0), secureListener.close(0)])));
  const before = await seeSerialNumber(secureListener.port);
  await renewTls();
  expect(await seeSerialNumber(secureListener.port)).toBe(before);
  clock.advance(16 * 24 * HOUR);
  await renewTls();
  const after = await seeSerialNumber(secureListener.port);
  expect(after).not.toBe(before);
  expect(await findCertificate(qtsp.database, after)).toMatchObject({ kind: 'server', dnsNames: ['localhost'] });
});
