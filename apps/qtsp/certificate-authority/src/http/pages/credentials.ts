import { toPem } from '@openxs2a/certificates';
import { type Html, html, type Notice, showField, showForm, showSelect } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { issueCredential } from '../../acts/issue-credential.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { IssuedRecord } from '../../domain/certificate-record.ts';
import type { Authority } from '../../domain/register.ts';
import { listAuthorities } from '../../store/registrations.ts';
import { answerAuthorityPage, tellProblem } from './layout.ts';
import { type PageContext, type PageEnv, readForm } from './page-env.ts';
import { linkCertificate } from './parts.ts';

/** The holder in the form that is no authority. */
const OPERATOR = 'operator';

/** For the operator: certificates with which authorities and its own machines call the interface. */
export function createCredentialPages(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/credentials', (c) => showCredentials(qtsp, c))
    .post('/credentials', async (c) => {
      const { caller } = c.var.person;
      if (caller.kind !== 'operator') return showCredentials(qtsp, c);
      const form = await readForm(c);
      const holder = form.text('holder');
      const input = { csr: form.text('csr'), ...(holder === OPERATOR ? {} : { ncaId: holder }) };
      const outcome = await issueCredential(qtsp, caller, input);
      return showCredentials(qtsp, c, outcome.done ? tellCredential(outcome.value) : tellProblem(outcome.problem));
    });
}

function tellCredential({ serialNumber, der }: IssuedRecord): Notice {
  const content = html`<div class="notice good" role="status">
    <p>The credential ${linkCertificate(serialNumber)} is issued.</p>
    <pre>${toPem(der)}</pre>
  </div>`;
  return { content, status: 200, isError: false };
}

async function showCredentials(qtsp: Qtsp, c: PageContext, notice?: Notice) {
  const { person } = c.var;
  const page = { title: 'Credentials', section: '/credentials', person };
  if (person.caller.kind !== 'operator')
    return answerAuthorityPage(c, { ...page, notice: tellProblem({ code: 'caller-not-allowed' }) }, html``);
  const authorities = await listAuthorities(qtsp.database);
  return answerAuthorityPage(
    c,
    { ...page, notice },
    html`<section class="card"><h2>Issue a credential</h2>
      <p>A credential opens the interface of this certificate authority, and nothing at a bank. Make sure that the signing
        request comes from the authority: compare the fingerprint of its key by another way.</p>
      ${showCredentialForm(authorities, person.formToken)}
    </section>`,
  );
}

function showCredentialForm(authorities: readonly Authority[], formToken: string): Html {
  const holders = [
    [OPERATOR, 'the operator'] as const,
    ...authorities.map(({ ncaId, name }) => [ncaId, `${ncaId}, ${name}`] as const),
  ];
  const fields = html`
    ${showSelect('Holder', 'holder', holders)}
    ${showField({ label: 'Signing request (PKCS #10, PEM)', name: 'csr', isLong: true })}`;
  return showForm('/credentials', formToken, fields, { text: 'Issue' });
}
