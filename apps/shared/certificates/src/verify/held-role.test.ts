import { expect, test } from 'vitest';
import { checkHeldRole } from './held-role.ts';

test('one of the roles that a service is for is enough', () => {
  const verdict = checkHeldRole({ roles: ['PSP_AI', 'PSP_IC'] }, ['PSP_PI', 'PSP_AI']);
  expect(verdict).toEqual({ accepted: true, evidence: { role: 'PSP_AI' } });
});

test.each([
  [['PSP_PI'], ['PSP_AI']],
  [
    ['PSP_AS', 'PSP_IC'],
    ['PSP_PI', 'PSP_AI'],
  ],
  [[], ['PSP_AI']],
] as const)('%j is not enough where %j is needed', (roles, anyOf) => {
  expect(checkHeldRole({ roles }, anyOf)).toEqual({
    accepted: false,
    reason: 'role-not-held',
    evidence: { needed: anyOf.join(' or '), held: roles.join(', ') },
  });
});

test('a service that is for nobody is a mistake', () => {
  expect(() => checkHeldRole({ roles: ['PSP_AI'] }, [])).toThrow(TypeError);
});
