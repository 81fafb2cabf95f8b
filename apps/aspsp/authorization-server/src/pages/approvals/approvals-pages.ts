import type { Approval } from '@openxs2a/sca';
import {
  answerPage,
  type Html,
  html,
  type Notice,
  type Room,
  showFacts,
  showForm,
  showTime,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { DEVICE_SCRIPT } from '../base/assets.ts';
import { readForm } from '../base/form.ts';
import { loadAccounts } from '../base/load-accounts.ts';
import { type Login, parseLogin } from '../base/login.ts';
import { createRoomLogin } from '../base/room-login.ts';
import { showReview } from '../base/show-review.ts';
import { createVisits } from '../base/visits.ts';
import { say } from '../base/words.ts';
import { CONSENTS_ROOM } from '../consents/room.ts';
import type { PagesOptions } from '../options.ts';
import { type ApprovalSubject, findApprovalSubject } from './find-subject.ts';

interface Env {
  Variables: { readonly login: Login; readonly formToken: string };
}

const HOME = '/approvals';
const SECTIONS = [{ path: HOME, title: 'Waiting for you' }] as const;
const DECISIONS = { approve: 'Approve', refuse: 'Refuse' } as const;
type Decision = keyof typeof DECISIONS;

/**
 * What stands for the bank's app: what waits to be approved, all of what it is about, and yes or no by the key of the device.
 * The key is the possession; the password only says whose approvals are shown.
 */
export function createApprovalsPages(options: PagesOptions): Hono<Env> {
  const { sca, road, core, profile, demoDevice } = options;
  const visits = createVisits<Login>({ ...options, name: 'xs2a-approvals', parse: parseLogin });

  const showOverview = async (c: Context<Env>, notice?: Notice) => {
    const { login, formToken } = c.var;
    const approvals = await sca.listApprovals(login.psuId);
    const shown = await Promise.all(
      approvals.map(async (approval) => ({
        approval,
        found: await findApprovalSubject(options, approval, login.psuId, CONSENTS_ROOM),
      })),
    );
    const cards = await Promise.all(
      shown.flatMap(({ approval, found }) => (found === undefined ? [] : showApproval(approval, found, formToken))),
    );
    const content = html`${cards.length === 0 ? html`<p>Nothing waits for you.</p>` : cards}
      <p><a href="${HOME}">Look again</a></p>`;
    const room: Room = {
      name: 'Approvals',
      sections: SECTIONS,
      who: login.name,
      formToken,
      signOut: `${HOME}/sign-out`,
    };
    const page = { site: profile.name, title: 'Waiting for you', room, section: HOME, notice, script: DEVICE_SCRIPT };
    return answerPage(c, page, content);
  };

  const showApproval = async (approval: Approval, found: ApprovalSubject, formToken: string): Promise<Html> => {
    const { approvalId, authenticationMethodId, shown, texts, expiresAt } = approval;
    const decide = (decision: Decision) =>
      html`<div data-device="${authenticationMethodId}" data-text="${texts[decision]}">${showForm(
        `${HOME}/${approvalId}/${decision}`,
        formToken,
        html`<input type="hidden" name="signature" value="">`,
        decision === 'approve' ? { text: DECISIONS[decision] } : { text: DECISIONS[decision], tone: 'second' },
      )}</div>`;
    return html`<section class="card">
      <p class="shown">${shown}</p>
      ${await showWhatItIs(found)}
      ${showFacts([['To be decided by', showTime(expiresAt)]])}
      <div class="acts">${decide('approve')}${decide('refuse')}</div>
    </section>`;
  };

  const showWhatItIs = async ({ subject }: ApprovalSubject): Promise<Html> => {
    if (subject.kind !== 'consent') return html``;
    const accounts = await loadAccounts(core, subject.accounts);
    return showReview({ subject, accounts, needsChoice: false, chosen: [] });
  };

  const decide = (decision: Decision) => async (c: Context<Env>) => {
    const { psuId } = c.var.login;
    const approvalId = c.req.param('approvalId');
    const approval = (await sca.listApprovals(psuId)).find((one) => one.approvalId === approvalId);
    const found = approval && (await findApprovalSubject(options, approval, psuId, CONSENTS_ROOM));
    if (approval === undefined || found === undefined)
      return showOverview(c, tellProblem('That does not wait for you any more.', 409));
    const given = (await readForm(c)).text('signature');
    const signature = given === '' ? demoDevice?.sign(psuId, approval.texts[decision]) : given;
    if (signature === undefined)
      return showOverview(c, tellProblem('This browser is not the device that was asked.', 422));
    const { subject, key } = found;
    const outcome =
      decision === 'approve'
        ? await sca.approve({ approvalId: approval.approvalId, signature, subject })
        : await sca.refuse({ approvalId: approval.approvalId, signature });
    if (key !== undefined) await road.poll(key);
    if (outcome.accepted) return c.redirect(`${HOME}?told=${decision}`, 303);
    const { text, status } = say(outcome.reason);
    return showOverview(c, tellProblem(text, status));
  };

  return new Hono<Env>()
    .use(`${HOME}/*`, visits.guard)
    .route('/', createRoomLogin(options, visits, { home: HOME, name: 'the approvals', isStrong: false }))
    .use(`${HOME}/*`, async (c, next) => {
      const { value, formToken } = visits.of(c);
      if (value?.isComplete !== true) return c.redirect(`${HOME}/sign-in`, 303);
      c.set('login', value);
      c.set('formToken', formToken);
      return next();
    })
    .get(HOME, (c) => showOverview(c, readTold(c)))
    .post(`${HOME}/:approvalId/approve`, decide('approve'))
    .post(`${HOME}/:approvalId/refuse`, decide('refuse'));
}

const TOLD: Readonly<Record<string, string>> = {
  approve: 'You have approved it.',
  refuse: 'You have refused it.',
};

function readTold(c: Context): Notice | undefined {
  const told = c.req.query('told') ?? '';
  const text = Object.hasOwn(TOLD, told) ? TOLD[told] : undefined;
  return text === undefined ? undefined : tellSuccess(text);
}
