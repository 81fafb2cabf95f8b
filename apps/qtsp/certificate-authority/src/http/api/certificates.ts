import type { CertificatesHandlers } from '@openxs2a/certificate-authority-api/server';
import { findPublicCertificate, listCertificatesFor } from '../../acts/find-certificate.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { renewCertificate } from '../../acts/renew-certificate.ts';
import { revokeCertificate } from '../../acts/revoke-certificate.ts';
import { type CallContext, callerAs } from '../context.ts';
import { toReply } from '../problem.ts';
import { toIssued } from './issuance.ts';
import { toCursor, toPage } from './page.ts';
import { showCertificate } from './show.ts';

const json = 'application/json';
const der = 'application/pkix-cert';

export function createCertificatesHandlers(qtsp: Qtsp): CertificatesHandlers<CallContext> {
  return {
    async getCertificates({ query = {} }, context) {
      const { limit, after, ...filter } = query;
      const page = toCursor(query);
      const found = await listCertificatesFor(qtsp, callerAs(context, 'party', 'nca', 'operator'), filter, page);
      const now = qtsp.clock();
      const body = toPage(
        found,
        page.limit,
        (record) => showCertificate(record, now),
        (last) => last.serialNumber,
      );
      return { status: 200, type: json, body };
    },
    async getCertificate({ path, accepts }) {
      const found = await findPublicCertificate(qtsp, path.serialNumber);
      if (found === undefined) return toReply({ code: 'not-found' });
      const isBare = accepts.find((type) => type === json || type === der) === der;
      return isBare
        ? { status: 200, type: der, body: found.der }
        : { status: 200, type: json, body: showCertificate(found, qtsp.clock()) };
    },
    async renewCertificate({ path, headers, body }, context) {
      const input = { ...path, ...body.value, requestId: headers['X-Request-ID'] };
      return toIssued(qtsp, await renewCertificate(qtsp, callerAs(context, 'party'), input));
    },
    async revokeCertificate({ path, body: { value } }, context) {
      const { invalidityDate, ...input } = value;
      const since = invalidityDate === undefined ? {} : { invalidityDate: new Date(invalidityDate) };
      const caller = callerAs(context, 'party', 'nca', 'operator');
      const outcome = await revokeCertificate(qtsp, caller, { ...path, ...input, ...since });
      if (!outcome.done) return toReply(outcome.problem);
      return { status: 200, type: json, body: showCertificate(outcome.value, qtsp.clock()) };
    },
  };
}
