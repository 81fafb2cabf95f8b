import type { Change } from '@openxs2a/generate';
import { expect, test } from 'vitest';
import { groupChanges } from './groups.ts';

const breaking = (...breaks: Change['breaks']): Change => ({
  kind: 'deprecated',
  part: 'api',
  pointer: '',
  places: [],
  breaks,
  message: breaks.join(),
});

test('changes stand by whom they break, the worst first, and every change in one group', () => {
  const changes = [
    breaking(),
    breaking('server'),
    breaking('client'),
    breaking('client', 'server'),
    breaking('server'),
  ];
  expect(groupChanges(changes).map(({ id, title, changes: some }) => [id, title, some.length])).toEqual([
    ['breaks-client-and-server', 'Breaks a TPP and a bank', 1],
    ['breaks-client', 'Breaks a TPP', 1],
    ['breaks-server', 'Breaks a bank', 2],
    ['breaks-nobody', 'Breaks nobody', 1],
  ]);
});
