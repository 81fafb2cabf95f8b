import type { KeyObject } from 'node:crypto';
import { type Certificate, toPem } from '@openxs2a/certificates';
import {
  createDemoAuthority,
  createDemoParty,
  type DemoAuthority,
  type DemoOverrides,
  type IssuedCertificate,
  type Party,
} from '@openxs2a/certificates/issue';
import { type Clock, listen, systemClock, type TlsIdentity } from '@openxs2a/service';

/** A certificate with its key, as PEM for TLS: the certificate of the issuing CA comes with it. */
export interface TestIdentity extends TlsIdentity {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
}

/** Trust service providers of a test: one for TPPs, whose time is the test's, and one for servers, whose time is real. */
export interface TestTrust {
  /** Issues and revokes; verifiers ask it by HTTP on this machine. */
  readonly authority: DemoAuthority;
  /** Its root, PEM: what a bank trusts. */
  readonly anchors: string;
  /** Its issuing CA, PEM: seals come without it. */
  readonly intermediates: string;
  /** The anchor of what `issueServer` gives, PEM: what clients trust. */
  readonly serverAnchors: string;
  issueQwac(party: Party, overrides?: DemoOverrides): Promise<TestIdentity>;
  issueQsealc(party: Party, overrides?: DemoOverrides): Promise<TestIdentity>;
  /** For a listener on 127.0.0.1 or localhost. */
  issueServer(): Promise<TestIdentity>;
  close(): Promise<void>;
}

/** The bank as a party. */
export const BANK = createDemoParty({
  legalName: 'Example Bank AG',
  commonName: 'Example Bank',
  organizationIdentifier: 'PSDDE-BAFIN-200001',
  roles: ['PSP_AS'],
});

/** One for all trusts of a process: it revokes nothing. Node verifies servers by the time that it is, whatever the test's clock says. */
let authorityOfServers: Promise<DemoAuthority> | undefined;

export async function openTestTrust({ clock = systemClock }: { readonly clock?: Clock } = {}): Promise<TestTrust> {
  let answer: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const listener = await listen({ fetch: (request) => answer(request), address: { host: '127.0.0.1', port: 0 } });
  const authority = await createDemoAuthority({ clock, baseUrl: listener.url });
  answer = createAnswer(authority);
  authorityOfServers ??= createDemoAuthority({ clock: systemClock, name: 'Server' });
  const servers = await authorityOfServers;
  const withKey = (issuer: DemoAuthority, { certificate, privateKey }: IssuedCertificate): TestIdentity => ({
    certificate,
    privateKey,
    cert: toPem(certificate.der) + toPem(issuer.issuingCa.certificate.der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  return {
    authority,
    anchors: toPem(authority.root.certificate.der),
    intermediates: toPem(authority.issuingCa.certificate.der),
    serverAnchors: toPem(servers.root.certificate.der),
    issueQwac: async (party, overrides) => withKey(authority, await authority.issueQwac(party, overrides)),
    issueQsealc: async (party, overrides) => withKey(authority, await authority.issueQsealc(party, overrides)),
    issueServer: async () => withKey(servers, await servers.issueQwac(BANK, { dnsNames: ['localhost'] })),
    close: () => listener.close(0),
  };
}

/** What the addresses in its certificates lead to. */
function createAnswer(authority: DemoAuthority): (request: Request) => Promise<Response> {
  const { urls, rootUrls } = authority;
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    if (request.method === 'POST' && request.url === urls.ocsp) return answerBytes(await authority.answerOcsp(body));
    if (request.url === urls.crl) return answerBytes(await authority.createCrl('issuingCa'));
    if (request.url === rootUrls.crl) return answerBytes(await authority.createCrl('root'));
    return new Response(null, { status: 404 });
  };
}

// a typed array over one buffer is a body
const answerBytes = (bytes: Uint8Array): Response => new Response(bytes as Uint8Array<ArrayBuffer>);
