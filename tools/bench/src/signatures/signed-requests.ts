import { randomUUID } from 'node:crypto';
import { type CertificateEvidence, createVerifier, type RevocationFetch, type Verifier } from '@openxs2a/certificates';
import {
  createDemoAuthority,
  createDemoParty,
  createSigningKey,
  type DemoAuthority,
  type KeyKind,
} from '@openxs2a/certificates/issue';
import { createMessageSigner, type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import { consentRequest } from '../samples/consents.ts';

/** Requests of one TPP, all different, sealed with one key, and what a bank knows when they arrive. */
export interface SignedRequests {
  readonly messages: readonly HttpMessage[];
  /** Trusts the issuer and has asked about the certificate on the connection. */
  readonly verifier: Verifier;
  readonly qwac: CertificateEvidence;
}

/** Enough of them that none is still at hand because it was there a moment ago. */
const REQUESTS = 64;

const clock = () => new Date();

/** Makes keys, certificates and requests with bodies of about so many bytes. */
export async function signRequests(key: KeyKind, bytes: number): Promise<SignedRequests> {
  const authority = await createDemoAuthority({ clock, key });
  const { certificate, privateKey } = await authority.issueQsealc(createDemoParty());
  const sign = createMessageSigner({
    profile: PROFILES.nextgenpsd2,
    certificate,
    key: createSigningKey(privateKey),
    clock,
  });
  const unsigned = Array.from({ length: REQUESTS }, () => toRequest(bytes));
  const messages = await Promise.all(
    unsigned.map(async (message) => ({ ...message, headers: [...message.headers, ...(await sign(message))] })),
  );
  return { messages, ...(await connect(authority)) };
}

async function connect(authority: DemoAuthority): Promise<Pick<SignedRequests, 'verifier' | 'qwac'>> {
  const verifier = createVerifier({
    anchors: [authority.root.certificate],
    intermediates: [authority.issuingCa.certificate],
    revocation: { fetch: answerFrom(authority) },
    clock,
  });
  const { certificate } = await authority.issueQwac(createDemoParty());
  const qwac = await verifier.verify(certificate, { use: 'qwac' });
  if (!qwac.accepted) throw new Error(`The certificate of the connection is refused: ${qwac.reason}.`);
  return { verifier, qwac: qwac.evidence };
}

const answerFrom =
  (authority: DemoAuthority): RevocationFetch =>
  ({ body }) =>
    body === undefined ? authority.createCrl('root') : authority.answerOcsp(body);

/** A request for a consent with the headers that clients send. */
function toRequest(bytes: number): HttpMessage {
  const text = JSON.stringify({ ...consentRequest, note: '' });
  const body = Buffer.from(text.replace('"note":""', `"note":"${'x'.repeat(Math.max(0, bytes - text.length))}"`));
  return {
    method: 'POST',
    target: '/v1/consents',
    headers: [
      ['Host', 'bank.example'],
      ['Connection', 'keep-alive'],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
      ['Accept', 'application/json, application/problem+json;q=0.9'],
      ['User-Agent', 'tpp/1.0'],
      ['X-Request-ID', randomUUID()],
      ['PSU-ID', `psu-${randomUUID()}`],
      ['PSU-IP-Address', '192.0.2.17'],
      ['TPP-Redirect-URI', 'https://tpp.example/back'],
    ],
    body,
  };
}
