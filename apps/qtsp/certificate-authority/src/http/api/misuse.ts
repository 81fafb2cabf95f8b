import type { MisuseHandlers } from '@openxs2a/certificate-authority-api/server';
import { decideReport } from '../../acts/decide-report.ts';
import { findReportFor, listReportsFor, reportMisuse } from '../../acts/misuse.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { type CallContext, callerAs } from '../context.ts';
import { toReply } from '../problem.ts';
import { toCursor, toPage } from './page.ts';
import { showReport } from './show.ts';

const json = 'application/json';

export function createMisuseHandlers(qtsp: Qtsp): MisuseHandlers<CallContext> {
  return {
    async reportMisuse({ headers, body: { value } }, context) {
      const input = { evidence: [], ...value, requestId: headers['X-Request-ID'] };
      const outcome = await reportMisuse(qtsp, callerAs(context, 'party'), input);
      if (!outcome.done) return toReply(outcome.problem);
      const body = showReport(outcome.value);
      return { status: 201, type: json, headers: { Location: `/v1/reports/${body.reportId}` }, body };
    },
    async getReports({ query = {} }, context) {
      const { limit, after, ...filter } = query;
      const page = toCursor(query);
      const found = await listReportsFor(qtsp, callerAs(context, 'party', 'nca', 'operator'), filter, page);
      return { status: 200, type: json, body: toPage(found, page.limit, showReport, (last) => last.reportId) };
    },
    async getReport({ path }, context) {
      const found = await findReportFor(qtsp, callerAs(context, 'party', 'nca', 'operator'), path.reportId);
      if (found === undefined) return toReply({ code: 'not-found' });
      return { status: 200, type: json, body: showReport(found) };
    },
    async decideReport({ path, body }, context) {
      const outcome = await decideReport(qtsp, callerAs(context, 'nca'), path.reportId, body.value);
      if (!outcome.done) return toReply(outcome.problem);
      return { status: 200, type: json, body: showReport(outcome.value) };
    },
  };
}
