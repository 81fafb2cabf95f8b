import { html, showField, showNext, showSelect, toHref } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { listCertificatesFor } from '../../acts/find-certificate.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { CertificateStatus } from '../../domain/certificate-record.ts';
import { toPage } from '../api/page.ts';
import { showCertificateTable } from './certificate-table.ts';
import { answerAuthorityPage } from './layout.ts';
import type { PageContext, PageEnv } from './page-env.ts';

const LIMIT = 50;
const STATUSES: readonly CertificateStatus[] = ['valid', 'expired', 'revoked'];

export function createCertificatesPage(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>().get('/certificates', (c) => showList(qtsp, c));
}

async function showList(qtsp: Qtsp, c: PageContext) {
  const { person } = c.var;
  const status = STATUSES.find((name) => name === c.req.query('status'));
  const party = c.req.query('party')?.trim() || undefined;
  const after = c.req.query('after');
  const filter = {
    ...(status === undefined ? {} : { status }),
    ...(party === undefined ? {} : { organizationIdentifier: party }),
  };
  const found = await listCertificatesFor(qtsp, person.caller, filter, {
    limit: LIMIT,
    ...(after === undefined ? {} : { after }),
  });
  const { items, next } = toPage(
    found,
    LIMIT,
    (item) => item,
    (last) => last.serialNumber,
  );
  return answerAuthorityPage(
    c,
    { title: 'Certificates', section: '/certificates', person },
    html`<section class="card">
      <form class="filter" method="get" action="/certificates">
        ${showSelect('Status', 'status', [['', 'any'], ...STATUSES.map((name) => [name, name] as const)], status)}
        <div>${showField({ label: 'Number of the party', name: 'party', type: 'search', value: party ?? '', isOptional: true })}</div>
        <button>Show</button> <a href="${toHref('/certificates', {})}">All</a>
      </form>
      ${showCertificateTable(items, qtsp.clock())}
      ${showNext('/certificates', { status, party }, next)}
    </section>`,
  );
}
