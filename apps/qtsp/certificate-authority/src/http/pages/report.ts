import { PSP_ROLES } from '@openxs2a/certificates';
import {
  type Html,
  html,
  type Notice,
  showChoice,
  showFacts,
  showField,
  showForm,
  showSelect,
  showTime,
} from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { type DecisionInput, decideReport } from '../../acts/decide-report.ts';
import { findReportFor } from '../../acts/misuse.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { MEASURES, type Measure, type Report } from '../../domain/report.ts';
import { answerAuthorityPage, readTold, tellProblem } from './layout.ts';
import { type Form, type PageContext, type PageEnv, readForm } from './page-env.ts';
import { linkCertificate, linkParty, showStatus } from './parts.ts';

export function createReportPage(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/reports/:id', (c) => showOne(qtsp, c, c.req.param('id')))
    .get('/reports/:id/evidence/:index', async (c) => {
      const report = await findReportFor(qtsp, c.var.person.caller, c.req.param('id'));
      const file = report?.evidence[Number(c.req.param('index'))];
      if (file === undefined) return c.notFound();
      // what a bank sent is never shown by the browser as a page of ours
      return c.body(new Uint8Array(Buffer.from(file.content, 'base64')), 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${file.name}"`,
      });
    })
    .post('/reports/:id/decide', async (c) => {
      const id = c.req.param('id');
      const { caller } = c.var.person;
      if (caller.kind !== 'nca') return showOne(qtsp, c, id, tellProblem({ code: 'caller-not-allowed' }));
      const input = readDecision(await readForm(c));
      if (typeof input === 'string')
        return showOne(qtsp, c, id, tellProblem({ code: 'request-refused', detail: input }));
      const outcome = await decideReport(qtsp, caller, id, input);
      if (!outcome.done) return showOne(qtsp, c, id, tellProblem(outcome.problem));
      return c.redirect(`/reports/${id}?told=decided`, 303);
    });
}

function readDecision(form: Form): DecisionInput | string {
  const measure = MEASURES.find((name) => name === form.text('measure'));
  const comment = form.text('comment');
  if (measure === undefined) return 'Choose a measure.';
  if (comment === '') return 'Say why.';
  if (!form.isChecked('sure')) return 'Confirm that the decision is final.';
  const roles = PSP_ROLES.filter((role) => form.list('roles').includes(role));
  return { measure, comment, ...(roles.length === 0 ? {} : { roles }) };
}

async function showOne(qtsp: Qtsp, c: PageContext, id: string, notice: Notice | undefined = readTold(c)) {
  const { person } = c.var;
  const report = await findReportFor(qtsp, person.caller, id);
  const page = { title: 'Report of misuse', section: '/reports', person };
  if (report === undefined)
    return answerAuthorityPage(c, { ...page, notice: tellProblem({ code: 'not-found' }) }, html``);
  const isToDecide = person.caller.kind === 'nca' && report.decision === undefined;
  return answerAuthorityPage(
    c,
    { ...page, notice },
    html`<section class="card">${showReport(report)}</section>
      ${isToDecide ? html`<section class="card"><h2>Decide</h2>${showDecisionForm(report, person.formToken)}</section>` : ''}`,
  );
}

function showReport(report: Report): Html {
  const { reportId, decision, evidence } = report;
  const files = evidence.map(
    ({ name, mediaType }, index) =>
      html`<li><a href="/reports/${reportId}/evidence/${index}">${name}</a> (${mediaType})</li>`,
  );
  return showFacts([
    ['Status', showStatus(report.status)],
    ['Received', showTime(report.receivedAt)],
    ['About', linkParty(report.organizationIdentifier)],
    ['Certificate', linkCertificate(report.serialNumber)],
    ['Reported by', report.reporter],
    ['Category', report.category],
    ['Description', report.description],
    ['Evidence', files.length === 0 ? 'none' : html`<ul>${files}</ul>`],
    ['Decided', decision && showTime(decision.decidedAt)],
    ['Measure', decision && MEASURE_TEXTS[decision.measure]],
    ['Roles', decision?.roles?.join(', ')],
    ['Why', decision?.comment],
    ['Revoked', decision && showRevoked(decision.revoked)],
  ]);
}

const showRevoked = (serialNumbers: readonly string[]): Html | string =>
  serialNumbers.length === 0
    ? 'nothing'
    : html`<ul>${serialNumbers.map((one) => html`<li>${linkCertificate(one)}</li>`)}</ul>`;

const MEASURE_TEXTS: Readonly<Record<Measure, string>> = {
  none: 'dismiss the report',
  revokeCertificate: 'revoke the certificate',
  withdrawRoles: 'withdraw roles, and whatever carries them',
  withdrawAuthorisation: 'withdraw the authorisation, and all certificates',
};

function showDecisionForm({ reportId }: Report, formToken: string): Html {
  const fields = html`
    ${showSelect(
      'Measure',
      'measure',
      MEASURES.map((name) => [name, MEASURE_TEXTS[name]] as const),
    )}
    <fieldset><legend>Roles, if roles are withdrawn</legend>
      ${PSP_ROLES.map((role) => showChoice(role, { type: 'checkbox', name: 'roles', value: role }))}
    </fieldset>
    ${showField({ label: 'Why', name: 'comment', isLong: true })}
    ${showChoice('The decision is final and takes effect at once.', { type: 'checkbox', name: 'sure', value: 'yes', isRequired: true })}`;
  return showForm(`/reports/${reportId}/decide`, formToken, fields, { text: 'Decide', tone: 'grave' });
}
