import { expect, test } from 'vitest';
import { walkConsents } from './consent-machine.fixture.ts';
import { PEOPLE } from './world.fixture.ts';

test('MLV-SCA-002 MLV-SCA-003 MLV-SCA-004 MLV-SCA-005 MLV-SCA-006 MLV-SCA-007 two signatories: in whatever order they sign, wait, refuse and begin again, all is as a simple model says', async () => {
  const people = [PEOPLE.first, PEOPLE.second] as const;
  const walked = await walkConsents({ approach: 'EMBEDDED', people, isNamed: true }, 15);
  expect(walked.changes).toEqual({
    'consent received': ['partiallyAuthorised', 'rejected', 'terminatedByTpp'],
    'consent partiallyAuthorised': ['rejected', 'terminatedByTpp', 'valid'],
    'consent valid': ['expired', 'terminatedByTpp'],
    'sca none': ['psuAuthenticated', 'psuIdentified'],
    'sca psuIdentified': ['failed', 'psuAuthenticated'],
    'sca psuAuthenticated': ['failed', 'scaMethodSelected', 'started'],
    'sca scaMethodSelected': ['failed', 'finalised', 'started'],
    'sca started': ['failed', 'finalised'],
  });
  expect(walked.edges).toHaveLength(875);
}, 300_000);
