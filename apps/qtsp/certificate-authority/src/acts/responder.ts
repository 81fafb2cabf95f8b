import { readCertificate } from '@openxs2a/certificates';
import { createIssuer, type Issuer, type SigningKey } from '@openxs2a/certificates/issue';
import type { CertificateRecord } from '../domain/certificate-record.ts';
import { hashOf } from '../domain/hash.ts';
import { listOfKeys } from '../store/certificates.ts';
import { issueHouseCertificate, toSpki } from './house-certificate.ts';
import type { Qtsp } from './qtsp.ts';

/** Who signs OCSP answers, with a certificate that is always young. */
export type GetResponder = () => Promise<Issuer>;

/**
 * Delegates OCSP to the key (RFC 6960, 4.2.2.2). Nobody can revoke the delegation, since nobody asks; hence it is short,
 * and a new one is made when half of it is over.
 */
export function createResponder(qtsp: Qtsp, key: SigningKey): GetResponder {
  let current: { readonly issuer: Issuer; readonly renewAt: number } | undefined;
  let renewing: Promise<Issuer> | undefined;
  const renew = async (): Promise<Issuer> => {
    const certificate = readCertificate((await findDelegation(qtsp, key)) ?? (await delegate(qtsp, key)));
    const issuer = createIssuer(certificate, key);
    current = { issuer, renewAt: middleOf(certificate) };
    return issuer;
  };
  return async () => {
    if (current !== undefined && qtsp.clock().getTime() < current.renewAt) return current.issuer;
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

async function findDelegation({ database, clock }: Qtsp, key: SigningKey): Promise<Uint8Array | undefined> {
  const now = clock().getTime();
  const isYoung = (record: CertificateRecord) =>
    record.kind === 'responder' && record.revocation === undefined && now < middleOf(record);
  const delegations = await listOfKeys(database, [hashOf(toSpki(key.publicKey))]);
  return delegations.find(isYoung)?.der;
}

async function delegate(qtsp: Qtsp, { publicKey }: SigningKey): Promise<Uint8Array> {
  return (await issueHouseCertificate(qtsp, { kind: 'responder', publicKey, by: 'server' })).der;
}

const middleOf = ({ notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date }) =>
  (notBefore.getTime() + notAfter.getTime()) / 2;
