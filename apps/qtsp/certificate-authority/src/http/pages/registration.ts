import { PSP_ROLES } from '@openxs2a/certificates';
import type { Transaction } from '@openxs2a/store';
import { Hono } from 'hono';
import type { RegistrationChange } from '../../acts/change-registration.ts';
import { listCertificatesFor } from '../../acts/find-certificate.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { restoreAuthorisation, restoreRole } from '../../acts/restore.ts';
import { withdrawAuthorisation, withdrawRole } from '../../acts/withdraw.ts';
import type { CallerOf } from '../../domain/caller.ts';
import { failed, type Outcome, type ProblemCode } from '../../domain/outcome.ts';
import { findRegistration, type StoredRegistration } from '../../store/registrations.ts';
import { showCertificateTable } from './certificate-table.ts';
import { type Html, html } from './html.ts';
import { answerPage, readTold, tellProblem } from './layout.ts';
import { type Form, type PageContext, type PageEnv, readForm } from './page-env.ts';
import { showCheckbox, showFacts, showField, showForm, showSelect, showStatus, showTable, showTime } from './parts.ts';

const LIMIT = 50;

type Change = Promise<Outcome<RegistrationChange, ProblemCode>>;
type Act = (trx: Transaction, caller: CallerOf<'nca'>, organizationIdentifier: string, form: Form) => Change;

export function createRegistrationPages(qtsp: Qtsp): Hono<PageEnv> {
  const acts: Readonly<Record<string, Act>> = createActs(qtsp);
  return new Hono<PageEnv>()
    .get('/register/:id', (c) => showRegistration(qtsp, c, c.req.param('id')))
    .post('/register/:id/:act', async (c) => {
      const { id, act } = c.req.param();
      const { caller } = c.var.person;
      const run = Object.hasOwn(acts, act) ? acts[act] : undefined;
      if (run === undefined || caller.kind !== 'nca')
        return showRegistration(qtsp, c, id, tellProblem({ code: 'caller-not-allowed' }));
      const form = await readForm(c);
      const outcome = await qtsp.database.transaction((trx) => run(trx, caller, id, form));
      if (!outcome.done) return showRegistration(qtsp, c, id, tellProblem(outcome.problem));
      return c.redirect(`/register/${encodeURIComponent(id)}?told=changed`, 303);
    });
}

function createActs(qtsp: Qtsp) {
  const commentOf = (form: Form) => {
    const comment = form.optional('comment');
    return comment === undefined ? {} : { comment };
  };
  const roleOf = (organizationIdentifier: string, form: Form) => {
    const role = PSP_ROLES.find((name) => name === form.text('role'));
    const countries = form.list('countries').map((country) => country.toUpperCase());
    if (role === undefined || !countries.every((country) => /^[A-Z]{2}$/.test(country))) return undefined;
    return { organizationIdentifier, role, ...(countries.length === 0 ? {} : { countries }), ...commentOf(form) };
  };
  return {
    'withdraw-authorisation': async (trx, caller, organizationIdentifier, form) => {
      if (!form.isChecked('sure')) return UNSURE;
      const status = form.text('status') === 'suspended' ? 'suspended' : 'withdrawn';
      return withdrawAuthorisation(trx, qtsp, caller, { organizationIdentifier, status, ...commentOf(form) });
    },
    'restore-authorisation': async (trx, caller, organizationIdentifier, form) =>
      restoreAuthorisation(trx, qtsp, caller, { organizationIdentifier, ...commentOf(form) }),
    'withdraw-role': async (trx, caller, id, form) => {
      if (!form.isChecked('sure')) return UNSURE;
      const input = roleOf(id, form);
      return input === undefined ? ROLE_UNCLEAR : withdrawRole(trx, qtsp, caller, input);
    },
    'restore-role': async (trx, caller, id, form) => {
      const input = roleOf(id, form);
      return input === undefined ? ROLE_UNCLEAR : restoreRole(trx, qtsp, caller, input);
    },
  } satisfies Record<string, Act>;
}

