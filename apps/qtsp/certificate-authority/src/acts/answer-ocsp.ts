import {
  createOcspError,
  createOcspResponse,
  IssueError,
  isIssuerOf,
  type OcspCertId,
  type OcspRequest,
  type OcspStatus,
  readOcspRequest,
} from '@openxs2a/certificates/issue';
import type { CertificateRecord } from '../domain/certificate-record.ts';
import { findCertificates } from '../store/certificates.ts';
import type { Qtsp } from './qtsp.ts';
import type { GetResponder } from './responder.ts';

/** An OCSP answer, and until when it may be given to others who ask the same. */
export interface OcspAnswer {
  readonly der: Uint8Array;
  readonly cacheSeconds: number;
}

/** Answers the bytes of an OCSP request, whatever they are. */
export type AnswerOcsp = (request: Uint8Array) => Promise<OcspAnswer>;

/** For how long a signed answer is given again. A change of status takes effect at once all the same. */
const REUSED_SECONDS = 60;
const MAX_REUSED = 10_000;
/** Clients ask about a certificate and perhaps those above it. */
const MAX_CERTIFICATES = 16;
/** Until when an answer counts: this long after it was made. */
const VALID_SECONDS = 3_600;

/**
 * A responder that reads each status from the store. Signatures are what costs, so that an answer without nonce is kept
 * and given again to whoever asks the same while the status is the same.
 */
export function createOcspAnswerer(qtsp: Qtsp, getResponder: GetResponder): AnswerOcsp {
  const reused = new Map<string, { readonly der: Uint8Array; readonly until: number }>();
  return async (bytes) => {
    const request = readRequest(bytes);
    if (request === undefined) return refuse('malformedRequest');
    const { certIds, nonce } = request;
    if (!certIds.every((certId) => isIssuerOf(certId, qtsp.issuer.certificate))) return refuse('unauthorized');
    if (certIds.length === 0 || certIds.length > MAX_CERTIFICATES) return refuse('malformedRequest');
    const statuses = await findStatuses(qtsp, certIds);
    if (nonce !== undefined) return { der: await sign(qtsp, getResponder, statuses, nonce), cacheSeconds: 0 };
    const key = keyOf(statuses);
    const now = qtsp.clock().getTime();
    const known = reused.get(key);
    if (known !== undefined && now < known.until)
      return { der: known.der, cacheSeconds: Math.ceil((known.until - now) / 1_000) };
    const der = await sign(qtsp, getResponder, statuses);
    if (reused.size >= MAX_REUSED) reused.clear();
    reused.set(key, { der, until: now + REUSED_SECONDS * 1_000 });
    return { der, cacheSeconds: REUSED_SECONDS };
  };
}

function refuse(status: 'malformedRequest' | 'unauthorized'): OcspAnswer {
  return { der: createOcspError(status), cacheSeconds: 0 };
}

function readRequest(bytes: Uint8Array): OcspRequest | undefined {
  try {
    return readOcspRequest(bytes);
  } catch (error) {
    if (error instanceof IssueError && error.code === 'ERR_OCSP_REQUEST_MALFORMED') return undefined;
    throw error;
  }
}

interface CertStatus {
  readonly certId: OcspCertId;
  readonly status: OcspStatus;
}

async function findStatuses({ database }: Qtsp, certIds: readonly OcspCertId[]): Promise<readonly CertStatus[]> {
  const records = await findCertificates(
    database,
    certIds.map(({ serialNumber }) => serialNumber),
  );
  const bySerialNumber = new Map(records.map((record) => [record.serialNumber, record]));
  return certIds.map((certId) => ({ certId, status: toStatus(bySerialNumber.get(certId.serialNumber)) }));
}

/** Good is said of what was issued, and of nothing else (CA/Browser Forum BR, 4.9.10). */
function toStatus(record: CertificateRecord | undefined): OcspStatus {
  if (record?.revocation !== undefined) {
    const { revokedAt, reason } = record.revocation;
    return { kind: 'revoked', revokedAt, reason };
  }
  return { kind: record?.der === undefined ? 'unknown' : 'good' };
}

/** The same for the same question and the same answer. */
const keyOf = (statuses: readonly CertStatus[]) =>
  statuses.map(({ certId, status }) => `${Buffer.from(certId.der).toString('base64')} ${status.kind}`).join();

async function sign(
  { clock, issuer }: Qtsp,
  getResponder: GetResponder,
  statuses: readonly CertStatus[],
  nonce?: Uint8Array,
): Promise<Uint8Array> {
  const responder = await getResponder();
  const now = clock();
  const nextUpdate = new Date(now.getTime() + VALID_SECONDS * 1_000);
  return createOcspResponse({
    responder,
    producedAt: now,
    responses: statuses.map((single) => ({ ...single, thisUpdate: now, nextUpdate })),
    archiveCutoff: issuer.certificate.notBefore,
    ...(nonce === undefined ? {} : { nonce }),
  });
}
