import { html, showNext, showSelect, showTable, showTime } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { listReportsFor } from '../../acts/misuse.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { Report } from '../../domain/report.ts';
import { toPage } from '../api/page.ts';
import { answerAuthorityPage } from './layout.ts';
import type { PageContext, PageEnv } from './page-env.ts';
import { linkParty, showStatus } from './parts.ts';

const LIMIT = 50;
const STATUSES: readonly Report['status'][] = ['received', 'upheld', 'dismissed'];

export function createReportsPage(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>().get('/reports', (c) => showInbox(qtsp, c));
}

async function showInbox(qtsp: Qtsp, c: PageContext) {
  const { person } = c.var;
  const status = STATUSES.find((name) => name === c.req.query('status'));
  const after = c.req.query('after');
  const page = { limit: LIMIT, ...(after === undefined ? {} : { after }) };
  const found = await listReportsFor(qtsp, person.caller, status === undefined ? {} : { status }, page);
  const { items, next } = toPage(
    found,
    LIMIT,
    (item) => item,
    (last) => last.reportId,
  );
  return answerAuthorityPage(
    c,
    { title: 'Inbox', section: '/reports', person },
    html`<section class="card">
      <form class="filter" method="get" action="/reports">
        ${showSelect('Status', 'status', [['', 'any'], ...STATUSES.map((name) => [name, name] as const)], status)}
        <button>Show</button>
      </form>
      ${showTable('Reports of misuse, the latest first', COLUMNS, items)}
      ${showNext('/reports', { status }, next)}
    </section>`,
  );
}

const COLUMNS = [
  {
    title: 'Received',
    show: (report: Report) => html`<a href="/reports/${report.reportId}">${showTime(report.receivedAt)}</a>`,
  },
  { title: 'About', show: (report: Report) => linkParty(report.organizationIdentifier) },
  { title: 'By', show: (report: Report) => report.reporter },
  { title: 'Category', show: (report: Report) => report.category },
  { title: 'Authority', show: (report: Report) => report.ncaId },
  { title: 'Status', show: (report: Report) => showStatus(report.status) },
];
