import { createCalendar } from '@openxs2a/core-banking';
import { type Html, html, showTable } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import type { PagesOptions } from '../options.ts';
import { niceCeiling, showColumns, showLine } from './charts.ts';
import type { KpiDay, OperatorOptions } from './options.ts';
import {
  averageOf,
  countRequests,
  errorRateOf,
  findQuarter,
  listQuarters,
  renderQuarter,
  toDecimal,
} from './quarter.ts';
import { answerOperator, OPERATOR_HOME, type OperatorEnv } from './room.ts';

const QUARTERS = 8;
const SERVICES = [
  ['AIS', 'account information'],
  ['PIS', 'payment initiation'],
  ['PIIS', 'confirmation of funds'],
] as const;

/** How the dedicated interface is doing, day by day, and the file that is published for a quarter. */
export function createKpiPages({ profile, clock }: PagesOptions, { kpi }: OperatorOptions): Hono<OperatorEnv> {
  const dayOf = createCalendar(profile.timeZone);
  return new Hono<OperatorEnv>()
    .get('/kpi', async (c) => {
      const quarters = listQuarters(dayOf(clock()), QUARTERS);
      const [newest] = quarters;
      const quarter = findQuarter(c.req.query('quarter') ?? '') ?? newest;
      if (quarter === undefined) return c.notFound();
      const days = await kpi.days(quarter.from, quarter.to);
      return answerOperator(
        c,
        { site: profile.name, title: `Interface in ${quarter.name}`, section: 'Interface' },
        html`<p>${quarters.map(({ name }) => html`<a href="${OPERATOR_HOME}/kpi?quarter=${name}">${name}</a> `)}</p>
          ${days.length === 0 ? html`<p>Nothing was measured in that time.</p>` : showDays(days)}
          <p><a href="${OPERATOR_HOME}/kpi/${quarter.name}.csv">${quarter.name}.csv</a>: what is published, a line for each day.</p>`,
      );
    })
    .get('/kpi/:file{.+\\.csv}', async (c) => {
      const quarter = findQuarter(c.req.param('file').slice(0, -'.csv'.length));
      if (quarter === undefined) return c.notFound();
      const content = renderQuarter(await kpi.days(quarter.from, quarter.to));
      return c.body(content, 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="${quarter.name}.csv"`,
      });
    });
}

function showDays(days: readonly KpiDay[]): Html {
  const names = days.map(({ day }) => day);
  const errors = days.map(errorRateOf);
  const downtimes = days.map(({ downtime }) => downtime);
  const lines = SERVICES.map(([service, words]) => {
    const values = days.map((day) => (averageOf(day, service) === '' ? undefined : Number(averageOf(day, service))));
    const chart = values.every((value) => value === undefined)
      ? html`<p>Nobody asked.</p>`
      : showLine(`Average response time of ${words} by day`, names, values, 'ms');
    return html`<section class="card"><h2>Response time, ${words}</h2>${chart}</section>`;
  });
  return html`<div class="cards">
    <section class="card"><h2>Downtime</h2>${showPercents('Downtime by day in percent', names, downtimes)}</section>
    <section class="card"><h2>Error rate</h2>${showPercents('Error rate by day in percent', names, errors)}</section>
    ${lines}
  </div>
  <section class="card">${showTable('By day', COLUMNS, days)}</section>`;
}

/** Most days are near nothing, so the scale ends where the worst of them is. */
const showPercents = (label: string, days: readonly string[], values: readonly number[]): Html =>
  showColumns(label, days, values, niceCeiling(Math.max(1, ...values)), '%');

const COLUMNS = [
  { title: 'Day', show: ({ day }: KpiDay) => day },
  { title: 'Uptime', show: ({ uptime }: KpiDay) => `${toDecimal(uptime)} %` },
  { title: 'Downtime', show: ({ downtime }: KpiDay) => `${toDecimal(downtime)} %` },
  { title: 'AIS', show: (day: KpiDay) => withUnit(averageOf(day, 'AIS')) },
  { title: 'PIS', show: (day: KpiDay) => withUnit(averageOf(day, 'PIS')) },
  { title: 'Funds', show: (day: KpiDay) => withUnit(averageOf(day, 'PIIS')) },
  { title: 'Requests', show: (day: KpiDay) => String(countRequests(day)) },
  { title: 'Errors', show: (day: KpiDay) => `${toDecimal(errorRateOf(day))} %` },
];

const withUnit = (milliseconds: string): string => (milliseconds === '' ? '–' : `${milliseconds} ms`);
