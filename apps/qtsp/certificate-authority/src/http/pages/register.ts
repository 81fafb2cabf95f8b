import { validators } from '@openxs2a/certificate-authority-api/validators';
import { PSP_ROLES, type PspRole } from '@openxs2a/certificates';
import {
  type Html,
  html,
  type Notice,
  showField,
  showForm,
  showNext,
  showSelect,
  showTable,
  tellSuccess,
  toHref,
} from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { importRegister } from '../../acts/import-register.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { AuthorisationStatus, GrantedRole } from '../../domain/register.ts';
import { listRegistrations, type RegisterFilter, type StoredRegistration } from '../../store/registrations.ts';
import { toPage } from '../api/page.ts';
import { answerAuthorityPage, tellProblem } from './layout.ts';
import { type PageContext, type PageEnv, readForm } from './page-env.ts';
import { linkParty, showStatus } from './parts.ts';

const LIMIT = 50;
const STATUSES: readonly AuthorisationStatus[] = ['active', 'suspended', 'withdrawn'];

export function createRegisterPages(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/register', (c) => showRegister(qtsp, c))
    .post('/register/import', async (c) => {
      const register = parseRegister((await readForm(c)).text('register'));
      if ('problem' in register) return showRegister(qtsp, c, tellProblem(register.problem));
      const outcome = await importRegister(qtsp, c.var.person.caller, register);
      if (!outcome.done) return showRegister(qtsp, c, tellProblem(outcome.problem));
      const { added, changed, unchanged, revoked } = outcome.value;
      const text = `${added} added, ${changed} changed, ${unchanged} as before; ${revoked.length} certificates revoked.`;
      return showRegister(qtsp, c, tellSuccess(text));
    });
}

function parseRegister(text: string) {
  const value = parseJson(text);
  const schema = validators.schema('register');
  if (schema.check(value)) return value;
  const detail =
    value === undefined
      ? 'It is no JSON.'
      : schema
          .problems(value)
          .map(({ message }) => message)
          .join(' ');
  return { problem: { code: 'request-refused', detail } } as const;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is told as such.
    return undefined;
  }
}

async function showRegister(qtsp: Qtsp, c: PageContext, notice?: Notice) {
  const { caller, formToken } = c.var.person;
  const filter = readFilter(c);
  const scope = caller.kind === 'nca' ? { ncaId: caller.ncaId } : {};
  const after = c.req.query('after');
  const found = await listRegistrations(
    qtsp.database,
    { ...filter, ...scope },
    { limit: LIMIT, ...(after === undefined ? {} : { after }) },
  );
  const { items, next } = toPage(
    found,
    LIMIT,
    (item) => item,
    (last) => last.organizationIdentifier,
  );
  const page = { title: 'Register', section: '/register', person: c.var.person, notice };
  return answerAuthorityPage(
    c,
    page,
    html`<section class="card">
          ${showFilter(filter)}
          ${showTable('Parties', COLUMNS, items)}
          ${showNext('/register', filter, next)}
        </section>
        <section class="card">${showImport(formToken)}</section>`,
  );
}

/** What is no value of the filter counts as none. */
function readFilter(c: PageContext): Pick<RegisterFilter, 'role' | 'status'> {
  const role = PSP_ROLES.find((name) => name === c.req.query('role'));
  const status = STATUSES.find((name) => name === c.req.query('status'));
  return { ...(role === undefined ? {} : { role }), ...(status === undefined ? {} : { status }) };
}

function showFilter({ role, status }: { readonly role?: PspRole; readonly status?: AuthorisationStatus }): Html {
  return html`<form class="filter" method="get" action="/register">
    ${showSelect('Role', 'role', [['', 'any'], ...PSP_ROLES.map((name) => [name, name] as const)], role)}
    ${showSelect('Status', 'status', [['', 'any'], ...STATUSES.map((name) => [name, name] as const)], status)}
    <button>Show</button> <a href="${toHref('/register', {})}">All</a>
  </form>`;
}

const COLUMNS = [
  { title: 'Number', show: (item: StoredRegistration) => linkParty(item.organizationIdentifier) },
  { title: 'Name', show: (item: StoredRegistration) => item.legalName },
  { title: 'Country', show: (item: StoredRegistration) => item.country },
  { title: 'Roles', show: (item: StoredRegistration) => showRoles(item.roles) },
  { title: 'Status', show: (item: StoredRegistration) => showStatus(item.status) },
];

const showRoles = (roles: readonly GrantedRole[]) => roles.map(({ role }) => role).join(', ') || 'none';

function showImport(formToken: string): Html {
  const field = showField({
    label: 'Register as JSON',
    name: 'register',
    hint: 'An object with "authorities" and "registrations", as importRegister takes it. All of it is brought in, or nothing.',
    isLong: true,
  });
  return html`<h2>Bring entries in</h2>${showForm('/register/import', formToken, field, { text: 'Import' })}`;
}
