import type { IssuanceHandlers } from '@openxs2a/certificate-authority-api/server';
import { findIssuanceFor, type IssuanceAnswer } from '../../acts/answer-issuance.ts';
import { cancelEnrolment, createEnrolment } from '../../acts/enrol.ts';
import { issueCredential } from '../../acts/issue-credential.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { requestCertificates } from '../../acts/request-certificates.ts';
import type { Outcome, ProblemCode } from '../../domain/outcome.ts';
import { type CallContext, callerAs } from '../context.ts';
import { toReply } from '../problem.ts';
import { showCertificate, showIssuance } from './show.ts';

const json = 'application/json';
const DEFAULT_HOURS = 72;

export function createIssuanceHandlers(qtsp: Qtsp): IssuanceHandlers<CallContext> {
  return {
    async createEnrolment({ body: { value } }, context) {
      const { dnsNames = [], validForHours = DEFAULT_HOURS, ...input } = value;
      const outcome = await createEnrolment(qtsp, callerAs(context, 'operator'), { ...input, dnsNames, validForHours });
      if (!outcome.done) return toReply(outcome.problem);
      const { enrolment, secret } = outcome.value;
      const { enrolmentId, organizationIdentifier, expiresAt } = enrolment;
      return {
        status: 201,
        type: json,
        headers: { 'Cache-Control': 'no-store' },
        body: {
          enrolmentId,
          organizationIdentifier,
          dnsNames: [...enrolment.dnsNames],
          secret,
          expiresAt: expiresAt.toISOString(),
        },
      };
    },
    async cancelEnrolment({ path }, context) {
      const outcome = await cancelEnrolment(qtsp, callerAs(context, 'operator'), path.enrolmentId);
      return outcome.done ? { status: 204 } : toReply(outcome.problem);
    },
    async requestCertificates({ headers, body: { value } }, context) {
      const caller = callerAs(context, 'enrolment', 'party');
      return toIssued(qtsp, await requestCertificates(qtsp, caller, { ...value, requestId: headers['X-Request-ID'] }));
    },
    async getIssuance({ path }, context) {
      const caller = callerAs(context, 'enrolment', 'party', 'operator');
      const outcome = await findIssuanceFor(qtsp, caller, path.issuanceId);
      if (!outcome.done) return toReply(outcome.problem);
      return { status: 200, type: json, body: showIssuance(qtsp, outcome.value) };
    },
    async issueCredential({ body: { value } }, context) {
      const { holder, ncaId, csr } = value;
      if ((holder === 'nca') !== (ncaId !== undefined))
        return toReply({ code: 'request-refused', reasons: [HOLDER_UNCLEAR] });
      const outcome = await issueCredential(qtsp, callerAs(context, 'operator'), {
        csr,
        ...(ncaId === undefined ? {} : { ncaId }),
      });
      if (!outcome.done) return toReply(outcome.problem);
      const certificate = showCertificate(outcome.value, qtsp.clock());
      return { status: 201, type: json, headers: { Location: locate(certificate.serialNumber) }, body: certificate };
    },
  };
}

const HOLDER_UNCLEAR = {
  reason: 'nca-unknown',
  detail: '"ncaId" goes with the holder "nca", and with no other.',
} as const;

const locate = (serialNumber: string) => `/v1/certificates/${serialNumber}`;

/** 201 with the certificates, 202 where they follow. */
export function toIssued<Code extends ProblemCode>(qtsp: Qtsp, outcome: Outcome<IssuanceAnswer, Code>) {
  if (!outcome.done) return toReply(outcome.problem);
  const body = showIssuance(qtsp, outcome.value);
  const headers = { Location: `/v1/issuances/${body.issuanceId}` };
  return body.status === 'issued'
    ? ({ status: 201, type: json, headers, body } as const)
    : ({ status: 202, type: json, headers, body } as const);
}
