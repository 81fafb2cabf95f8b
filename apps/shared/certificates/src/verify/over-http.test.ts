import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDemoAuthority, createDemoParty, type DemoAuthority } from '../issue.ts';
import { createVerifier } from './verifier.ts';

/** The services of an authority on a port of this machine. */
async function listen() {
  const asked: string[] = [];
  const served: { by?: DemoAuthority } = {};
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    return serve(request, response, served.by);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // holds: a listening TCP server has an address with a port
  const { port } = server.address() as AddressInfo;
  const authority = await createDemoAuthority({ clock: () => new Date(), baseUrl: `http://127.0.0.1:${port}` });
  served.by = authority;
  return { authority, asked };
}

async function serve(request: IncomingMessage, response: ServerResponse, authority: DemoAuthority | undefined) {
  const body = Buffer.concat(await request.toArray());
  switch (request.url) {
    case '/ocsp':
      return response.end(await authority?.answerOcsp(body));
    case '/issuing-ca.crl':
      return response.end(await authority?.createCrl('issuingCa'));
    case '/root.crl':
      return response.end(await authority?.createCrl('root'));
    default:
      return response.writeHead(404).end();
  }
}

test.each([
  { prefer: 'ocsp', question: 'POST /ocsp' },
  { prefer: 'crl', question: 'GET /issuing-ca.crl' },
] as const)('by default, statuses come over HTTP ($prefer)', async ({ prefer, question }) => {
  const { authority, asked } = await listen();
  const verifier = createVerifier({
    anchors: [authority.root.certificate],
    intermediates: [authority.issuingCa.certificate],
    clock: () => new Date(),
    revocation: { prefer, nonce: 'require' },
  });
  const [good, bad] = await Promise.all([
    authority.issueQwac(createDemoParty()),
    authority.issueQwac(createDemoParty()),
  ]);
  authority.revoke(bad.certificate);
  expect(await verifier.verify(good.certificate, { use: 'qwac' })).toMatchObject({ accepted: true });
  expect(await verifier.verify(bad.certificate, { use: 'qwac' })).toMatchObject({ accepted: false, reason: 'revoked' });
  expect(new Set(asked)).toEqual(new Set([question, 'GET /root.crl']));
});

test('a certificate that nobody trusted has issued makes nobody connect anywhere', async () => {
  const { authority, asked } = await listen();
  const { certificate } = await authority.issueQwac(createDemoParty());
  const other = await createDemoAuthority({ clock: () => new Date() });
  const verifier = createVerifier({ anchors: [other.root.certificate], clock: () => new Date() });
  const intermediates = [authority.issuingCa.certificate, authority.root.certificate];
  expect(await verifier.verify(certificate, { use: 'qwac', intermediates })).toMatchObject({ accepted: false });
  expect(asked).toEqual([]);
});
