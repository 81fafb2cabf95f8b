import { hash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Setting } from '../../setting.ts';
import { Refusal } from './refusal.ts';

export interface Tpp {
  readonly tppId: string;
  readonly name: string;
  readonly domains: readonly string[];
}

interface Seal {
  readonly key: KeyObject;
  readonly tppId: string;
}

/** Roles of PSPs are identified by these bytes in the statement of a certificate: 0.4.0.19495.1.3, account information. */
const PSP_AI = Buffer.from('060704008198270103', 'hex');
const SEALS_KEPT = 1000;

/**
 * Who calls, by the certificate that the TLS handshake has checked, and whether the request is sealed by the same party
 * (NextGenPSD2, 12). What was found out about a certificate is kept.
 */
export function createIdentification({ intermediates }: Setting) {
  const issuer = new X509Certificate(intermediates);
  const tpps = new WeakMap<object, Tpp>();
  const seals = new Map<string, Seal>();

  const findSeal = (text: string): Seal => {
    const known = seals.get(text);
    if (known !== undefined) return known;
    const seal = readSeal(text, issuer);
    if (seals.size >= SEALS_KEPT) seals.clear();
    seals.set(text, seal);
    return seal;
  };
  return {
    identify({ socket }: IncomingMessage): Tpp {
      const known = tpps.get(socket);
      if (known !== undefined) return known;
      // the listener is one of TLS
      const tpp = readTpp((socket as TLSSocket).getPeerX509Certificate());
      tpps.set(socket, tpp);
      return tpp;
    },
    checkSeal({ headers }: IncomingMessage, body: Uint8Array, { tppId }: Tpp): void {
      const certificate = headers['tpp-signature-certificate'];
      if (typeof certificate !== 'string') throw new Refusal(401, 'CERTIFICATE_MISSING');
      if (headers['digest'] !== `SHA-256=${hash('sha256', body, 'base64')}`)
        throw new Refusal(401, 'SIGNATURE_INVALID');
      const { names, signature } = readSignature(headers);
      const seal = findSeal(certificate);
      if (seal.tppId !== tppId) throw new Refusal(401, 'CERTIFICATE_INVALID');
      const text = names.map((name) => `${name}: ${headers[name]}`).join('\n');
      if (!verify('sha256', Buffer.from(text), seal.key, signature)) throw new Refusal(401, 'SIGNATURE_INVALID');
    },
  };
}

function readTpp(certificate: X509Certificate | undefined): Tpp {
  if (certificate === undefined) throw new Refusal(401, 'CERTIFICATE_MISSING');
  const tppId = organizationOf(certificate);
  const [, name = ''] = /^O=(.+)$/m.exec(certificate.subject) ?? [];
  if (!certificate.raw.includes(PSP_AI)) throw new Refusal(401, 'ROLE_INVALID');
  const domains = [...(certificate.subjectAltName ?? '').matchAll(/DNS:([^,]+)/g)].map(([, domain = '']) => domain);
  return { tppId, name, domains };
}

function readSeal(text: string, issuer: X509Certificate): Seal {
  const certificate = new X509Certificate(Buffer.from(text, 'base64'));
  const now = new Date();
  const isCurrent = certificate.validFromDate <= now && now <= certificate.validToDate;
  if (!isCurrent || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey))
    throw new Refusal(401, 'CERTIFICATE_INVALID');
  return { key: certificate.publicKey, tppId: organizationOf(certificate) };
}

function organizationOf({ subject }: X509Certificate): string {
  const [, id] = /^organizationIdentifier=(.+)$/m.exec(subject) ?? [];
  if (id === undefined) throw new Refusal(401, 'CERTIFICATE_INVALID');
  return id;
}

/** Headers that have to be signed where they are sent. */
const SIGNED = ['digest', 'x-request-id', 'psu-id', 'psu-corporate-id', 'tpp-redirect-uri'];
const FORM = /^keyId="[^"]+",algorithm="(?:rsa|ecdsa)-sha256",headers="([^"]+)",signature="([^"]+)"$/;

function readSignature(headers: IncomingHttpHeaders) {
  const [, list, signature] = FORM.exec(String(headers['signature'] ?? '')) ?? [];
  if (list === undefined || signature === undefined) throw new Refusal(401, 'SIGNATURE_INVALID');
  const names = list.split(' ');
  const needed = SIGNED.filter((name) => headers[name] !== undefined);
  if (needed.some((name) => !names.includes(name))) throw new Refusal(401, 'SIGNATURE_INVALID');
  return { names, signature: Buffer.from(signature, 'base64') };
}
