import { createCertificateAuthorityServer } from '@openxs2a/certificate-authority-api/server';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { readCertificate, toPem } from '@openxs2a/certificates';
import { createDemoParty } from '@openxs2a/certificates/issue';
import { listen, peerCertificate } from '@openxs2a/service';
import { onTestFinished } from 'vitest';
import type { SourceAnswer } from './acts/certificate-source.ts';
import { createDemoSource } from './demo-source.fixture.ts';
import { toKeyPem } from './key-pem.fixture.ts';

/** A QTSP with the real interface, over mutual TLS on this machine. `onRenewal` runs before a renewal is answered. */
export async function startDemoQtsp(onRenewal: () => Promise<void> = async () => undefined) {
  const demo = await createDemoSource(() => new Date());
  const callers: (string | undefined)[] = [];
  const pass = () => undefined;
  const app = createCertificateAuthorityServer({
    operations: ['requestCertificates', 'renewCertificate'],
    guards: { caller: pass, clientCertificate: pass, enrolmentSecret: pass },
    validators,
    context: ({ env }) => {
      const peer = peerCertificate(env);
      callers.push(peer && readCertificate(peer.der).fingerprint);
      return {};
    },
    handlers: {
      async requestCertificates({ headers, body, incoming }) {
        const { roles, certificates } = body.value;
        const enrolmentSecret = incoming.headers.get('Authorization')?.slice('Bearer '.length);
        const id = headers['X-Request-ID'];
        return toResult(id, await demo.source.request(id, { roles, certificates, enrolmentSecret }));
      },
      async renewCertificate({ path, headers, body }) {
        const id = headers['X-Request-ID'];
        const answer = await demo.source.renew(id, { ...path, ...body.value });
        await onRenewal();
        return toResult(id, answer);
      },
    },
  });
  const { certificate, privateKey } = await demo.authority.issueQwac(createDemoParty(), { dnsNames: ['localhost'] });
  const chain = toPem(demo.authority.issuingCa.certificate.der);
  const listener = await listen({
    fetch: app.fetch,
    address: { host: '127.0.0.1', port: 0 },
    tls: { key: toKeyPem(privateKey), cert: toPem(certificate.der) + chain, clientCertificates: 'request' },
  });
  onTestFinished(() => listener.close(0));
  return {
    ...demo,
    /** Fingerprints of who called. */
    callers,
    url: `https://localhost:${listener.port}`,
    anchor: toPem(demo.authority.root.certificate.der),
  };
}

function toResult(issuanceId: string, answer: SourceAnswer) {
  if (answer.kind !== 'issued') throw new Error(`the QTSP of this test has no answer for "${answer.kind}"`);
  const certificates = answer.certificates.map(({ kind, pem }) => {
    const { serialNumber, notBefore, notAfter, fingerprint } = readCertificate(pem);
    return {
      serialNumber,
      kind,
      status: 'valid' as const,
      subject: 'CN=demo',
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      fingerprint,
      certificate: pem,
    };
  });
  const body = { issuanceId, status: 'issued' as const, certificates, chain: [...answer.chain] };
  const headers = { Location: `/v1/issuances/${issuanceId}` };
  return { status: 201 as const, type: 'application/json' as const, headers, body };
}