const UNSURE = failed('request-refused', 'Confirm that certificates are revoked with it.');
const ROLE_UNCLEAR = failed('request-refused', 'Choose a role, and name countries by two letters.');

async function showRegistration(qtsp: Qtsp, c: PageContext, id: string, notice = readTold(c)) {
  const { person } = c.var;
  const registration = await findRegistration(qtsp.database, id);
  if (registration === undefined) {
    const nothing = { title: 'Register', section: '/register', person, notice: tellProblem({ code: 'not-found' }) };
    return answerPage(c, nothing, html``);
  }
  const certificates = await listCertificatesFor(qtsp, person.caller, { organizationIdentifier: id }, { limit: LIMIT });
  const isOwn = person.caller.kind === 'nca' && person.caller.ncaId === registration.ncaId;
  return answerPage(
    c,
    { title: registration.legalName, section: '/register', person, notice },
    html`<div class="cards">
        <section class="card"><h2>Registration</h2>${showEntry(registration)}</section>
        <section class="card"><h2>Roles</h2>${showTable('Roles that are held', ROLE_COLUMNS, registration.roles)}</section>
      </div>
      <section class="card"><h2>Certificates</h2>${showCertificateTable(certificates, qtsp.clock())}</section>
      ${isOwn ? showActs(registration, person.formToken) : ''}`,
  );
}

const ROLE_COLUMNS = [
  { title: 'Role', show: ({ role }: StoredRegistration['roles'][number]) => role },
  { title: 'Countries', show: ({ countries }: StoredRegistration['roles'][number]) => countries.join(', ') },
];

function showEntry(registration: StoredRegistration): Html {
  return showFacts([
    ['Number', registration.organizationIdentifier],
    ['Status', showStatus(registration.status)],
    ['Country', registration.country],
    ['Authority', `${registration.ncaName} (${registration.ncaId})`],
    ['Seat', registration.locality],
    ['Trade register', registration.registrationNumber],
    ['Changed', showTime(registration.changedAt)],
  ]);
}

function showActs(registration: StoredRegistration, formToken: string): Html {
  const base = `/register/${encodeURIComponent(registration.organizationIdentifier)}`;
  const held = registration.roles.map(({ role }) => [role, role] as const);
  const all = PSP_ROLES.map((role) => [role, role] as const);
  const comment = showField({ label: 'Reason', name: 'comment', isOptional: true });
  const sure = showCheckbox('Certificates that carry it are revoked for good.', 'sure', 'yes', true);
  const withdrawn = showSelect('For how long', 'status', [
    ['withdrawn', 'for good'],
    ['suspended', 'for a time'],
  ]);
  return html`<div class="cards">
    ${
      held.length === 0
        ? ''
        : html`<section class="card"><h2>Withdraw a role</h2>
            ${showForm(
              `${base}/withdraw-role`,
              formToken,
              html`${showSelect('Role', 'role', held)}${showCountries('Everywhere, if none are named.')}${comment}${sure}`,
              { text: 'Withdraw the role', tone: 'grave' },
            )}</section>`
    }
    <section class="card"><h2>Give a role</h2>
      ${showForm(
        `${base}/restore-role`,
        formToken,
        html`${showSelect('Role', 'role', all)}${showCountries('At home, if none are named.')}${comment}`,
        { text: 'Give the role' },
      )}</section>
    <section class="card">${
      registration.status === 'active'
        ? html`<h2>End the authorisation</h2>${showForm(
            `${base}/withdraw-authorisation`,
            formToken,
            html`${withdrawn}${comment}${sure}`,
            { text: 'Withdraw the authorisation', tone: 'grave' },
          )}`
        : html`<h2>Restore the authorisation</h2>${showForm(`${base}/restore-authorisation`, formToken, comment, {
            text: 'Make it active again',
          })}`
    }</section>
  </div>`;
}

const showCountries = (hint: string): Html =>
  showField({
    label: 'Countries',
    name: 'countries',
    hint: `Two letters each, with commas between. ${hint}`,
    isOptional: true,
  });
