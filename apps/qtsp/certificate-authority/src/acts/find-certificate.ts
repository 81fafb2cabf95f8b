import type { Caller } from '../domain/caller.ts';
import {
  type CertificateKind,
  type CertificateRecord,
  type IssuedRecord,
  isIssued,
} from '../domain/certificate-record.ts';
import { type CertificateFilter, findCertificate, listCertificates } from '../store/certificates.ts';
import type { Qtsp } from './qtsp.ts';

/** What is shown to others than the house: not its own TLS and OCSP certificates. */
const PUBLIC_KINDS: readonly CertificateKind[] = ['qwac', 'qsealc', 'credential'];

export const isPublic = (certificate: CertificateRecord): certificate is IssuedRecord =>
  isIssued(certificate) && PUBLIC_KINDS.includes(certificate.kind);

export async function findPublicCertificate(
  { database }: Qtsp,
  serialNumber: string,
): Promise<IssuedRecord | undefined> {
  const certificate = await findCertificate(database, serialNumber);
  return certificate !== undefined && isPublic(certificate) ? certificate : undefined;
}

/** Those that the caller may see: a party its own, an authority those of its register, the operator all. */
export function listCertificatesFor(
  { database, clock }: Qtsp,
  caller: Caller,
  filter: Omit<CertificateFilter, 'kinds' | 'ncaId'>,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly IssuedRecord[]> {
  const own =
    caller.kind === 'nca'
      ? { ncaId: caller.ncaId }
      : caller.kind === 'operator'
        ? {}
        : { owner: caller.organizationIdentifier };
  if ('owner' in own && filter.organizationIdentifier !== undefined && filter.organizationIdentifier !== own.owner)
    return Promise.resolve([]);
  const scope = 'owner' in own ? { organizationIdentifier: own.owner } : own;
  return listCertificates(database, { ...filter, ...scope, kinds: PUBLIC_KINDS }, page, clock());
}
