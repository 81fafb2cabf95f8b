import { passwordOf, refusalOf, start } from '../bank.fixture.ts';
import { goOnAfterPassword } from './put-moves.fixture.ts';
import { CONFLICT, CREDENTIALS, NOT_HERE } from './refusals.fixture.ts';
import {
  type Authorisation,
  ask,
  attemptsOf,
  fail,
  hasAgreed,
  hasEnded,
  isFinal,
  miss,
  type Person,
  type Setting,
  type State,
  WAITS_OF_LINK,
} from './state.fixture.ts';
import { nameOf, type Step } from './world.fixture.ts';

/** Begins another authorisation, with a password where there is one. */
export const startWith = (setting: Setting, person: Person, password?: 'password' | 'wrong password'): Step => ({
  name: ['POST authorisation', password].filter((part) => part !== undefined).join(' with '),
  // where several may run at once there is no end of them: two of one person, and one of the others, are enough
  isPossible: ({ authorisations }) =>
    authorisations.filter((one) => one.begunFor === person.psuId && !isFinal(one)).length <
    (person === setting.people[0] ? 2 : 1),
  expect: (state) => expectStart(setting, state, person, password),
  async send(world) {
    const { bank, consentId, begun } = world;
    const headers = isNamedAtStart(setting) ? nameOf(person) : {};
    const psuData = { password: password === 'password' ? passwordOf(person) : 'wrong' };
    const answer = await start(bank, consentId, { headers, ...(password !== undefined && { body: { psuData } }) });
    if (answer.status !== 201) return refusalOf(answer);
    const { authorisationId = '', scaStatus } = answer.body;
    const href = answer.body._links?.['scaRedirect']?.href;
    begun.push({ authorisationId, begunFor: person.psuId, path: href && new URL(href).pathname });
    return `201 ${scaStatus}`;
  },
});

/** Nothing begins for what is over, or beside another authorisation, unless several people authorise. */
function isClosed({ people }: Setting, state: State): boolean {
  const isUnderWay = people.length === 1 && state.authorisations.some((one) => !isFinal(one));
  return hasEnded(state) || state.consentStatus === 'valid' || isUnderWay;
}

/** Where it does not stand in the consent, and no page asks for it. */
const isNamedAtStart = ({ people, isNamed, approach }: Setting) =>
  people.length > 1 || (!isNamed && approach !== 'REDIRECT');

/** For a consent that names nobody. */
export const startForNobody = (setting: Setting): Step => ({
  name: 'POST authorisation for nobody',
  expect: (state) => (isClosed(setting, state) ? CONFLICT : '400 FORMAT_ERROR PSU-ID'),
  send: async ({ bank, consentId }) => refusalOf(await start(bank, consentId)),
});

function expectStart(setting: Setting, state: State, person: Person, password: string | undefined): string {
  if (password !== undefined && setting.approach !== 'EMBEDDED') return NOT_HERE;
  if (isClosed(setting, state)) return CONFLICT;
  if (password !== undefined) return expectStartByPassword(setting, state, person, password === 'password');
  if (hasAgreed(state, person)) return CONFLICT;
  const one = begin(setting, person);
  const answered = `201 ${one.scaStatus}`;
  state.authorisations.push(one);
  // the device is asked once the authorisation is there
  if (setting.approach === 'DECOUPLED' && attemptsOf(state, person).isBlocked) fail(one);
  else if (setting.approach === 'DECOUPLED') ask(one, 'device');
  return answered;
}

/** Nothing has begun where the password does not lead on. */
function expectStartByPassword(setting: Setting, state: State, person: Person, isRight: boolean): string {
  const attempts = attemptsOf(state, person);
  if (!attempts.isBlocked && !isRight) miss(attempts, 'passwords');
  if (attempts.isBlocked || !isRight) return CREDENTIALS;
  attempts.passwords = 0;
  if (hasAgreed(state, person)) return CONFLICT;
  const one = begin(setting, person);
  state.authorisations.push(one);
  const refusal = goOnAfterPassword(setting, state, one, person);
  if (refusal !== undefined) state.authorisations.pop();
  return refusal ?? `201 ${one.scaStatus}`;
}

function begin(setting: Setting, { psuId }: Person): Authorisation {
  const isKnown = setting.isNamed || isNamedAtStart(setting);
  return {
    begunFor: psuId,
    psuId: isKnown ? psuId : undefined,
    approach: setting.approach,
    scaStatus: isKnown ? 'psuIdentified' : 'received',
    asked: undefined,
    waitsLeft: setting.approach === 'REDIRECT' ? WAITS_OF_LINK : 0,
    isLoggedIn: false,
    isCodeBrought: false,
  };
}

/** Somebody who may not open what others agree to. */
export const startAsStranger = (stranger: Person): Step => ({
  name: 'POST authorisation of a stranger',
  expect: (state) => (hasEnded(state) || state.consentStatus === 'valid' ? CONFLICT : '400 FORMAT_ERROR'),
  async send({ bank, consentId }) {
    const psuData = { password: passwordOf(stranger) };
    return refusalOf(await start(bank, consentId, { headers: nameOf(stranger), body: { psuData } }));
  },
});
