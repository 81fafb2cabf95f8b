import type { Schemas } from '@openxs2a/certificate-authority-api/types';
import { OIDS, toPem } from '@openxs2a/certificates';
import { createCertificateRequest, createSigningKey, generateKey, toName } from '@openxs2a/certificates/issue';
import { COUNTRY, type SandboxParty } from '../qtsp/parties.ts';
import type { Credential, Credentials } from './credentials.ts';

/** Certificates that a party is about to ask for. Their keys are made here and do not leave. */
export interface Order {
  /** The body of `requestCertificates`. */
  readonly request: Schemas['issuanceRequest'];
  /** Puts what was issued together with its keys. */
  complete(issuance: Schemas['issuance']): Credentials;
}

export async function prepareOrder(party: SandboxParty): Promise<Order> {
  const qwac = await createCsr(party, party.dnsNames);
  const qsealc = await createCsr(party);
  return {
    request: {
      roles: [...party.roles],
      certificates: [
        { kind: 'qwac', csr: qwac.csr },
        { kind: 'qsealc', csr: qsealc.csr },
      ],
    },
    complete: (issuance) => ({
      qwac: toCredential(issuance, 'qwac', qwac.key),
      qsealc: toCredential(issuance, 'qsealc', qsealc.key),
    }),
  };
}

export interface KeyAndCsr {
  /** PKCS #8, PEM. */
  readonly key: string;
  readonly csr: string;
}

/** A new key, and the request for a certificate of it: for TLS with the domains that it is to name. */
export async function createCsr(party: SandboxParty, dnsNames: readonly string[] = []): Promise<KeyAndCsr> {
  const key = await generateKey('p-256');
  const subject = toName([
    [OIDS.countryName, COUNTRY],
    [OIDS.organizationName, party.legalName],
    [OIDS.organizationIdentifier, party.organizationIdentifier],
  ]);
  const der = await createCertificateRequest({ subject, key: createSigningKey(key), dnsNames });
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    csr: toPem(der, 'CERTIFICATE REQUEST'),
  };
}

/** The one of its kind among those that were issued, with the certificates that lead to the root. */
export function toCredential(
  { certificates, chain }: Schemas['issuance'],
  kind: Schemas['certificateKind'],
  key: string,
): Credential {
  const issued = certificates.find((certificate) => certificate.kind === kind);
  if (issued === undefined) throw new TypeError(`The QTSP issued no ${kind}.`);
  return { certificate: [issued.certificate, ...chain].map((pem) => `${pem.trimEnd()}\n`).join(''), key };
}
