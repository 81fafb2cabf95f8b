import {
  html,
  type Notice,
  showFacts,
  showField,
  showForm,
  showSelect,
  showTable,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { readForm } from '../base/form.ts';
import type { PagesOptions } from '../options.ts';
import type { Incident, OperatorOptions } from './options.ts';
import { answerOperator, OPERATOR_HOME, type OperatorEnv } from './room.ts';
import { showDelivery, showDeliveryState } from './show-delivery.ts';
import { showMoment } from './show-moment.ts';
import { linkTpp, wordsOf } from './tpp-pages.ts';

const SHOWN = 100;

/** Of what a TPP is suspected (PSD2, Article 68(5) and (6)): access is denied, and its authority is told at once. */
const CATEGORIES = [
  ['unauthorised-access', 'Access that nobody authorised'],
  ['fraud', 'Fraud'],
  ['certificate-misuse', 'Certificate used by somebody else'],
  ['excessive-access', 'More access than is allowed'],
  ['other', 'Something else'],
] as const;

export function createIncidentPages(
  { profile: { name: bank } }: PagesOptions,
  { incidents, tpps }: OperatorOptions,
): Hono<OperatorEnv> {
  const showNew = (c: Context<OperatorEnv>, tppId: string, description = '', notice?: Notice) => {
    const fields = html`
      ${showField({ label: 'Number of the TPP', name: 'tppId', value: tppId, hint: 'As in its certificate: PSDDE-BAFIN-123456.' })}
      ${showSelect('What is suspected', 'category', CATEGORIES)}
      ${showField({ label: 'What happened', name: 'description', value: description, hint: 'For the authority, on one line. What the bank knows of the TPP goes along by itself.' })}`;
    const form = showForm(`${OPERATOR_HOME}/incidents`, c.var.formToken, fields, {
      text: 'Block and report',
      tone: 'grave',
    });
    return answerOperator(
      c,
      { site: bank, title: 'Report an incident', section: 'Incidents', notice },
      html`<section class="card"><p>The TPP is blocked from its next request on, and the report is made and recorded with it: both, or neither.</p>${form}</section>`,
    );
  };
  const showIncident = async (c: Context<OperatorEnv>, notice?: Notice) => {
    const incident = await incidents.find(c.req.param('incidentId') ?? '');
    if (incident === undefined) return c.notFound();
    const tpp = await tpps.find(incident.tppId);
    const path = `${OPERATOR_HOME}/incidents/${encodeURIComponent(incident.incidentId)}`;
    return answerOperator(
      c,
      { site: bank, title: 'Incident', section: 'Incidents', notice },
      html`<section class="card">${showFacts([
        ['TPP', linkTpp(incident.tppId, tpp?.legalName ?? incident.tppId)],
        ['Now', tpp?.status],
        ['Suspected', wordOf(incident.category)],
        ['What happened', incident.description],
        ['For', incident.ncaId],
        ['By', incident.by],
        ['At', showMoment(incident.at)],
      ])}</section>
        <section class="card"><h2>Report to the authority</h2>
          ${showDelivery(incident.delivery, { action: `${path}/send`, formToken: c.var.formToken })}
          <p><a href="${path}/report.json">report.json</a>: what happened, with the evidence that the bank has, as it was when it was recorded.</p></section>`,
    );
  };
  return new Hono<OperatorEnv>()
    .get('/incidents', async (c) =>
      answerOperator(
        c,
        { site: bank, title: 'Incidents', section: 'Incidents' },
        html`<p><a href="${OPERATOR_HOME}/incidents/new">Report an incident</a></p>
          <section class="card">${showTable('Reported, the newest first', COLUMNS, await incidents.list(SHOWN))}</section>`,
      ),
    )
    .get('/incidents/new', (c) => showNew(c, c.req.query('tpp') ?? ''))
    .post('/incidents', async (c) => {
      const form = await readForm(c);
      const category = CATEGORIES.find(([value]) => value === form.text('category'))?.[0];
      const tppId = form.text('tppId');
      const description = form.text('description');
      if (category === undefined)
        return showNew(c, tppId, description, tellProblem('Say what is suspected.', 422, 'category'));
      try {
        const { incidentId } = await incidents.report({ tppId, category, description, by: c.var.name });
        return c.redirect(`${OPERATOR_HOME}/incidents/${encodeURIComponent(incidentId)}`, 303);
      } catch (error) {
        return showNew(c, tppId, description, tellProblem(wordsOf(error), 422, 'description'));
      }
    })
    .get('/incidents/:incidentId', (c) => showIncident(c))
    .post('/incidents/:incidentId/send', async (c) => {
      try {
        await incidents.sendAgain(c.req.param('incidentId'), c.var.name);
      } catch (error) {
        return showIncident(c, tellProblem(wordsOf(error), 409));
      }
      return showIncident(c, tellSuccess('It is sent within a minute.'));
    })
    .get('/incidents/:incidentId/report.json', async (c) => {
      const incident = await incidents.find(c.req.param('incidentId'));
      if (incident === undefined) return c.notFound();
      c.header('Content-Disposition', 'attachment; filename="report.json"');
      return c.json(incident.report);
    });
}

const wordOf = (category: string): string => CATEGORIES.find(([value]) => value === category)?.[1] ?? category;

const COLUMNS = [
  {
    title: 'At',
    show: ({ at, incidentId }: Incident) =>
      html`<a href="${OPERATOR_HOME}/incidents/${encodeURIComponent(incidentId)}">${showMoment(at)}</a>`,
  },
  { title: 'TPP', show: ({ tppId }: Incident) => linkTpp(tppId) },
  { title: 'Suspected', show: ({ category }: Incident) => wordOf(category) },
  { title: 'For', show: ({ ncaId }: Incident) => ncaId },
  { title: 'By', show: ({ by }: Incident) => by },
  { title: 'Report', show: ({ delivery }: Incident) => showDeliveryState(delivery) },
];
