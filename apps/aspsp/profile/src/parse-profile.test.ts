import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProfile } from './parse-profile.ts';
import { DEFAULT_PROFILE, PRESETS } from './presets.ts';
import { ProfileError } from './profile-error.ts';

const problemsOf = (json: unknown) => {
  try {
    parseProfile(json);
  } catch (error) {
    if (error instanceof ProfileError) return error.problems.map(({ pointer, problem }) => `${pointer} ${problem}`);
    throw error;
  }
  return [];
};

test('an empty profile is the defaults, frozen through and through', () => {
  expect(parseProfile({})).toEqual(DEFAULT_PROFILE);
  expect(Object.isFrozen(DEFAULT_PROFILE.consents.frequencyPerDay.agreed)).toBe(true);
  expect(Object.isFrozen(DEFAULT_PROFILE.sca.approaches)).toBe(true);
});

test('what is not given keeps its default, and the input is left as it is', () => {
  const json = { consents: { maxDays: 90, oneOff: {} } };
  expect(parseProfile(json).consents).toEqual({ ...DEFAULT_PROFILE.consents, maxDays: 90 });
  expect(json).toEqual({ consents: { maxDays: 90, oneOff: {} } });
});

test.each(Object.entries(PRESETS))('the preset %s is a valid profile of its own', (_, preset) => {
  expect(parseProfile(preset)).not.toEqual(DEFAULT_PROFILE);
  expect(parseProfile(preset)).toMatchObject(preset);
});

test('a complete profile can be read again', () => {
  expect(parseProfile(JSON.parse(JSON.stringify(DEFAULT_PROFILE)))).toEqual(DEFAULT_PROFILE);
});

test('all that is wrong is told at once, by its place', () => {
  const flags = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index}`, 1]));
  const problems = problemsOf({
    nmae: 'A',
    sca: { approaches: ['REDIRECT', 'redirect'], start: 'never' },
    consents: { maxDay: 3, scaValidDays: 181, frequencyPerDay: { agreed: { 'a/b~': 'x' } } },
    limits: null,
    services: flags,
  });
  expect(problems.slice(0, 7)).toEqual([
    '/nmae is not known; was name meant?',
    '/sca/approaches/1 must be one of REDIRECT, DECOUPLED, EMBEDDED',
    '/sca/start must be one of implicit, explicit',
    '/consents/maxDay is not known; was maxDays meant?',
    '/consents/scaValidDays must be <= 180',
    '/consents/frequencyPerDay/agreed/a~1b~0 must be integer',
    '/limits must be object',
  ]);
  expect(problems.slice(7)).toHaveLength(12);
});

test.each([null, 1, 'x', [], undefined])('%j is no profile', (json) => {
  expect(problemsOf(json)).toEqual([' must be object']);
});

test.each(['__proto__', 'constructor', 'toString', ''])('the member %j of an object is no key', (key) => {
  expect(problemsOf(JSON.parse(`{${JSON.stringify(key)}: {}}`))).toEqual([
    expect.stringMatching(`^/${key} is not known`),
  ]);
});

const formats = ['json', 'camt.053'];
test.each([
  ['/timeZone', { timeZone: 'Europe/Nowhere' }],
  ['/timeZone', { timeZone: '+01:00' }],
  ['/consents/offered/bankOffered', { sca: { approaches: ['EMBEDDED'] } }],
  ['/sca/authorisationConfirmation', { sca: { approaches: ['DECOUPLED'], authorisationConfirmation: true } }],
  ['/sca/oauth', { sca: { approaches: ['DECOUPLED'], oauth: 'xs2a' } }],
  ['/sca/oauthPreStep', { sca: { oauthPreStep: true } }],
  ['/sca/redirectMinutes', { sca: { authorisationMinutes: 5 } }],
  ['/consents/confirmWithin/partiallyAuthorisedMinutes', { consents: { confirmWithin: { receivedMinutes: 1441 } } }],
  ['/consents/oneOff/followUpMinutes', { consents: { oneOff: { withinMinutes: 19 } } }],
  ['/accounts/references', { accounts: { references: ['iban'] } }],
  ['/transactions/bookingStatuses', { transactions: { bookingStatuses: ['pending', 'information'] } }],
  ['/transactions/bookingStatuses', { transactions: { bookingStatuses: ['booked', 'both', 'information'] } }],
  [
    '/transactions/bookingStatuses',
    { transactions: { bookingStatuses: ['booked', 'pending', 'all'] }, services: { standingOrders: false } },
  ],
  ['/services/standingOrders', { services: { standingOrders: false } }],
  ['/services/standingOrders', { transactions: { bookingStatuses: ['booked'] } }],
  ['/transactions/historyWithoutFreshScaDays', { transactions: { historyDays: 89 } }],
  ['/transactions/pageSize', { transactions: { pageSize: 1001 } }],
  ['/transactions/mediaTypes/camt.053', { transactions: { formats, mediaTypes: { 'camt.053': 'application/json' } } }],
  ['/consents/frequencyPerDay/agreed/us', { consents: { frequencyPerDay: { agreed: { us: 9 } } } }],
  [
    '/consents/frequencyPerDay/agreed/PSDDE-BAFIN-1',
    { consents: { frequencyPerDay: { agreed: { 'PSDDE-BAFIN-1': 3 } } } },
  ],
])('%s is refused where it contradicts another key (%j)', (pointer, json) => {
  const problems = problemsOf(json);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.split(' ')[0]).toBe(pointer);
});

test('OAuth before anything is created needs no redirect', () => {
  expect(problemsOf({ sca: { approaches: ['DECOUPLED'], oauth: 'xs2a', oauthPreStep: true } })).toEqual([]);
});

test('an interim report may share the media type of its statement', () => {
  expect(problemsOf({ transactions: { formats: ['camt.052', 'camt.053', 'mt940', 'mt942'] } })).toEqual([]);
});

const keys = fc.constantFrom('sca', 'consents', 'transactions', 'approaches', 'formats', 'maxDays', 'name', 'agreed');
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), fc.dictionary(keys, tie('value')), fc.array(tie('value'))),
})).value;

test('any JSON gives a complete profile or a coded error', () => {
  fc.assert(
    fc.property(json, (value) => {
      try {
        const profile = parseProfile(value);
        expect(Object.keys(profile).sort()).toEqual(Object.keys(DEFAULT_PROFILE).sort());
      } catch (error) {
        expect(error).toMatchObject({ name: 'ProfileError', code: 'ERR_PROFILE_INVALID' });
      }
    }),
  );
});
