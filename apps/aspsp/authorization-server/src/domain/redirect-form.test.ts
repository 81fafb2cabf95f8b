import { expect, test } from 'vitest';
import { redirectFormOf } from './redirect-form.ts';

test.each([
  ['off', false, 'page'],
  ['xs2a', false, 'oauth'],
  ['fapi2', false, 'oauth'],
  ['fapi2', true, 'page'],
] as const)('SCA-OAU-014 with OAuth %s, as pre-step %s, the redirect is by %s', (oauth, oauthPreStep, form) => {
  expect(redirectFormOf({ oauth, oauthPreStep })).toBe(form);
});
