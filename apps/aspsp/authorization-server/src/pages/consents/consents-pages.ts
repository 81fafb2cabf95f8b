import type { AuditRecord, Consent } from '@openxs2a/consent';
import type { Account } from '@openxs2a/core-banking';
import {
  answerPage,
  type Html,
  html,
  type Notice,
  readNext,
  showFacts,
  showForm,
  showNext,
  showTable,
  showTime,
  tellProblem,
  tellSuccess,
} from '@openxs2a/service/pages';
import { type Context, Hono } from 'hono';
import { describeAccess } from '../base/describe-access.ts';
import { describeFrequency, showDay } from '../base/describe-term.ts';
import { describeAuthorisation } from '../base/describe-tpp.ts';
import { loadAccounts } from '../base/load-accounts.ts';
import { type Login, parseLogin } from '../base/login.ts';
import { createRoomLogin } from '../base/room-login.ts';
import { showAccount } from '../base/show-account.ts';
import { showStatus } from '../base/show-status.ts';
import { createVisits } from '../base/visits.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { createDevicePages } from './devices-pages.ts';
import { type Activity, loadActivity, loadOpened } from './load-activity.ts';
import { createPasskeyPages } from './passkey-pages.ts';
import { CONSENTS_ROOM, type RoomEnv, toRoom } from './room.ts';
import { ACTIVITY_COLUMNS, ACTIVITY_KINDS, describeResult } from './show-activity.ts';

const PAGE = 50;
const SHOWN_ACCESSES = 10;

type RoomContext = Context<RoomEnv>;

/** What the PSU has opened to whom, what was read with it, and an end of it at once. */
export function createConsentsPages(options: PagesOptions): Hono<RoomEnv> {
  const { consents, core, profile } = options;
  const visits = createVisits<Login>({ ...options, name: 'xs2a-consents', parse: parseLogin, isAutomatic });
  const show = (c: RoomContext, title: string, section: string, content: Html, notice?: Notice) => {
    const room = toRoom(c.var.login, c.var.formToken);
    return answerPage(c, { site: profile.name, title, room, section, notice }, content);
  };

  const showOverview = async (c: RoomContext) => {
    const { psuId } = c.var.login;
    const given = await consents.listOfPsu(psuId, { after: c.req.query('after'), limit: PAGE });
    const active = given.filter(isActive);
    const ended = given.filter((consent) => !isActive(consent));
    const last = given.length === PAGE ? given.at(-1)?.consentId : undefined;
    const activity = await loadActivity(options, psuId);
    return show(
      c,
      'My consents',
      '/',
      html`<p>Whom you have allowed to read from your accounts. You can end each of these at once; nobody but you decides that.</p>
        <section class="card">${showTable('In force', columnsOf(activity), active)}</section>
        <section class="card">${showTable('Not in force', columnsOf(activity), ended)}${showNext('/', {}, last)}</section>`,
      readTold(c),
    );
  };

  const findOwn = async (c: RoomContext): Promise<Consent | undefined> => {
    const consentId = c.req.param('consentId') ?? '';
    const { psuId } = c.var.login;
    const { records } = await consents.audit({ psuId, consentId, limit: 1 });
    const [first] = records;
    const found = first?.tppId === undefined ? undefined : await consents.find(consentId, first.tppId);
    return found?.accepted && found.evidence.psu?.psuId === psuId ? found.evidence : undefined;
  };

  const showConsent = async (c: RoomContext, notice?: Notice) => {
    const consent = await findOwn(c);
    if (consent === undefined)
      return show(c, 'No such consent', '/', html`<p>You have given no such consent.</p>`, NONE);
    const { psuId } = c.var.login;
    const [opened, activity] = await Promise.all([
      loadOpened(options, psuId, consent.consentId),
      loadActivity(options, psuId, consent.consentId),
    ]);
    const accounts = await loadAccounts(core, opened);
    const accesses = activity.accesses.slice(0, SHOWN_ACCESSES);
    const path = `/consents/${encodeURIComponent(consent.consentId)}`;
    const revoke = showForm(
      `${path}/revoke`,
      c.var.formToken,
      html`<p>From then on nothing more is read with it. It cannot be taken back; a new consent can be given.</p>`,
      {
        text: 'End this consent',
        tone: 'grave',
      },
    );
    return show(
      c,
      consent.tppName,
      '/',
      html`<section class="card">${showConsentFacts(consent, accounts)}</section>
        ${isActive(consent) ? html`<section class="card"><h2>End it</h2>${revoke}</section>` : ''}
        <section class="card">${showTable('Last accesses', ACTIVITY_COLUMNS, accesses)}</section>`,
      notice,
    );
  };

  return new Hono<RoomEnv>()
    .use(visits.guard)
    .route('/', createRoomLogin(options, visits, { home: '/', name: CONSENTS_ROOM, isStrong: true }))
    .use(async (c, next) => {
      const { value, formToken } = visits.of(c);
      if (value?.isComplete !== true) return c.redirect('/sign-in', 303);
      c.set('login', value);
      c.set('formToken', formToken);
      return next();
    })
    .route('/', createDevicePages(options))
    .route('/', createPasskeyPages(options))
    .get('/', showOverview)
    .get('/consents/:consentId', (c) => showConsent(c))
    .post('/consents/:consentId/revoke', async (c) => {
      const outcome = await consents.revokeByPsu(c.req.param('consentId'), c.var.login.psuId);
      if (outcome.accepted) return c.redirect('/?told=ended', 303);
      const { text, status } = say(outcome.reason);
      return showConsent(c, tellProblem(text, status));
    })
    .get('/activity', async (c) => {
      const { psuId } = c.var.login;
      const after = readNext(c.req.query('after'));
      const { records, next } = await consents.audit({ psuId, kind: ACTIVITY_KINDS, limit: PAGE, after });
      return show(
        c,
        'Activity',
        '/activity',
        html`<p>What was recorded about your consents, in the order in which it happened. The bank cannot change these records unseen.</p>
          <section class="card">${showTable('Records', ACTIVITY_COLUMNS, records)}
          ${showNext('/activity', {}, next === undefined ? undefined : String(next))}</section>`,
      );
    });
}

