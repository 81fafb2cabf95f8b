import { type Call, passwordOf, refusalOf, update } from '../bank.fixture.ts';
import { CONFLICT, CREDENTIALS, NO_METHOD, NOT_HERE } from './refusals.fixture.ts';
import {
  type Authorisation,
  ask,
  attemptsOf,
  fail,
  finalise,
  finish,
  hasAgreed,
  isFinal,
  miss,
  newestOf,
  type Person,
  reject,
  type ScaStatus,
  type Setting,
  type State,
} from './state.fixture.ts';
import { codeSentTo, methodOf, nameOf, newestIn, type Step, type World, wrongOf } from './world.fixture.ts';

const hasMethods = ({ methods }: Person, ...kinds: Person['methods']) => kinds.every((kind) => methods.includes(kind));

/** Where the password leads; what was asked stands in the authorisation. */
export function goOnAfterPassword(
  setting: Setting,
  state: State,
  one: Authorisation,
  { methods }: Person,
): string | undefined {
  const [method, ...more] = methods;
  if (setting.isExempt) finalise(setting, state, one, 'exempted');
  else if (method === undefined) return NO_METHOD;
  else if (more.length > 0) one.scaStatus = 'psuAuthenticated';
  else ask(one, method);
  return undefined;
}

interface Put {
  readonly approach?: Authorisation['approach'];
  readonly at: readonly ScaStatus[];
  /** Where the step is in its place. */
  readonly expect: (setting: Setting, state: State, one: Authorisation, person: Person) => string;
  readonly send: (world: World, person: Person) => Call | Promise<Call>;
}

const body = (content: object): Call => ({ body: content });
const taken = ({ scaStatus }: Authorisation) => `200 ${scaStatus}`;

function expectPassword(isRight: boolean): Put['expect'] {
  return (setting, state, one, person) => {
    const attempts = attemptsOf(state, person);
    if (attempts.isBlocked || (!isRight && miss(attempts, 'passwords'))) fail(one);
    if (attempts.isBlocked || !isRight) return CREDENTIALS;
    attempts.passwords = 0;
    const refusal = goOnAfterPassword(setting, state, one, person);
    if (refusal !== undefined) fail(one);
    return refusal ?? taken(one);
  };
}

function expectChoice(kind: 'code' | 'device'): Put['expect'] {
  return (_setting, state, one, person) => {
    if (!hasMethods(person, kind)) return NO_METHOD;
    // who is blocked is asked nothing, and may come again
    if (attemptsOf(state, person).isBlocked) return CREDENTIALS;
    ask(one, kind);
    return taken(one);
  };
}

function expectCode(isRight: boolean): Put['expect'] {
  return (setting, state, one, person) => {
    const attempts = attemptsOf(state, person);
    const { asked } = one;
    if (attempts.isBlocked || asked === undefined) {
      fail(one);
      return CREDENTIALS;
    }
    if (!isRight) {
      asked.triesLeft -= 1;
      if (miss(attempts, 'possessions') || asked.triesLeft === 0) fail(one);
      return CREDENTIALS;
    }
    attempts.possessions = 0;
    // by another authorisation of the same consent
    if (hasAgreed(state, person)) {
      fail(one);
      return CONFLICT;
    }
    finish(setting, state, one);
    return taken(one);
  };
}

const NEW: readonly ScaStatus[] = ['received', 'psuIdentified'];
const CHOOSING: readonly ScaStatus[] = ['psuAuthenticated', 'scaMethodSelected'];

const PUTS = {
  identify: {
    at: NEW,
    expect: (_setting, _state, one, { psuId }) => {
      one.psuId = psuId;
      one.scaStatus = 'psuIdentified';
      return taken(one);
    },
    send: (_world, person) => ({ ...body({}), headers: nameOf(person) }),
  },
  password: {
    approach: 'EMBEDDED',
    at: NEW,
    expect: expectPassword(true),
    send: (_world, person) => body({ psuData: { password: passwordOf(person) } }),
  },
  'wrong password': {
    approach: 'EMBEDDED',
    at: NEW,
    expect: expectPassword(false),
    send: () => body({ psuData: { password: 'wrong' } }),
  },
  'text message': {
    approach: 'EMBEDDED',
    at: CHOOSING,
    expect: expectChoice('code'),
    send: async (world, person) => body({ authenticationMethodId: await methodOf(world, person, 'code') }),
  },
  device: {
    approach: 'EMBEDDED',
    at: CHOOSING,
    expect: expectChoice('device'),
    send: async (world, person) => body({ authenticationMethodId: await methodOf(world, person, 'device') }),
  },
  'no method': {
    approach: 'EMBEDDED',
    at: CHOOSING,
    expect: () => NO_METHOD,
    send: () => body({ authenticationMethodId: 'none' }),
  },
  code: {
    approach: 'EMBEDDED',
    at: ['scaMethodSelected'],
    expect: expectCode(true),
    send: async (world, person) => body({ scaAuthenticationData: await codeSentTo(world, person) }),
  },
  'wrong code': {
    approach: 'EMBEDDED',
    at: ['scaMethodSelected'],
    expect: expectCode(false),
    send: async (world, person) => body({ scaAuthenticationData: wrongOf(await codeSentTo(world, person)) }),
  },
  confirmation: {
    approach: 'REDIRECT',
    at: ['unconfirmed'],
    expect: (setting, state, one) => {
      finalise(setting, state, one);
      return taken(one);
    },
    send: (world, person) => body({ confirmationCode: newestIn(world, person)?.confirmationCode ?? 'none' }),
  },
  'wrong confirmation': {
    approach: 'REDIRECT',
    at: ['unconfirmed'],
    expect: (_setting, state, one) => {
      reject(state, one);
      return taken(one);
    },
    send: () => body({ confirmationCode: 'wrong' }),
  },
} as const satisfies Readonly<Record<string, Put>>;

export type PutName = keyof typeof PUTS;
export const PUT_NAMES = Object.keys(PUTS) as readonly PutName[]; // the keys of the table

/** The next step of the newest authorisation, in its place or out of it. */
export const put = (setting: Setting, person: Person, ...names: readonly PutName[]): readonly Step[] =>
  names.map((name) => {
    const step: Put = PUTS[name];
    return {
      name: `PUT ${name}`,
      isPossible: (state) => {
        const one = newestOf(state, person, setting);
        // what nobody was told nobody can send
        return one !== undefined && (name !== 'confirmation' || one.scaStatus !== 'unconfirmed' || one.isCodeBrought);
      },
      expect(state) {
        const one = newestOf(state, person, setting);
        if (one === undefined) throw new TypeError('There is nothing to send it to.');
        const isConfirming = name === 'confirmation' || name === 'wrong confirmation';
        if (isFinal(one)) return isConfirming ? '400 SCA_INVALID' : CONFLICT;
        if (step.approach !== undefined && step.approach !== one.approach) return NOT_HERE;
        if (!step.at.includes(one.scaStatus)) return CONFLICT;
        return step.expect(setting, state, one, person);
      },
      async send(world) {
        const call = await step.send(world, person);
        const answer = await update(world.bank, world.consentId, newestIn(world, person)?.authorisationId ?? '', call);
        return answer.status === 200 ? `200 ${answer.body.scaStatus}` : refusalOf(answer);
      },
    };
  });
