import { expect, test } from 'vitest';
import { walkConsents } from './consent-machine.fixture.ts';
import { PEOPLE } from './world.fixture.ts';

const REDIRECT = { approach: 'REDIRECT', people: [PEOPLE.several] } as const;

test('SCA-RED-002 SCA-RED-003 S-04 SEC-API-012 redirect: whatever forms are sent to the pages, and whatever the TPP does meanwhile, all is as a simple model says', async () => {
  const walked = await walkConsents({ ...REDIRECT, isNamed: false }, 30);
  expect(walked.changes).toEqual({
    'consent received': ['rejected', 'terminatedByTpp', 'valid'],
    'consent valid': ['expired', 'terminatedByTpp'],
    'sca none': ['received'],
    'sca received': ['failed', 'psuAuthenticated', 'psuIdentified'],
    'sca psuIdentified': ['failed', 'psuAuthenticated'],
    'sca psuAuthenticated': ['failed', 'scaMethodSelected', 'started'],
    'sca scaMethodSelected': ['failed', 'finalised', 'started'],
    'sca started': ['failed', 'finalised'],
  });
  expect(walked.edges).toHaveLength(625);
}, 300_000);

test('SCA-RED-009 SCA-RED-012 SCA-RED-013 SCA-RED-014 N-SCA-RED-104 redirect that the TPP has to confirm: all is as a simple model says, and nothing is valid before', async () => {
  const walked = await walkConsents({ ...REDIRECT, isNamed: true, needsConfirmation: true }, 30);
  expect(walked.changes).toEqual({
    'consent received': ['rejected', 'terminatedByTpp', 'valid'],
    'consent valid': ['expired', 'revokedByPsu', 'terminatedByTpp'],
    'sca none': ['psuIdentified'],
    'sca psuIdentified': ['failed', 'psuAuthenticated'],
    'sca psuAuthenticated': ['failed', 'scaMethodSelected', 'started'],
    'sca scaMethodSelected': ['failed', 'started', 'unconfirmed'],
    'sca started': ['failed', 'unconfirmed'],
    'sca unconfirmed': ['failed', 'finalised'],
  });
  expect(walked.edges).toHaveLength(696);
}, 300_000);
