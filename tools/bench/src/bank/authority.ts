import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Certificate, toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, type DemoAuthority, generateKey } from '@openxs2a/certificates/issue';
import type { Pem, SealKind, Setting } from './setting.ts';

/** A trust service provider with its services on the loopback interface, and what it has issued for the bench. */
export interface Issued extends Pick<Setting, 'anchors' | 'intermediates' | 'revoked' | 'server' | 'tppId'> {
  /** The TPP's QWAC. */
  readonly client: Pem;
  readonly seals: Readonly<Record<SealKind, Pem>>;
  close(): void;
}

const clock = () => new Date();

export async function openAuthority(): Promise<Issued> {
  let authority: DemoAuthority | undefined;
  const service = createServer(async (request, response) => {
    if (authority === undefined) return void response.writeHead(503).end();
    const answer =
      request.method === 'POST'
        ? authority.answerOcsp(new Uint8Array(await buffer(request)))
        : authority.createCrl(request.url === '/root.crl' ? 'root' : 'issuingCa');
    response.end(await answer);
  });
  await once(service.listen(0, '127.0.0.1'), 'listening');
  // a listener on a port has an address with one
  const baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  authority = await createDemoAuthority({ clock, baseUrl });
  return { ...(await issue(authority)), close: () => void service.close() };
}

async function issue(authority: DemoAuthority): Promise<Omit<Issued, 'close'>> {
  const tpp = createDemoParty({ roles: ['PSP_AI'] });
  const bank = createDemoParty({ roles: ['PSP_AS'], organizationIdentifier: 'PSDDE-BAFIN-200002' });
  const [server, client] = [
    await authority.issueQwac(bank, { dnsNames: ['localhost'] }),
    await authority.issueQwac(tpp, { dnsNames: ['tpp.example'] }),
  ];
  const seal = async (kind: SealKind) =>
    toIdentity(authority, await authority.issueQsealc(tpp, { key: await generateKey(kind) }));
  return {
    anchors: toPem(authority.root.certificate.der),
    intermediates: toPem(authority.issuingCa.certificate.der),
    revoked: [toCrlPem(await authority.createCrl('root')), toCrlPem(await authority.createCrl('issuingCa'))],
    tppId: tpp.organizationIdentifier,
    server: toIdentity(authority, server),
    client: toIdentity(authority, client),
    seals: { 'rsa-2048': await seal('rsa-2048'), 'p-256': await seal('p-256') },
  };
}

type Holding = Awaited<ReturnType<DemoAuthority['issueQwac']>>;

/** The key, and the certificate with the issuing one behind it. */
function toIdentity({ issuingCa }: DemoAuthority, { certificate, privateKey }: Holding): Pem {
  const pem = ({ der }: Pick<Certificate, 'der'>) => toPem(der);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(certificate) + pem(issuingCa.certificate),
  };
}

const toCrlPem = (der: Uint8Array) =>
  `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString('base64')}\n-----END X509 CRL-----\n`;
