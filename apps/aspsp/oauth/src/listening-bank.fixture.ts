import { X509Certificate } from 'node:crypto';
import { readCertificate, toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { createMutualTlsFetch, listen, peerCertificate, type TlsIdentity } from '@openxs2a/service';
import { openDatabase } from '@openxs2a/store';
import { onTestFinished } from 'vitest';
import { type BankOptions, createManualClock, type OAuthBank, openBank } from './bank.fixture.ts';
import type { Identification, OAuth } from './oauth.ts';

/** A bank on two listeners as in life: one for browsers, one with mutual TLS. Its clock is the real one, as its clients' are. */
export async function openListeningBank(options: BankOptions = {}) {
  const authority = await createDemoAuthority({ clock: () => new Date() });
  const ca = toPem(authority.root.certificate.der);
  const issue = async (tppId: string): Promise<TlsIdentity> => {
    const party = createDemoParty({ organizationIdentifier: tppId });
    const { certificate, privateKey } = await authority.issueQwac(party, { dnsNames: ['localhost', 'tpp.example'] });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { key, cert: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der) };
  };
  const server = await issue('PSDDE-BAFIN-999999');
  let oauth: OAuth | undefined;
  const serve = (name: 'people' | 'machines') => (request: Request, env: never) =>
    oauth?.[name](request, env) ?? new Response(null, { status: 503 });
  const address = { host: 'localhost', port: 0 };
  const people = await listen({ fetch: serve('people'), address, tls: server });
  const tls = { ...server, ca, clientCertificates: 'require' } as const;
  const machines = await listen({ fetch: serve('machines'), address, tls });
  onTestFinished(async () => {
    await people.close(0);
    await machines.close(0);
  });
  const bank: OAuthBank = await openBank(await openDatabase(':memory:'), {
    clock: createManualClock(new Date().toISOString()),
    issuer: people.url,
    xs2aUrl: machines.url,
    identify: async (_request, env) => identify(env),
    ...options,
  });
  oauth = bank.oauth;
  return {
    bank,
    issuer: people.url,
    /** `fetch` of a TPP that shows a new certificate, and the fingerprint of that. */
    connect: async (tppId: string) => {
      const identity = await issue(tppId);
      const { fetch, close } = createMutualTlsFetch({ identity, ca });
      onTestFinished(() => close());
      return { fetch, fingerprint: new X509Certificate(identity.cert).fingerprint256 };
    },
  };
}

/** What the certificate of the connection says, whose chain the listener has checked. */
function identify(env: object | undefined): Identification {
  const peer = peerCertificate(env);
  if (peer === undefined) return { accepted: false, status: 401, reason: 'client-certificate-missing' };
  const { fingerprint, organizationIdentifier } = readCertificate(peer.der);
  if (organizationIdentifier.kind !== 'present') return { accepted: false, status: 401, reason: 'certificate-invalid' };
  return {
    accepted: true,
    identity: { tppId: organizationIdentifier.value.text, qwac: { fingerprint, domains: ['tpp.example'] } },
  };
}
