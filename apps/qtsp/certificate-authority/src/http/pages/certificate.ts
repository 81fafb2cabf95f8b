import { readCertificate, renderName, toPem } from '@openxs2a/certificates';
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
import { findPublicCertificate } from '../../acts/find-certificate.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { revokeCertificate } from '../../acts/revoke-certificate.ts';
import {
  type CertificateRevocationReason,
  type IssuedRecord,
  REVOCATION_REASONS,
  rolesOf,
  statusOf,
} from '../../domain/certificate-record.ts';
import { hashOf } from '../../domain/hash.ts';
import { findRevocationRight } from '../../domain/revoking.ts';
import { showHolder, showKind } from './certificate-table.ts';
import { answerAuthorityPage, readTold, tellProblem } from './layout.ts';
import { type PageContext, type PageEnv, readForm } from './page-env.ts';
import { showStatus } from './parts.ts';

export function createCertificatePage(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/certificates/:serialNumber', (c) => showOne(qtsp, c, c.req.param('serialNumber')))
    .get('/certificates/:serialNumber/file', async (c) => {
      const found = await findPublicCertificate(qtsp, c.req.param('serialNumber'));
      if (found === undefined) return c.notFound();
      return c.body(toPem(found.der), 200, {
        'Content-Type': 'application/x-pem-file',
        'Content-Disposition': `attachment; filename="${found.serialNumber}.pem"`,
      });
    })
    .post('/certificates/:serialNumber/revoke', async (c) => {
      const serialNumber = c.req.param('serialNumber');
      const form = await readForm(c);
      if (!form.isChecked('sure')) return showOne(qtsp, c, serialNumber, tellProblem(UNSURE));
      const reason = REVOCATION_REASONS.find((name) => name === form.text('reason')) ?? 'unspecified';
      const comment = form.optional('comment');
      const input = { serialNumber, reason, ...(comment === undefined ? {} : { comment }) };
      const outcome = await revokeCertificate(qtsp, c.var.person.caller, input);
      if (!outcome.done) return showOne(qtsp, c, serialNumber, tellProblem(outcome.problem));
      return c.redirect(`/certificates/${serialNumber}?told=revoked`, 303);
    });
}

const UNSURE = { code: 'request-refused', detail: 'Confirm that there is no way back.' } as const;

async function showOne(qtsp: Qtsp, c: PageContext, serialNumber: string, notice: Notice | undefined = readTold(c)) {
  const { person } = c.var;
  const found = await findPublicCertificate(qtsp, serialNumber);
  const page = { title: 'Certificate', section: '/certificates', person };
  if (found === undefined)
    return answerAuthorityPage(c, { ...page, notice: tellProblem({ code: 'not-found' }) }, html``);
  const canRevoke = found.revocation === undefined && findRevocationRight(person.caller, found).granted;
  return answerAuthorityPage(
    c,
    { ...page, title: `${showKind(found)} ${found.serialNumber}`, notice },
    html`<section class="card">${showRecord(found, qtsp.clock())}
        <p><a href="/certificates/${found.serialNumber}/file">Download it (PEM)</a></p>
      </section>
      ${canRevoke ? html`<section class="card">${showRevocationForm(found, person.formToken)}</section>` : ''}`,
  );
}

function showRecord(record: IssuedRecord, now: Date): Html {
  const { revocation, dnsNames, countries } = record;
  return showFacts([
    ['Status', showStatus(statusOf(record, now))],
    ['Holder', showHolder(record)],
    ['Subject', renderName(readCertificate(record.der).subject)],
    ['Roles', rolesOf(record).join(', ') || undefined],
    ['For use in', countries.join(', ') || undefined],
    ['Domain names', dnsNames.join(', ') || undefined],
    ['Begins', showTime(record.notBefore)],
    ['Ends', showTime(record.notAfter)],
    ['SHA-256', html`<code>${hashOf(record.der)}</code>`],
    ['Revoked', revocation && html`${showTime(revocation.revokedAt)}, ${revocation.reason}, by ${revocation.by}`],
  ]);
}

const REASON_TEXTS: Readonly<Record<CertificateRevocationReason, string>> = {
  unspecified: 'no more is said',
  keyCompromise: 'someone else may have the key',
  affiliationChanged: 'name or another attribute is no longer right',
  superseded: 'there is a new one',
  cessationOfOperation: 'the party no longer uses it',
  privilegeWithdrawn: 'a role or the authorisation is gone',
};

function showRevocationForm({ serialNumber }: IssuedRecord, formToken: string): Html {
  const fields = html`
    ${showSelect(
      'Reason',
      'reason',
      REVOCATION_REASONS.map((name) => [name, `${name}: ${REASON_TEXTS[name]}`] as const),
    )}
    ${showField({ label: 'Remark', name: 'comment', hint: 'It ends up in the log.', isOptional: true })}
    ${showChoice('There is no way back.', { type: 'checkbox', name: 'sure', value: 'yes', isRequired: true })}`;
  return html`<h2>Revoke it</h2>
    ${showForm(`/certificates/${serialNumber}/revoke`, formToken, fields, { text: 'Revoke the certificate', tone: 'grave' })}`;
}
