import { expect, test } from 'vitest';
import { walkConsents } from './consent-machine.fixture.ts';
import { PEOPLE } from './world.fixture.ts';

const DECOUPLED = { approach: 'DECOUPLED' } as const;

test.each([
  ['for whom the consent names', { ...DECOUPLED, people: [PEOPLE.device], isNamed: true }, 157],
  ['for whom the TPP names later', { ...DECOUPLED, people: [PEOPLE.several], isNamed: false }, 166],
] as const)(
  'SCA-DEC-003 SCA-DEC-004 SCA-DEC-005 decoupled, %s: whatever the TPP sends and the device does, all is as a simple model says',
  async (_whom, setting, edges) => {
    const walked = await walkConsents(setting, 30);
    expect(walked.changes).toEqual({
      'consent received': ['rejected', 'terminatedByTpp', 'valid'],
      'consent valid': ['expired', 'terminatedByTpp'],
      'sca none': ['started'],
      'sca started': ['failed', 'finalised'],
    });
    expect(walked.edges).toHaveLength(edges);
  },
  300_000,
);
