import { passwordOf } from '../bank.fixture.ts';
import { DEVICES } from '../devices.fixture.ts';
import { openBrowser, type TestBrowser } from '../pages/browser.fixture.ts';
import {
  type Authorisation,
  attemptsOf,
  finish,
  giveUp,
  hasAgreed,
  miss,
  type Person,
  reject,
  type Setting,
  type State,
} from './state.fixture.ts';
import type { ShownApproval, Step, World } from './world.fixture.ts';

type Decision = 'approve' | 'refuse';

/** The device of a person: it logs in to the bank's approvals, and signs what it finds there, or what it found before. */
export const device = (setting: Setting, person: Person): readonly Step[] => [
  {
    name: 'device looks',
    expect: (state) => {
      const waiting = findWaiting(state, person);
      return typeof waiting === 'object' ? 'asked' : waiting;
    },
    send: (world) => decideOn(world, person, undefined),
  },
  {
    name: 'device approves',
    expect: (state) =>
      whereAsked(state, person, (one) => {
        attemptsOf(state, person).possessions = 0;
        // who has agreed by another authorisation has nothing more to say
        if (hasAgreed(state, person)) giveUp(setting, state, one);
        else finish(setting, state, one);
        return '303';
      }),
    send: (world) => decideOn(world, person, 'approve', (text) => DEVICES.sign(person.id, text)),
  },
  {
    name: 'device refuses',
    expect: (state) =>
      whereAsked(state, person, (one) => {
        attemptsOf(state, person).possessions = 0;
        reject(state, one);
        return '303';
      }),
    send: (world) => decideOn(world, person, 'refuse', (text) => DEVICES.sign(person.id, text)),
  },
  {
    name: 'another device approves',
    expect: (state) =>
      whereAsked(state, person, (one, asked) => {
        miss(attemptsOf(state, person), 'possessions');
        asked.triesLeft -= 1;
        if (asked.triesLeft === 0) giveUp(setting, state, one);
        return '401';
      }),
    send: (world) => decideOn(world, person, 'approve', (text) => DEVICES.sign('a stranger', text)),
  },
];

type Asked = NonNullable<Authorisation['asked']>;

function whereAsked(state: State, person: Person, decide: (one: Authorisation, asked: Asked) => string): string {
  const waiting = findWaiting(state, person);
  if (waiting === 'nothing' && state.shownTo.includes(person.psuId)) return '409';
  return typeof waiting === 'object' ? decide(waiting.one, waiting.asked) : waiting;
}

/** What the device finds once the PSU has logged in, or why nothing. */
function findWaiting(state: State, { psuId }: Person): { one: Authorisation; asked: Asked } | 'nothing' | 'no way in' {
  const attempts = attemptsOf(state, { psuId });
  if (attempts.isBlocked) return 'no way in';
  attempts.passwords = 0;
  for (const one of state.authorisations) {
    const { asked } = one;
    if (one.psuId !== psuId || asked?.kind !== 'device') continue;
    state.shownTo = [...new Set([...state.shownTo, psuId])].toSorted();
    return { one, asked };
  }
  return 'nothing';
}

async function decideOn(
  world: World,
  person: Person,
  decision: Decision | undefined,
  sign: (text: string) => string = () => '',
): Promise<string> {
  const browser = openBrowser(world.fetchPage);
  await browser.visit('/approvals');
  const { status } = await browser.submit('Log in', { 'psu-id': person.psuId, password: passwordOf(person) });
  if (status !== 200) return status === 401 ? 'no way in' : String(status);
  const found = await findShown(world, person, browser);
  if (found !== undefined) world.approvals.set(person.psuId, found);
  if (decision === undefined) return found === undefined ? 'nothing' : 'asked';
  const shown = world.approvals.get(person.psuId);
  if (shown === undefined) return 'nothing';
  const { path, texts } = shown;
  const fields = { _token: tokenOn(browser), signature: sign(texts[decision]) };
  return String((await browser.post(`${path}/${decision}`, fields)).status);
}

export const tokenOn = ({ page }: TestBrowser): string => /name="_token" value="([^"]*)"/.exec(page.html)?.[1] ?? '';

/** Of what the page shows, what was begun first. */
async function findShown(
  { bank, begun }: World,
  { id }: Person,
  { page }: TestBrowser,
): Promise<ShownApproval | undefined> {
  const approvals = await bank.sca.listApprovals(id);
  for (const { authorisationId } of begun) {
    const approvalId = approvals.find((approval) => approval.authorisationId === authorisationId)?.approvalId;
    const path = `/approvals/${approvalId}`;
    const textOf = (decision: Decision) =>
      new RegExp(`data-text="([^"]*)"(?:(?!data-text)[^])*action="${path}/${decision}"`).exec(page.html)?.[1];
    const [approve, refuse] = [textOf('approve'), textOf('refuse')];
    if (approve !== undefined && refuse !== undefined)
      return { path, texts: { approve: decode(approve), refuse: decode(refuse) } };
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decode = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
