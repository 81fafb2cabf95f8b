import { type Html, html, showFacts, showTable, showTime } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { listCertificatesFor } from '../../acts/find-certificate.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { findRegistration, type StoredRegistration } from '../../store/registrations.ts';
import { showCertificateTable } from './certificate-table.ts';
import { answerAuthorityPage, readTold, tellProblem } from './layout.ts';
import { type PageContext, type PageEnv, readForm } from './page-env.ts';
import { showStatus } from './parts.ts';
import { createRegistrationActs, type RegistrationAct, showRegistrationActs } from './registration-acts.ts';

const LIMIT = 50;

export function createRegistrationPages(qtsp: Qtsp): Hono<PageEnv> {
  const acts: Readonly<Record<string, RegistrationAct>> = createRegistrationActs(qtsp);
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

async function showRegistration(qtsp: Qtsp, c: PageContext, id: string, notice = readTold(c)) {
  const { person } = c.var;
  const registration = await findRegistration(qtsp.database, id);
  if (registration === undefined) {
    const nothing = { title: 'Register', section: '/register', person, notice: tellProblem({ code: 'not-found' }) };
    return answerAuthorityPage(c, nothing, html``);
  }
  const certificates = await listCertificatesFor(qtsp, person.caller, { organizationIdentifier: id }, { limit: LIMIT });
  const isOwn = person.caller.kind === 'nca' && person.caller.ncaId === registration.ncaId;
  return answerAuthorityPage(
    c,
    { title: registration.legalName, section: '/register', person, notice },
    html`<div class="cards">
        <section class="card"><h2>Registration</h2>${showEntry(registration)}</section>
        <section class="card"><h2>Roles</h2>${showTable('Roles that are held', ROLE_COLUMNS, registration.roles)}</section>
      </div>
      <section class="card"><h2>Certificates</h2>${showCertificateTable(certificates, qtsp.clock())}</section>
      ${isOwn ? showRegistrationActs(registration, person.formToken) : ''}`,
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
