import { passwordOf } from '../bank.fixture.ts';
import { openBrowser } from '../pages/browser.fixture.ts';
import { tokenOn } from './device-moves.fixture.ts';
import { attemptsOf, end, hasEnded, type Person, type Setting } from './state.fixture.ts';
import type { Step } from './world.fixture.ts';
import { codeSentTo, methodOf } from './world.fixture.ts';

/** The PSU that was named, or gave it, ends the consent at the bank. */
export const revoke = (setting: Setting, person: Person): Step => ({
  name: 'revoke at the bank',
  isPossible: () => setting.isNamed,
  expect(state) {
    const attempts = attemptsOf(state, person);
    if (attempts.isBlocked) return 'no way in';
    Object.assign(attempts, { passwords: 0, possessions: 0 });
    if (hasEnded(state)) return '409';
    end(state, state.consentStatus === 'valid' ? 'revokedByPsu' : 'rejected');
    return '303';
  },
  async send(world) {
    const browser = openBrowser(world.fetchPage);
    await browser.visit('/');
    const login = { 'psu-id': person.psuId, password: passwordOf(person) };
    if ((await browser.submit('Log in', login)).status === 401) return 'no way in';
    await browser.submit('Go on', { method: await methodOf(world, person, 'code') });
    await browser.submit('Confirm', { code: await codeSentTo(world, person) });
    const fields = { _token: tokenOn(browser) };
    return String((await browser.post(`/consents/${world.consentId}/revoke`, fields)).status);
  },
});
