import {
  type Html,
  html,
  type Notice,
  readNext,
  showFacts,
  showField,
  showForm,
  showNext,
  showTable,
  showTime,
  tellSuccess,
} from '@openxs2a/service/pages';
import type { Json, LogRecord, LogVerdict } from '@openxs2a/store/log';
import { Hono } from 'hono';
import type { Qtsp } from '../../acts/qtsp.ts';
import { readLog } from '../../acts/read-log.ts';
import { answerAuthorityPage, tellProblem } from './layout.ts';
import type { PageContext, PageEnv } from './page-env.ts';

const LIMIT = 100;
const WEEK = 604_800_000;

export function createLogPages(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/log', (c) => showLog(qtsp, c))
    .post('/log/verify', async (c) => {
      if (c.var.person.caller.kind !== 'operator') return showLog(qtsp, c, tellProblem({ code: 'caller-not-allowed' }));
      return showLog(qtsp, c, tellVerdict(await qtsp.journal.verify()));
    });
}

function tellVerdict(verdict: LogVerdict): Notice {
  const { entries, unsealed } = verdict.evidence;
  if (verdict.accepted)
    return tellSuccess(`All ${entries} sealed entries are as they were written; ${unsealed} wait for their seal.`);
  const { node, seal, position } = verdict.evidence;
  const place = position === undefined ? `seal ${seal}` : `entry ${position}`;
  const content = html`<div class="notice bad" role="alert">
    <strong>The log is not as it was written:</strong> ${verdict.reason}, at ${place} of ${node}.
  </div>`;
  return { content, status: 200, isError: true };
}

/** A day of a form, at its beginning in UTC; of what is none, nothing. */
function toDay(text: string | undefined): Date | undefined {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? new Date(`${text}T00:00:00Z`) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

async function showLog(qtsp: Qtsp, c: PageContext, notice?: Notice) {
  const { person } = c.var;
  const subject = c.req.query('subject')?.trim() || undefined;
  const from = toDay(c.req.query('from')) ?? new Date(qtsp.clock().getTime() - WEEK);
  const after = readNext(c.req.query('after'));
  const { items, next } = await readLog(qtsp, person.caller, { limit: LIMIT, subject, from, after });
  const day = from.toISOString().slice(0, 10);
  return answerAuthorityPage(
    c,
    { title: 'Log', section: '/log', person, notice },
    html`<section class="card">
      <form class="filter" method="get" action="/log">
        <div>${showField({ label: 'Since', name: 'from', type: 'date', value: day })}</div>
        <div>${showField({ label: 'About', name: 'subject', type: 'search', value: subject ?? '', isOptional: true })}</div>
        <button>Show</button>
      </form>
      ${showTable('Entries in the order in which they were written', COLUMNS, items)}
      ${showNext('/log', { from: day, subject }, next === undefined ? undefined : String(next))}
      ${person.caller.kind === 'operator' ? showForm('/log/verify', person.formToken, html``, { text: 'Check the whole log' }) : ''}
    </section>`,
  );
}

const COLUMNS = [
  { title: 'Written', show: ({ time }: LogRecord) => showTime(time) },
  { title: 'What', show: ({ kind }: LogRecord) => html`<span class="whole">${kind}</span>` },
  { title: 'About', show: ({ subject }: LogRecord) => subject ?? '–' },
  { title: 'By', show: ({ actor }: LogRecord) => actor ?? '–' },
  {
    title: 'Particulars',
    show: ({ body }: LogRecord) => html`<details><summary>show</summary>${showBody(body)}</details>`,
  },
];

/** Names and values; lists between commas. */
function showBody(body: Json): Html {
  const pairs = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return showFacts(pairs.map(([name, value]) => [name, toText(value)] as const));
}

function toText(value: Json): string | undefined {
  if (value === null || value === '') return undefined;
  return Array.isArray(value) ? value.join(', ') : String(value);
}
