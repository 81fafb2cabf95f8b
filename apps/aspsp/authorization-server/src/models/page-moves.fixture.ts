import { passwordOf } from '../bank.fixture.ts';
import { type Fields, openBrowser } from '../pages/browser.fixture.ts';
import { see, submit, submitTwice } from './page-calls.fixture.ts';
import {
  type Authorisation,
  ask,
  attemptsOf,
  fail,
  finish,
  isFinal,
  miss,
  newestOf,
  type Person,
  reject,
  type Setting,
  type State,
} from './state.fixture.ts';
import { codeSentTo, methodOf, newestIn, type Step, type World, wrongOf } from './world.fixture.ts';

/** Whoever is sent to the bank is over there: what comes now is between the TPP and its customer. */
const isOver = (one: Authorisation) => isFinal(one) || one.scaStatus === 'unconfirmed';
const isNew = ({ scaStatus }: Authorisation) => scaStatus === 'received' || scaStatus === 'psuIdentified';
const mayChoose = ({ scaStatus }: Authorisation) =>
  scaStatus === 'psuAuthenticated' || scaStatus === 'scaMethodSelected';

const LOGIN = 'Log in';
const END = '200 Nothing more to do here';

/** Where the browser is sent: back to the TPP where it is told the end, or on to where the authorisation stands. */
function goOn(state: State, one: Authorisation): string {
  if (!isOver(one) || !(one.isLoggedIn || one.scaStatus === 'failed')) return follow(state, one);
  if (one.scaStatus === 'failed') return 'back with a no';
  if (one.scaStatus !== 'unconfirmed') return 'back';
  one.isCodeBrought = true;
  return 'back with a code';
}

function follow(state: State, one: Authorisation): string {
  expectPage(state, one);
  return 'on';
}

/** What the link shows. */
function expectPage(state: State, one: Authorisation): string {
  if (isOver(one) && !one.isLoggedIn && one.scaStatus === 'failed') return 'back with a no';
  if (isOver(one)) {
    if (one.isLoggedIn && one.scaStatus === 'unconfirmed') one.isCodeBrought = true;
    return END;
  }
  state.hasForms = true;
  return `200 ${titleOf(one)}`;
}

function titleOf({ isLoggedIn, scaStatus, asked }: Authorisation): string {
  if (!isLoggedIn) return LOGIN;
  if (scaStatus === 'started') return 'Confirm on your device';
  return scaStatus === 'scaMethodSelected' && asked !== undefined ? 'Enter the code' : 'Do you agree?';
}

