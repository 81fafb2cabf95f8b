import { Hono } from 'hono';
import type { JournalRecord, JournalVerdict } from '../../acts/journal.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { readLog } from '../../acts/read-log.ts';
import { type Html, html } from './html.ts';
import { answerPage, type Notice, tellProblem, tellSuccess } from './layout.ts';
import type { PageContext, PageEnv } from './page-env.ts';
import { showField, showForm, showNext, showTable, showTime } from './parts.ts';

const LIMIT = 100;

export function createLogPages(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get('/log', (c) => showLog(qtsp, c))
    .post('/log/verify', async (c) => {
      if (c.var.person.caller.kind !== 'operator') return showLog(qtsp, c, tellProblem({ code: 'caller-not-allowed' }));
      return showLog(qtsp, c, tellVerdict(await qtsp.journal.verify()));
    });
}

function tellVerdict({ intact, entries, unsealed, brokenAt }: JournalVerdict): Notice {
  if (intact) return tellSuccess(`All ${entries} entries are as they were written; ${unsealed} wait for their seal.`);
  return {
    content: html`<div class="notice bad" role="alert">The log is broken at ${brokenAt ?? 'an unknown place'}.</div>`,
    status: 200,
  };
}

async function showLog(qtsp: Qtsp, c: PageContext, notice?: Notice) {
  const { person } = c.var;
  const query = {
    subject: c.req.query('subject')?.trim() || undefined,
    kind: c.req.query('kind')?.trim() || undefined,
  };
  const after = c.req.query('after');
  const { items, next } = await readLog(qtsp, person.caller, {
    limit: LIMIT,
    ...(query.subject === undefined ? {} : { subject: query.subject }),
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    ...(after === undefined ? {} : { after }),
  });
  return answerPage(
    c,
    { title: 'Log', section: '/log', person, notice },
    html`<section class="card">
      <form class="filter" method="get" action="/log">
        <div>${showField({ label: 'About', name: 'subject', type: 'search', value: query.subject ?? '', isOptional: true })}</div>
        <div>${showField({ label: 'Kind', name: 'kind', type: 'search', value: query.kind ?? '', isOptional: true })}</div>
        <button>Show</button>
      </form>
      ${showTable('Entries in the order in which they were written', COLUMNS, items)}
      ${showNext('/log', query, next)}
      ${person.caller.kind === 'operator' ? showForm('/log/verify', person.formToken, html``, { text: 'Check the whole log' }) : ''}
    </section>`,
  );
}

const COLUMNS = [
  { title: 'Written', show: ({ recordedAt }: JournalRecord) => showTime(recordedAt) },
  { title: 'What', show: ({ kind }: JournalRecord) => kind },
  { title: 'About', show: ({ subject }: JournalRecord) => subject ?? '–' },
  { title: 'Particulars', show: ({ body }: JournalRecord): Html => html`<code>${showBody(body)}</code>` },
];

/** What is there; lists between commas. */
function showBody(body: JournalRecord['body']): string {
  return Object.entries(body)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
}
