import { expect, test } from 'vitest';
import { walkConsents } from './consent-machine.fixture.ts';
import { PEOPLE } from './world.fixture.ts';

const EMBEDDED = { approach: 'EMBEDDED', isNamed: true } as const;
const CONSENT = {
  'consent received': ['rejected', 'terminatedByTpp', 'valid'],
  'consent valid': ['expired', 'terminatedByTpp'],
};

test.each([
  [
    'several methods',
    { ...EMBEDDED, people: [PEOPLE.several] },
    419,
    {
      ...CONSENT,
      'sca none': ['psuAuthenticated', 'psuIdentified'],
      'sca psuIdentified': ['failed', 'psuAuthenticated'],
      'sca psuAuthenticated': ['failed', 'scaMethodSelected', 'started'],
      'sca scaMethodSelected': ['failed', 'finalised', 'started'],
      'sca started': ['failed', 'finalised'],
    },
  ],
  [
    'one code',
    { ...EMBEDDED, people: [PEOPLE.code] },
    174,
    {
      ...CONSENT,
      'sca none': ['psuIdentified', 'scaMethodSelected'],
      'sca psuIdentified': ['failed', 'scaMethodSelected'],
      'sca scaMethodSelected': ['failed', 'finalised'],
    },
  ],
  [
    'one device',
    { ...EMBEDDED, people: [PEOPLE.device] },
    277,
    {
      ...CONSENT,
      'sca none': ['psuIdentified', 'started'],
      'sca psuIdentified': ['failed', 'started'],
      'sca started': ['failed', 'finalised'],
    },
  ],
  [
    'no method',
    { ...EMBEDDED, people: [PEOPLE.none] },
    93,
    {
      'consent received': ['rejected', 'terminatedByTpp'],
      'sca none': ['psuIdentified'],
      'sca psuIdentified': ['failed'],
    },
  ],
  [
    'no need of a second factor',
    { ...EMBEDDED, people: [PEOPLE.code], isExempt: true },
    143,
    {
      ...CONSENT,
      'sca none': ['exempted', 'psuIdentified'],
      'sca psuIdentified': ['exempted', 'failed'],
    },
  ],
] as const)(
  'AUT-STR-011 S-04 SEC-API-012 N-SCA-EMB-104 embedded, with %s: whatever is sent in whatever order, all is as a simple model says',
  async (_who, setting, edges, changes) => {
    const walked = await walkConsents(setting, 30);
    expect(walked.changes).toEqual(changes);
    expect(walked.edges).toHaveLength(edges);
  },
  300_000,
);