/** What the PSU does in the browser that the TPP has sent, in whatever order, whether a page offers it or not. */
export function pages(setting: Setting, person: Person, other: Person): readonly Step[] {
  const visit = (name: string, rest: string, expect: (state: State, one: Authorisation) => string): Step => ({
    name,
    isPossible: (state) => newestOf(state, person, setting) !== undefined,
    expect: (state) => expect(state, theOne(setting, state, person)),
    send: (world) => see(world, newestIn(world, person), rest),
  });
  const post = (
    name: string,
    rest: string,
    expect: (state: State, one: Authorisation) => string,
    fieldsOf: (world: World) => Fields | Promise<Fields> = () => ({}),
    isPossible: (state: State, one: Authorisation) => boolean = () => true,
  ): Step => ({
    name,
    isPossible(state) {
      const one = newestOf(state, person, setting);
      return one !== undefined && isPossible(state, one);
    },
    expect: (state) => (state.hasForms ? expect(state, theOne(setting, state, person)) : '403'),
    send: async (world) => submit(world, newestIn(world, person), rest, await fieldsOf(world)),
  });
  /** For who has logged in here, as long as it is not over. */
  const step =
    (expect: (state: State, one: Authorisation) => string) =>
    (state: State, one: Authorisation): string =>
      !one.isLoggedIn || isOver(one) ? goOn(state, one) : expect(state, one);

  const logIn = (who: Person, password: string) => () => ({ 'psu-id': who.psuId, password });
  const expectLogin = (isRight: boolean) => (state: State, one: Authorisation) => {
    if (isOver(one) || one.isLoggedIn) return goOn(state, one);
    const attempts = attemptsOf(state, person);
    if (attempts.isBlocked || (!isRight && miss(attempts, 'passwords'))) {
      // what has begun with the PSU stays as it is
      if (!isNew(one)) return `401 ${LOGIN}`;
      fail(one);
      return goOn(state, one);
    }
    if (!isRight) return `401 ${LOGIN}`;
    attempts.passwords = 0;
    if (isNew(one)) Object.assign(one, { psuId: person.psuId, scaStatus: 'psuAuthenticated' });
    one.isLoggedIn = true;
    return follow(state, one);
  };
  const expectOther = (state: State, one: Authorisation) => {
    if (isOver(one) || one.isLoggedIn) return goOn(state, one);
    if (!isNew(one)) return `401 ${LOGIN}`;
    reject(state, one);
    return goOn(state, one);
  };
  const expectChoice = (kind: 'code' | 'device' | 'none') =>
    step((state, one) => {
      if (!mayChoose(one)) return `409 ${titleOf(one)}`;
      if (kind === 'none') return `422 ${titleOf(one)}`;
      if (attemptsOf(state, person).isBlocked) return `401 ${titleOf(one)}`;
      ask(one, kind);
      return follow(state, one);
    });
  const expectCode = (isRight: boolean) =>
    step((state, one) => {
      const attempts = attemptsOf(state, person);
      const { asked } = one;
      if (one.scaStatus !== 'scaMethodSelected') return `409 ${titleOf(one)}`;
      if (attempts.isBlocked || (asked !== undefined && !isRight && miss(attempts, 'possessions'))) {
        fail(one);
        return goOn(state, one);
      }
      if (asked === undefined) return `409 ${titleOf(one)}`;
      if (isRight) {
        attempts.possessions = 0;
        finish(setting, state, one);
        return goOn(state, one);
      }
      asked.triesLeft -= 1;
      if (asked.triesLeft === 0) one.asked = undefined;
      return `401 ${titleOf(one)}`;
    });
  const expectRefusal = (state: State, one: Authorisation) => {
    if (isOver(one) || !(one.isLoggedIn || isNew(one))) return goOn(state, one);
    reject(state, one);
    return goOn(state, one);
  };
  const agree = (kind: 'code' | 'device') => async (world: World) => ({ method: await methodOf(world, person, kind) });

  return [
    visit('open the link', '', expectPage),
    visit('look at it again', '/review', (state, { isLoggedIn, scaStatus }) => {
      const one = theOne(setting, state, person);
      if (!isLoggedIn || scaStatus !== 'scaMethodSelected') return expectPage(state, one);
      state.hasForms = true;
      return '200 Do you agree?';
    }),
    visit('look at the device', '/wait', (state, one) => {
      const answer = one.isLoggedIn && one.scaStatus === 'started' ? 'on' : goOn(state, one);
      return answer === 'on' ? expectPage(state, one) : answer;
    }),
    post('log in', '/login', expectLogin(true), logIn(person, passwordOf(person))),
    post('log in wrongly', '/login', expectLogin(false), logIn(person, 'wrong')),
    post(
      'log in as another',
      '/login',
      expectOther,
      logIn(other, passwordOf(other)),
      // whom nobody has named anybody may be
      (_state, { psuId }) => psuId !== undefined,
    ),
    post('agree by text message', '/agree', expectChoice('code'), agree('code')),
    post('agree by device', '/agree', expectChoice('device'), agree('device')),
    post('agree by nothing', '/agree', expectChoice('none'), () => ({ method: 'none' })),
    post('code', '/code', expectCode(true), async (world) => ({ code: await codeSentTo(world, person) })),
    post('wrong code', '/code', expectCode(false), async (world) => ({
      code: wrongOf(await codeSentTo(world, person)),
    })),
    { ...post('code twice at once', '/code', expectCode(true)), send: (world) => submitTwice(world, person) },
    post('refuse', '/refuse', expectRefusal),
    {
      ...post('form of another site', '/refuse', () => '403'),
      send: (world) => submit({ ...world, formToken: 'forged' }, newestIn(world, person), '/refuse', {}),
    },
    {
      name: 'link of before',
      isPossible: ({ authorisations }) => authorisations.length > 1,
      expect: ({ authorisations }) => (authorisations.at(-2)?.isLoggedIn ? END : 'back with a no'),
      send: (world) => see(world, world.begun.at(-2), ''),
    },
    ...strangers(setting, person),
  ];
}

/** Whoever else has the link. */
function strangers(setting: Setting, person: Person): readonly Step[] {
  const isPossible = (state: State) => newestOf(state, person, setting) !== undefined;
  const stranger = (world: World): World => ({ ...world, browser: openBrowser(world.fetchPage), formToken: '' });
  return [
    {
      name: 'another browser agrees',
      isPossible,
      expect: (state) => (isOver(theOne(setting, state, person)) ? '403' : 'on'),
      async send(world) {
        const [own, begun] = [stranger(world), newestIn(world, person)];
        await see(own, begun, '');
        const agreed = await submit(own, begun, '/agree', { method: await methodOf(world, person, 'code') });
        const typed = await submit(own, begun, '/code', { code: await codeSentTo(world, person) });
        return agreed === typed ? agreed : `${agreed}, ${typed}`;
      },
    },
    {
      name: 'another browser refuses',
      isPossible,
      expect(state) {
        const one = theOne(setting, state, person);
        if (isOver(one)) return '403';
        if (!isNew(one)) return 'on';
        reject(state, one);
        return 'back with a no';
      },
      async send(world) {
        const [own, begun] = [stranger(world), newestIn(world, person)];
        await see(own, begun, '');
        return submit(own, begun, '/refuse', {});
      },
    },
  ];
}

function theOne(setting: Setting, state: State, person: Person): Authorisation {
  const one = newestOf(state, person, setting);
  if (one === undefined) throw new TypeError('There is no authorisation with a page.');
  return one;
}