const NONE: Notice = { content: html``, status: 404, isError: false };

const isAutomatic = (c: Context) => c.req.method === 'GET' && c.req.path.endsWith('/wait');

/** What can be ended: what opens something now, or still could. */
const isActive = ({ consentStatus }: Consent) =>
  consentStatus === 'valid' || consentStatus === 'received' || consentStatus === 'partiallyAuthorised';

const readTold = (c: Context): Notice | undefined =>
  c.req.query('told') === 'ended' ? tellSuccess('The consent has ended. Nothing more is read with it.') : undefined;

const columnsOf = ({ lastAccess }: Activity) => [
  {
    title: 'Who',
    show: ({ consentId, tppName }: Consent) =>
      html`<a href="/consents/${encodeURIComponent(consentId)}">${tppName}</a>`,
  },
  { title: 'What', show: ({ access }: Consent) => describeAccess(access).kinds.join(', ') },
  { title: 'Status', show: ({ consentStatus }: Consent) => showStatus(consentStatus, describeResult(consentStatus)) },
  { title: 'Since', show: ({ createdAt, authorisedAt }: Consent) => showTime(authorisedAt ?? createdAt) },
  { title: 'Until', show: ({ recurring, validUntil }: Consent) => (recurring ? showDay(validUntil) : 'once') },
  {
    title: 'Last access',
    show: ({ consentId }: Consent) => showLast(lastAccess.get(consentId)),
  },
];

const showLast = (record: AuditRecord | undefined): Html | string =>
  record === undefined ? 'none' : showTime(record.time);

function showConsentFacts(consent: Consent, accounts: readonly Account[]): Html {
  const { tppId, tppName, access, consentStatus, recurring, validUntil, createdAt, authorisedAt, psu } = consent;
  const { kinds, reach } = describeAccess(access);
  return showFacts([
    ['Who', tppName],
    ['Supervised by', describeAuthorisation(tppId)],
    ['Status', showStatus(consentStatus, describeResult(consentStatus))],
    ['What', html`<ul>${kinds.map((kind) => html`<li>${kind}</li>`)}</ul>`],
    [
      'Accounts',
      accounts.length === 0 ? reach : html`<ul>${accounts.map((one) => html`<li>${showAccount(one)}</li>`)}</ul>`,
    ],
    ['How often', describeFrequency(consent)],
    ['Asked for', showTime(createdAt)],
    ['Given', authorisedAt === undefined ? undefined : showTime(authorisedAt)],
    ['Until', recurring ? showDay(validUntil) : 'once'],
    ['On behalf of', psu?.corporateId],
    ['Number', html`<span class="number">${consent.consentId}</span>`],
  ]);
}
