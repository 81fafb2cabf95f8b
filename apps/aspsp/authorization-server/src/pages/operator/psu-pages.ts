import type { Psu } from '@openxs2a/core-banking';
import { html, type Notice, showFacts, showField, showForm, tellProblem, tellSuccess } from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { readForm } from '../base/form.ts';
import { showStatus } from '../base/show-status.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { answerOperator, OPERATOR_HOME, type OperatorEnv } from './room.ts';
import { showMoment } from './show-moment.ts';

const PATH = `${OPERATOR_HOME}/psus`;

type PsuPagesOptions = Pick<PagesOptions, 'core' | 'sca' | 'profile'>;

/** Whether the access of a PSU is blocked, and the end of that (RTS, Article 4(4)). Who it is, and what it has, stays out. */
export function createPsuPages({ core, sca, profile: { name: site } }: PsuPagesOptions): Hono<OperatorEnv> {
  const show = async (c: Context<OperatorEnv>, psuId: string, notice?: Notice) => {
    const psu = psuId === '' ? undefined : await core.findPsu({ psuId });
    const found = psu === undefined ? html`` : await showAccess(c, psuId, psu);
    return answerOperator(
      c,
      { site, title: 'Access of PSUs', section: 'PSUs', notice: notice ?? tellUnknown(psuId, psu) },
      html`<section class="card">
        <form class="filter" method="get" action="${PATH}">
          <div>${showField({ label: 'PSU-ID', name: 'psu', type: 'search', value: psuId })}</div>
          <button>Show</button>
        </form>${found}</section>`,
    );
  };
  const showAccess = async (c: Context<OperatorEnv>, psuId: string, { id }: Psu) => {
    const until = await sca.blockedUntil(id);
    if (until === undefined) return showFacts([['Access', showStatus('active', 'open')]]);
    const fields = html`<input type="hidden" name="psu" value="${psuId}">
      ${showField({ label: 'How was made sure that it is this PSU who asks', name: 'why' })}`;
    return html`${showFacts([
      ['Access', showStatus('blocked')],
      ['Until', until === 'for-good' ? 'it is unblocked' : showMoment(until)],
    ])}${showForm(`${PATH}/unblock`, c.var.formToken, fields, { text: 'Unblock' })}`;
  };
  return new Hono<OperatorEnv>()
    .get('/psus', (c) => show(c, (c.req.query('psu') ?? '').trim()))
    .post('/psus/unblock', async (c) => {
      const form = await readForm(c);
      const [psuId, why] = [form.text('psu'), form.text('why')];
      const psu = await core.findPsu({ psuId });
      if (psu === undefined) return show(c, psuId);
      if (why === '') return show(c, psuId, tellProblem('Say how it was made sure who asks.', 422, 'why'));
      const outcome = await sca.unblock(psu.id, c.var.name, why);
      if (outcome.accepted) return show(c, psuId, tellSuccess('Its access is open again, and the PSU is told.'));
      const { text, status } = say(outcome.reason);
      return show(c, psuId, tellProblem(text, status));
    });
}

const tellUnknown = (psuId: string, psu: Psu | undefined): Notice | undefined =>
  psuId === '' || psu !== undefined ? undefined : tellProblem('There is no such PSU.', 404, 'psu');
