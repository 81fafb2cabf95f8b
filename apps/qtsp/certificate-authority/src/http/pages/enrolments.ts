import { validators } from '@openxs2a/certificate-authority-api/validators';
import { type Html, html, type Notice, showField, showForm, showTable, showTime } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { cancelEnrolment, createEnrolment, type NewEnrolment } from '../../acts/enrol.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { Enrolment } from '../../domain/enrolment.ts';
import { listEnrolments } from '../../store/enrolments.ts';
import { answerAuthorityPage, readTold, tellProblem } from './layout.ts';
import { type Form, type PageContext, type PageEnv, readForm } from './page-env.ts';
import { linkParty, showStatus } from './parts.ts';

const LIMIT = 100;

/** For the operator: parties that were vetted, and the secret that each of them gets. */
export function createEnrolmentPages(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/enrolments', (c) => showEnrolments(qtsp, c))
    .post('/enrolments', async (c) => {
      const { caller } = c.var.person;
      if (caller.kind !== 'operator') return showEnrolments(qtsp, c, tellProblem({ code: 'caller-not-allowed' }));
      const input = readInput(await readForm(c));
      if (typeof input === 'string')
        return showEnrolments(qtsp, c, tellProblem({ code: 'request-refused', detail: input }));
      const outcome = await createEnrolment(qtsp, caller, input);
      return showEnrolments(qtsp, c, outcome.done ? tellSecret(outcome.value) : tellProblem(outcome.problem));
    })
    .post('/enrolments/:id/cancel', async (c) => {
      const { caller } = c.var.person;
      if (caller.kind !== 'operator') return showEnrolments(qtsp, c, tellProblem({ code: 'caller-not-allowed' }));
      const outcome = await cancelEnrolment(qtsp, caller, c.req.param('id'));
      if (!outcome.done) return showEnrolments(qtsp, c, tellProblem(outcome.problem));
      return c.redirect('/enrolments?told=cancelled', 303);
    });
}

/** The form as the interface would have it, or what is wrong with it. */
function readInput(form: Form) {
  const comment = form.optional('comment');
  const input = {
    organizationIdentifier: form.text('organizationIdentifier'),
    dnsNames: form.list('dnsNames').map((name) => name.toLowerCase()),
    validForHours: Number(form.text('validForHours')),
    ...(comment === undefined ? {} : { comment }),
  };
  const schema = validators.schema('enrolmentRequest');
  if (schema.check(input)) return input;
  return schema
    .problems(input)
    .map(({ message }) => message)
    .join(' ');
}

/** The only time that it is shown. */
function tellSecret({ enrolment, secret }: NewEnrolment): Notice {
  const { organizationIdentifier, expiresAt } = enrolment;
  const content = html`<div class="notice good" role="status">
    <p>The secret of ${organizationIdentifier}, good once and until ${showTime(expiresAt)}. It is not shown again; hand it
      over to the person who was identified.</p>
    <pre>${secret}</pre>
  </div>`;
  return { content, status: 200, isError: false };
}

async function showEnrolments(qtsp: Qtsp, c: PageContext, notice: Notice | undefined = readTold(c)) {
  const { person } = c.var;
  const page = { title: 'Enrolments', section: '/enrolments', person };
  if (person.caller.kind !== 'operator')
    return answerAuthorityPage(c, { ...page, notice: tellProblem({ code: 'caller-not-allowed' }) }, html``);
  const enrolments = await listEnrolments(qtsp.database, LIMIT);
  return answerAuthorityPage(
    c,
    { ...page, notice },
    html`<section class="card"><h2>Enrol a party</h2>${showEnrolmentForm(person.formToken)}</section>
      <section class="card">${showEnrolmentTable(enrolments, person.formToken, qtsp.clock())}</section>`,
  );
}

function showEnrolmentForm(formToken: string): Html {
  const fields = html`
    ${showField({ label: 'Number of the party', name: 'organizationIdentifier', hint: 'As in PSDDE-BAFIN-123456.' })}
    ${showField({ label: 'Domain names that are its own', name: 'dnsNames', hint: 'One a line. Each stands for all below it.', isLong: true, isOptional: true })}
    ${showField({ label: 'Hours for which the secret counts', name: 'validForHours', type: 'number', value: '72' })}
    ${showField({ label: 'How it was vetted, and by whom', name: 'comment', isOptional: true })}`;
  return showForm('/enrolments', formToken, fields, { text: 'Make a secret' });
}

function showEnrolmentTable(enrolments: readonly Enrolment[], formToken: string, now: Date): Html {
  const statusOf = ({ status, expiresAt }: Enrolment) => (status === 'open' && now >= expiresAt ? 'expired' : status);
  return showTable(
    'Enrolments, the latest first',
    [
      { title: 'Party', show: ({ organizationIdentifier }) => linkParty(organizationIdentifier) },
      { title: 'Domains', show: ({ dnsNames }) => dnsNames.join(', ') || '–' },
      { title: 'Status', show: (enrolment) => showStatus(statusOf(enrolment)) },
      { title: 'Ends', show: ({ expiresAt }) => showTime(expiresAt) },
      {
        title: 'Act',
        show: (enrolment) =>
          statusOf(enrolment) === 'open'
            ? showForm(`/enrolments/${enrolment.enrolmentId}/cancel`, formToken, html``, {
                text: 'Cancel',
                tone: 'plain',
              })
            : '–',
      },
    ],
    enrolments,
  );
}
