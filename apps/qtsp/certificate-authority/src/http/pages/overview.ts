import { type Html, html, showFacts, showTime } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { loadCrl } from '../../acts/load-crl.ts';
import { listReportsFor } from '../../acts/misuse.ts';
import type { PersonCaller } from '../../acts/people.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import type { Crl } from '../../store/crls.ts';
import { type CertificateCounts, countCertificates } from '../../store/statistics.ts';
import { showEndingChart, showStatusChart } from './charts.ts';
import { answerAuthorityPage } from './layout.ts';
import type { PageEnv } from './page-env.ts';

const WEEKS = 12;
/** More than this many are said to be many. */
const COUNTED = 100;

export function createOverviewPage(qtsp: Qtsp): Hono<PageEnv> {
  return new Hono<PageEnv>().get('/', async (c) => {
    const { caller } = c.var.person;
    const ncaId = caller.kind === 'nca' ? caller.ncaId : undefined;
    const [counts, waiting, crl] = await Promise.all([
      countCertificates(qtsp.database, ncaId, WEEKS, qtsp.clock()),
      listReportsFor(qtsp, caller, { status: 'received' }, { limit: COUNTED }),
      loadCrl(qtsp),
    ]);
    const page = { title: 'Overview', section: '/', person: c.var.person };
    return answerAuthorityPage(c, page, showOverview(caller, counts, waiting.length, crl));
  });
}

function showOverview(caller: PersonCaller, counts: CertificateCounts, waiting: number, crl: Crl): Html {
  const whose = caller.kind === 'nca' ? `Of parties that ${caller.ncaId} supervises.` : 'Of all parties.';
  return html`<div class="cards">
    <section class="card"><h2>Certificates</h2>${showStatusChart(counts)}<p class="hint">${whose}</p></section>
    <section class="card"><h2>Ending in the weeks ahead</h2>${showEndingChart(counts)}</section>
    <section class="card"><h2>Inbox</h2>
      <p>${showWaiting(waiting)} <a href="/reports?status=received">Open the inbox</a></p>
    </section>
    <section class="card"><h2>List of revoked certificates</h2>
      ${showFacts([
        ['Number', String(crl.number)],
        ['Made', showTime(crl.thisUpdate)],
        ['Next due by', showTime(crl.nextUpdate)],
      ])}
    </section>
  </div>`;
}

function showWaiting(count: number): string {
  if (count === 0) return 'No report waits for a decision.';
  if (count > COUNTED) return `More than ${COUNTED} reports wait for a decision.`;
  return count === 1 ? 'One report waits for a decision.' : `${count} reports wait for a decision.`;
}
