import type { Certificate } from '../../certificate.ts';
import { isIssuerOf, type OcspCertId } from '../../ocsp/cert-id.ts';
import type { Issuer } from '../certificate.ts';
import { IssueError } from '../error.ts';
import { type OcspRequest, readOcspRequest } from '../ocsp/request.ts';
import { createOcspError, createOcspResponse, type OcspStatus } from '../ocsp/response.ts';
import { createCrl } from '../revocation/crl.ts';
import type { CrlEntry } from '../revocation/crl-entry.ts';

/** What one authority has issued and revoked, and how it says so. */
export interface DemoStatus {
  recordIssued(certificate: Certificate): void;
  revoke(certificate: Certificate, revocation: Omit<CrlEntry, 'serialNumber'>): void;
  /** A list of now, which holds for an hour. */
  createCrl(): Promise<Uint8Array>;
  /** Answers a request in DER; what is wrong with it is an answer, too. */
  answerOcsp(request: Uint8Array, responder: Issuer): Promise<Uint8Array>;
}

const HOUR = 3_600_000;

export function createStatus(issuer: Issuer, clock: () => Date): DemoStatus {
  const issued = new Set<string>();
  const revoked = new Map<string, CrlEntry>();
  let number = 0n;

  const toStatus = ({ serialNumber }: OcspCertId): OcspStatus => {
    const entry = revoked.get(serialNumber);
    if (entry !== undefined) return { kind: 'revoked', ...entry };
    return { kind: issued.has(serialNumber) ? 'good' : 'unknown' };
  };

  const answer = ({ certIds, nonce }: OcspRequest, responder: Issuer): Promise<Uint8Array> => {
    const now = clock();
    const times = { thisUpdate: now, nextUpdate: new Date(now.getTime() + HOUR) };
    const responses = certIds.map((certId) => ({ certId, status: toStatus(certId), ...times }));
    return createOcspResponse({ responder, producedAt: now, responses, ...(nonce === undefined ? {} : { nonce }) });
  };

  return {
    recordIssued: ({ serialNumber }) => void issued.add(serialNumber),
    revoke: ({ serialNumber }, revocation) => void revoked.set(serialNumber, { serialNumber, ...revocation }),
    createCrl: () => {
      number += 1n;
      const thisUpdate = clock();
      const nextUpdate = new Date(thisUpdate.getTime() + HOUR);
      return createCrl({ issuer, number, thisUpdate, nextUpdate, entries: [...revoked.values()] });
    },
    answerOcsp: async (der, responder) => {
      const request = readOrRefuse(der);
      if (request === undefined) return createOcspError('malformedRequest');
      const isOurs = request.certIds.every((certId) => isIssuerOf(certId, issuer.certificate));
      return isOurs ? answer(request, responder) : createOcspError('unauthorized');
    },
  };
}

function readOrRefuse(der: Uint8Array): OcspRequest | undefined {
  try {
    return readOcspRequest(der);
  } catch (error) {
    if (error instanceof IssueError) return undefined;
    throw error;
  }
}
