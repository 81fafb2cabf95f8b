import { createCertificateAuthorityClient } from '@openxs2a/certificate-authority-api/client';
import type { components } from '@openxs2a/certificate-authority-api/types';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { ClientError, type ClientOptions } from '@openxs2a/runtime/client';
import type { CertificateSource, SourceAnswer } from '../acts/certificate-source.ts';
import type { CertificateKind } from '../domain/certificate.ts';

type Issuance = components['schemas']['issuance'];
type Problem = components['schemas']['problem'];

export interface SourceOptions {
  /** Where the QTSP's interface begins. */
  readonly baseUrl: string;
  /** Shows the QWAC of this server, where there is one. */
  readonly fetch: NonNullable<ClientOptions['fetch']>;
}

/** The QTSP, by the interface in specs/certificate-authority. */
export function createSource({ baseUrl, fetch }: SourceOptions): CertificateSource {
  const qtsp = createCertificateAuthorityClient({ baseUrl, fetch, validate: validators });
  return {
    request: (requestId, { certificates, roles, countries, enrolmentSecret }) =>
      answering(async () => {
        const value = {
          roles: [...roles],
          certificates: [...certificates],
          ...(countries && { countries: [...countries] }),
        };
        const authorization = enrolmentSecret === undefined ? {} : { Authorization: `Bearer ${enrolmentSecret}` };
        const request = { headers: { 'X-Request-ID': requestId }, body: { type: 'application/json', value } } as const;
        return toAnswer(await qtsp.requestCertificates(request, { headers: authorization }));
      }),
    renew: (requestId, { serialNumber, csr }) =>
      answering(async () => {
        const body = { type: 'application/json', value: { csr } } as const;
        const headers = { 'X-Request-ID': requestId };
        return toAnswer(await qtsp.renewCertificate({ path: { serialNumber }, headers, body }));
      }),
    revoke: ({ serialNumber, reason, invalidityDate, comment }) =>
      answering(async () => {
        const value = { reason, ...(invalidityDate && { invalidityDate }), ...(comment && { comment }) };
        const body = { type: 'application/json', value } as const;
        const result = await qtsp.revokeCertificate({ path: { serialNumber }, body });
        if (result.status === 200) return { kind: 'revoked' };
        return toRefusal(result);
      }),
  };
}

type Refused = Extract<SourceAnswer, { kind: 'refused' | 'unavailable' }>;

/** What keeps the QTSP from answering is no mistake of ours: the order waits. */
async function answering<Answer>(
  ask: () => Promise<Answer>,
): Promise<Answer | Extract<SourceAnswer, { kind: 'unavailable' }>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ClientError) || error.code === 'ERR_REQUEST_INVALID') throw error;
    return { kind: 'unavailable', detail: error.message };
  }
}

type Result =
  | { readonly status: 201; readonly body: Issuance }
  | { readonly status: 202; readonly body: Issuance }
  | { readonly status: 400 | 401 | 403 | 404 | 409 | 422; readonly body: Problem }
  | { readonly status: 'undeclared'; readonly httpStatus: number };

function toAnswer(result: Result): SourceAnswer {
  if (result.status !== 201 && result.status !== 202) return toRefusal(result);
  const { status, certificates, chain } = result.body;
  if (status === 'received') return { kind: 'received' };
  const issued = certificates.flatMap(({ kind, certificate }) => (isKind(kind) ? [{ kind, pem: certificate }] : []));
  return { kind: 'issued', certificates: issued, chain };
}

const isKind = (kind: string): kind is CertificateKind => kind === 'qwac' || kind === 'qsealc';

/** What the QTSP refuses it refuses for good; what it does not answer by its own rules may be different tomorrow. */
function toRefusal(result: Exclude<Result, { body: Issuance }>): Refused {
  if (result.status === 'undeclared') return { kind: 'unavailable', detail: `It answered ${result.httpStatus}.` };
  const { code, title, detail, reasons = [] } = result.body;
  const refusals = reasons.map((each) => ({ reason: each.reason, detail: each.detail }));
  return { kind: 'refused', refusals: refusals.length > 0 ? refusals : [{ reason: code, detail: detail ?? title }] };
}
