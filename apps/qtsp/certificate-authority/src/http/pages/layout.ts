import {
  answerPage,
  type Html,
  html,
  type Notice,
  type PageOptions,
  type Room,
  renderPage,
  tellSuccess,
} from '@openxs2a/service/pages';
import type { Context } from 'hono';
import type { PersonCaller } from '../../acts/people.ts';
import type { Problem } from '../../domain/outcome.ts';
import { toReply } from '../problem.ts';

export interface AuthorityPage extends Pick<PageOptions, 'title' | 'section' | 'notice' | 'isWide'> {
  /** Who looks at it. Without one, there is neither navigation nor a way to sign out. */
  readonly person?: { readonly caller: PersonCaller; readonly formToken: string };
}

interface Section {
  readonly path: string;
  readonly title: string;
  readonly operatorOnly?: true;
}

const SECTIONS: readonly Section[] = [
  { path: '/', title: 'Overview' },
  { path: '/register', title: 'Register' },
  { path: '/certificates', title: 'Certificates' },
  { path: '/reports', title: 'Inbox' },
  { path: '/enrolments', title: 'Enrolments', operatorOnly: true },
  { path: '/credentials', title: 'Credentials', operatorOnly: true },
  { path: '/log', title: 'Log' },
];

export const renderAuthorityPage = (page: AuthorityPage, content: Html): Html => renderPage(toOptions(page), content);

/** The page as an answer, with the status of what it tells. */
export const answerAuthorityPage = (c: Context, page: AuthorityPage, content: Html) =>
  answerPage(c, toOptions(page), content);

function toOptions({ person, ...page }: AuthorityPage): PageOptions {
  const footer = html`<a href="/policy">Policy and certificates of this authority</a>`;
  const site = { site: 'Certificate authority', home: '/', footer };
  return { ...page, ...site, ...(person && { room: toRoom(person) }) };
}

function toRoom({ caller, formToken }: NonNullable<AuthorityPage['person']>): Room {
  const role = caller.kind === 'nca' ? caller.ncaId : 'operator';
  const sections = SECTIONS.filter(({ operatorOnly }) => caller.kind === 'operator' || operatorOnly !== true);
  return { sections, who: `${caller.name}, ${role}`, formToken, signOut: '/sign-out' };
}

/** What stood against an act, all of it. */
export function tellProblem(problem: Problem): Notice {
  const { detail, reasons = [] } = problem;
  const { status, body } = toReply(problem);
  const content = html`<div class="notice bad" role="alert">
    <strong>${body.title}</strong> ${detail ?? ''}
    ${reasons.length === 0 ? '' : html`<ul>${reasons.map((reason) => html`<li>${reason.detail}</li>`)}</ul>`}
  </div>`;
  return { content, status, isError: true };
}

/** Acts that led to another page, by the name that its address carries. */
const TOLD: Readonly<Record<string, string>> = {
  revoked: 'The certificate is revoked. CRL and OCSP say so from now on.',
  changed: 'The register is changed, and what it no longer bears out is revoked.',
  decided: 'The decision is in effect.',
  cancelled: 'The enrolment is cancelled; its secret is worthless.',
};

/** What the page before asked this one to tell; anything else in the address says nothing. */
export function readTold(c: Context): Notice | undefined {
  const told = c.req.query('told') ?? '';
  const text = Object.hasOwn(TOLD, told) ? TOLD[told] : undefined;
  return text === undefined ? undefined : tellSuccess(text);
}
