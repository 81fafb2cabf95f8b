import { revoke } from './dashboard-moves.fixture.ts';
import { device } from './device-moves.fixture.ts';
import type { Machine } from './machine.fixture.ts';
import { pages } from './page-moves.fixture.ts';
import { PUT_NAMES, put } from './put-moves.fixture.ts';
import { startAsStranger, startForNobody, startWith } from './start-moves.fixture.ts';
import { type Authorisation, initialState, newestOf, type Person, type Setting, type State } from './state.fixture.ts';
import { intrude, remove, replace, wait, waitLong } from './tpp-moves.fixture.ts';
import { type Walked, walk } from './walk.fixture.ts';
import {
  type Appearance,
  appearanceOf,
  changesOf,
  look,
  type ModelBank,
  openModelBank,
  openWorld,
  PEOPLE,
  type Step,
  type World,
} from './world.fixture.ts';

/** Holds a bank of this setting against what is written down of it. */
export async function walkConsents(setting: Setting, runs: number): Promise<Walked> {
  const model = await openModelBank(setting);
  const walked = await walk(createMachine(model, setting), runs);
  await model.bank.close();
  return walked;
}

const createMachine = (model: ModelBank, setting: Setting): Machine<State, World, Appearance> => ({
  initial: initialState(setting),
  moves: [...setting.people.flatMap((person) => movesOf(setting, person)), ...movesOfAnybody(setting)],
  keyOf: (state) => keyOf(setting, state),
  situationOf(state, { actor }) {
    const person = setting.people.find(({ psuId }) => psuId === actor) ?? setting.people[0];
    const { approach, scaStatus } = newestOf(state, person, setting) ?? {};
    return [state.consentStatus, approach, scaStatus].filter((part) => part !== undefined).join(' ');
  },
  open: () => openWorld(model, setting),
  look,
  appearanceOf,
  changesOf,
});

/** What has failed is as good as not there, unless it is what somebody means by the authorisation, or the one before. */
function keyOf(setting: Setting, state: State): string {
  const { authorisations, ...others } = state;
  const isMeant = (one: Authorisation) => setting.people.some((person) => newestOf(state, person, setting) === one);
  const kept = authorisations.filter((one) => isMeant(one) || one.scaStatus !== 'failed').toSorted(byPerson);
  return JSON.stringify({ ...others, kept, isBeforeLoggedIn: authorisations.at(-2)?.isLoggedIn });
}

const byPerson = (one: Authorisation, other: Authorisation) => one.begunFor.localeCompare(other.begunFor);

function movesOf(setting: Setting, person: Person): readonly Step[] {
  if (setting.people.length > 1) return movesOfOne(setting, person);
  const { approach, isNamed, isExempt } = setting;
  const hasCode = person.methods.includes('code');
  return [
    ...put(setting, person, ...PUT_NAMES),
    startWith(setting, person),
    startWith(setting, person, 'password'),
    ...(approach === 'EMBEDDED' ? [startWith(setting, person, 'wrong password')] : []),
    ...(approach === 'DECOUPLED' && !isNamed ? [startForNobody(setting)] : []),
    ...(approach === 'EMBEDDED' && hasCode && !isExempt ? [replace(setting, person)] : []),
    ...(person.methods.includes('device') ? device(setting, person) : []),
    ...(approach === 'REDIRECT' ? [...pages(setting, person, PEOPLE.code), revoke(setting, person)] : []),
  ];
}

/** What one of several does that the others have to know of; to be wrong is a matter of its own. */
function movesOfOne(setting: Setting, person: Person): readonly Step[] {
  const { psuId } = person;
  const moves = [
    ...put(setting, person, 'password', 'text message', 'device', 'code'),
    startWith(setting, person),
    startWith(setting, person, 'password'),
    ...device(setting, person).filter(({ name }) => name !== 'another device approves'),
  ];
  return moves.map((move) => ({ ...move, actor: psuId, name: `${psuId}: ${move.name}` }));
}

const movesOfAnybody = (setting: Setting): readonly Step[] => [
  remove,
  intrude,
  wait(setting),
  waitLong(setting),
  ...(setting.people.length > 1 ? [startAsStranger(PEOPLE.several)] : []),
];
