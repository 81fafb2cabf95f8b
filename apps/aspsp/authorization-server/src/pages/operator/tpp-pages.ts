import {
  type Html,
  html,
  showFacts,
  showField,
  showForm,
  showNext,
  showSelect,
  showTable,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { describeAuthorisation } from '../base/describe-tpp.ts';
import { type Form, readForm } from '../base/form.ts';
import { showStatus } from '../base/show-status.ts';
import type { PagesOptions } from '../options.ts';
import type { OperatorOptions, Tpp, TppEvidence } from './options.ts';
import { answerOperator, OPERATOR_HOME, type OperatorEnv } from './room.ts';
import { showMoment } from './show-moment.ts';

const PAGE = 50;
const NOTES = {
  block: 'It is blocked.',
  unblock: 'It is not blocked any more.',
  attest: 'It is kept.',
  review: 'It is kept.',
};
type Act = keyof typeof NOTES;

/** Who has called, by which evidence, and what the bank has decided about it. */
export function createTppPages(
  { profile: { name: bank } }: PagesOptions,
  { tpps }: OperatorOptions,
): Hono<OperatorEnv> {
  const showList = async (c: Context<OperatorEnv>) => {
    const { status, reviewBy, after } = c.req.query();
    const filter = {
      status: (['active', 'blocked'] as const).find((one) => one === status),
      reviewBy: reviewBy || undefined,
      after,
      limit: PAGE,
    };
    const found = await tpps.list(filter);
    const last = found.length === PAGE ? found.at(-1)?.tppId : undefined;
    return answerOperator(
      c,
      { site: bank, title: 'TPPs', section: 'TPPs' },
      html`<section class="card">
        <form class="filter" method="get" action="${OPERATOR_HOME}/tpps">
          ${showSelect('Status', 'status', STATUSES, status)}
          <div>${showField({ label: 'To be reviewed by', name: 'reviewBy', type: 'date', value: reviewBy ?? '', isOptional: true })}</div>
          <button>Show</button>
        </form>
        ${showTable('Who has called, or was blocked', COLUMNS, found)}
        ${showNext(`${OPERATOR_HOME}/tpps`, { status, reviewBy }, last)}
      </section>`,
    );
  };
  const showOne = async (c: Context<OperatorEnv>, notice?: ReturnType<typeof tellProblem>) => {
    const tppId = c.req.param('tppId') ?? '';
    const tpp = await tpps.find(tppId);
    if (tpp === undefined)
      return answerOperator(
        c,
        {
          site: bank,
          title: 'No such TPP',
          section: 'TPPs',
          notice: notice ?? { content: html``, status: 404, isError: false },
        },
        html`<p>It has never called, nor was it blocked.</p>`,
      );
    const title = tpp.legalName ?? tppId;
    return answerOperator(c, { site: bank, title, section: 'TPPs', notice }, showTpp(tpp, c.var.formToken));
  };
  const take: Record<Act, (tppId: string, by: string, form: Form) => Promise<Tpp>> = {
    block: (tppId, by, form) => tpps.block(tppId, form.text('reason'), by),
    unblock: (tppId, by, form) => tpps.unblock(tppId, form.text('reason'), by),
    attest: (tppId, by, form) => {
      const validUntil = form.text('validUntil');
      return tpps.attest(tppId, {
        statement: form.text('statement'),
        by,
        ...(validUntil === '' ? {} : { validUntil }),
      });
    },
    review: (tppId, by, form) => tpps.review(tppId, { note: form.text('note'), by, next: form.text('next') }),
  };
  return new Hono<OperatorEnv>()
    .get('/tpps', showList)
    .get('/tpps/:tppId', (c) => showOne(c))
    .post('/tpps/:tppId/:act', async (c) => {
      const act = (['block', 'unblock', 'attest', 'review'] as const).find((name) => name === c.req.param('act'));
      if (act === undefined) return c.notFound();
      try {
        await take[act](c.req.param('tppId'), c.var.name, await readForm(c));
      } catch (error) {
        return showOne(c, tellProblem(wordsOf(error), 422));
      }
      return showOne(c, tellSuccess(NOTES[act]));
    });
}

/** What the directory says in words; anything else is a fault. */
export function wordsOf(error: unknown): string {
  const isTold = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_TPP_');
  if (!isTold) throw error;
  return error.message;
}

const STATUSES = [
  ['', 'all'],
  ['active', 'active'],
  ['blocked', 'blocked'],
] as const;

export const linkTpp = (tppId: string, text: Html | string = tppId): Html =>
  html`<a href="${OPERATOR_HOME}/tpps/${encodeURIComponent(tppId)}">${text}</a>`;

const COLUMNS = [
  { title: 'Name', show: ({ tppId, legalName }: Tpp) => linkTpp(tppId, legalName ?? 'never called') },
  { title: 'Number', show: ({ tppId }: Tpp) => tppId },
  { title: 'Roles', show: ({ roles }: Tpp) => roles.join(', ') },
  { title: 'Status', show: ({ status }: Tpp) => showStatus(status) },
  {
    title: 'Register',
    show: ({ register }: Tpp) => (register === undefined ? 'not asked' : showStatus(register.result)),
  },
  { title: 'Last seen', show: ({ lastSeen }: Tpp) => showMoment(lastSeen) },
  { title: 'Next review', show: ({ nextReview }: Tpp) => nextReview ?? 'none set' },
];

function showTpp(tpp: TppEvidence, formToken: string): Html {
  const { tppId, decision, register, attestation, review } = tpp;
  const by = (act: { readonly by: string; readonly at: string }) => html`${act.by}, ${showMoment(act.at)}`;
  return html`<section class="card">${showFacts([
    ['Number', tppId],
    ['Supervised by', describeAuthorisation(tppId, tpp.nca?.name)],
    ['Roles', tpp.roles.join(', ')],
    ['First seen', showMoment(tpp.firstSeen)],
    ['Last seen', showMoment(tpp.lastSeen)],
    ['Status', showStatus(tpp.status)],
    ['Decided', decision && html`${decision.reason}<br><span class="hint">${by(decision)}</span>`],
    ['Register', register && html`${showStatus(register.result)} <span class="hint">${showMoment(register.at)}</span>`],
    [
      'Attested',
      attestation &&
        html`${attestation.statement}<br><span class="hint">${by(attestation)}${attestation.validUntil === undefined ? '' : `, until ${attestation.validUntil}`}</span>`,
    ],
    ['Reviewed', review && html`${review.note}<br><span class="hint">${by(review)}</span>`],
    ['Next review', tpp.nextReview ?? 'none set'],
  ])}</section>
  <section class="card">${showTable('Certificates that it has shown', CERTIFICATES, tpp.certificates)}</section>
  <div class="cards">
    ${showActs(tpp, formToken)}
    <section class="card"><h2>Incident</h2><p>Block it and report it to its authority, as one.</p>
      <p><a href="${OPERATOR_HOME}/incidents/new?tpp=${encodeURIComponent(tppId)}">Report an incident</a></p></section>
  </div>`;
}

const CERTIFICATES = [
  { title: 'Use', show: ({ use }: Certificate) => use },
  {
    title: 'Serial number',
    show: ({ serialNumber }: Certificate) => html`<span class="number">${serialNumber}</span>`,
  },
  { title: 'Issuer', show: ({ issuer }: Certificate) => issuer },
  { title: 'Roles', show: ({ roles }: Certificate) => roles.join(', ') },
  { title: 'Until', show: ({ notAfter }: Certificate) => showMoment(notAfter) },
  {
    title: 'Revocation',
    show: ({ revocation, revoked }: Certificate) =>
      revoked === undefined ? `none, by ${revocation.by}` : `revoked since ${revoked.since}: ${revoked.reason}`,
  },
];
type Certificate = TppEvidence['certificates'][number];

function showActs({ tppId, status }: Tpp, formToken: string): Html {
  const base = `${OPERATOR_HOME}/tpps/${encodeURIComponent(tppId)}`;
  const reason = showField({ label: 'Reason', name: 'reason' });
  const blocking =
    status === 'active'
      ? html`<h2>Block</h2>${showForm(`${base}/block`, formToken, reason, { text: 'Block', tone: 'grave' })}`
      : html`<h2>Unblock</h2>${showForm(`${base}/unblock`, formToken, reason, { text: 'Unblock' })}`;
  const attesting = html`${showField({ label: 'Statement', name: 'statement' })}
    ${showField({ label: 'Counts until', name: 'validUntil', type: 'date', isOptional: true })}`;
  const reviewing = html`${showField({ label: 'Note', name: 'note' })}${showField({ label: 'Next review', name: 'next', type: 'date' })}`;
  return html`<section class="card">${blocking}</section>
    <section class="card"><h2>Attest</h2>${showForm(`${base}/attest`, formToken, attesting, { text: 'Keep' })}</section>
    <section class="card"><h2>Review</h2>${showForm(`${base}/review`, formToken, reviewing, { text: 'Keep' })}</section>`;
}
