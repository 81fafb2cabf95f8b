import { call, consentAt, OTHER_TPP, passwordOf, refusalOf, start, update } from '../bank.fixture.ts';
import { CONFLICT, UNKNOWN } from './refusals.fixture.ts';
import { attemptsOf, end, hasEnded, MINUTES, type Person, passDay, passTime, type Setting } from './state.fixture.ts';
import { codeSentTo, createFor, methodOf, type Step } from './world.fixture.ts';

/** Another recurring consent for the same TPP becomes valid, and ends this one. */
export const replace = (setting: Setting, person: Person): Step => ({
  name: 'a newer consent',
  isPossible: (state) => !attemptsOf(state, person).isBlocked,
  expect(state) {
    Object.assign(attemptsOf(state, person), { passwords: 0, possessions: 0 });
    if (!hasEnded(state)) end(state, state.consentStatus === 'valid' ? 'terminatedByTpp' : 'rejected');
    return '200 finalised';
  },
  async send(world) {
    const { bank } = world;
    const newer = await createFor(world, setting);
    const password = { body: { psuData: { password: passwordOf(person) } } };
    const started = await start(bank, newer, password);
    const { authorisationId = '' } = started.body;
    if (started.body.scaStatus === 'psuAuthenticated')
      await update(bank, newer, authorisationId, {
        body: { authenticationMethodId: await methodOf(world, person, 'code') },
      });
    const answer = await update(bank, newer, authorisationId, {
      body: { scaAuthenticationData: await codeSentTo(world, person) },
    });
    return answer.status === 200 ? `200 ${answer.body.scaStatus}` : refusalOf(answer);
  },
});

export const remove: Step = {
  name: 'DELETE consent',
  expect(state) {
    if (hasEnded(state) && state.consentStatus !== 'terminatedByTpp') return CONFLICT;
    end(state, 'terminatedByTpp');
    return '204';
  },
  send: async ({ bank, consentId }) => refusalOf(await call(bank, 'DELETE', consentAt(consentId))),
};

/** For a TPP that knows all the ids there is no such consent. */
export const intrude: Step = {
  name: 'another TPP',
  expect: () => UNKNOWN,
  async send({ bank, consentId, begun }) {
    const target = consentAt(consentId, `/authorisations/${begun.at(-1)?.authorisationId ?? bank.random.uuid()}`);
    const tries = [
      ['GET', consentAt(consentId)],
      ['GET', consentAt(consentId, '/status')],
      ['DELETE', consentAt(consentId)],
      ['GET', consentAt(consentId, '/authorisations')],
      ['POST', consentAt(consentId, '/authorisations')],
      ['GET', target],
      ['PUT', target, { confirmationCode: begun.at(-1)?.confirmationCode ?? 'none' }],
    ] as const;
    const refusals = new Set<string>();
    for (const [method, href, content] of tries)
      refusals.add(refusalOf(await call(bank, method, href, { headers: OTHER_TPP, body: content })));
    return [...refusals].join(', ');
  },
};

export const wait = (setting: Setting): Step => ({
  name: 'wait',
  expect(state) {
    passTime(setting, state);
    return 'waited';
  },
  async send({ bank }) {
    bank.clock.advance({ minutes: MINUTES });
    return 'waited';
  },
});

export const waitLong = (setting: Setting): Step => ({
  name: 'wait for a day',
  expect(state) {
    passDay(setting, state);
    return 'waited';
  },
  async send({ bank }) {
    bank.clock.advance({ days: 1, minutes: 1 });
    return 'waited';
  },
});
