import { expect, test } from 'vitest';
import { createTestQtsp, HOUR } from '../testing/qtsp.fixture.ts';
import { loadCrl } from './load-crl.ts';

test('a list is given again until half of its time is over, then there is the next one', async () => {
  const { qtsp, clock } = await createTestQtsp();
  const first = await loadCrl(qtsp);
  clock.advance(12 * HOUR);
  expect(await loadCrl(qtsp)).toEqual(first);
  clock.advance(HOUR);
  const second = await loadCrl(qtsp);
  expect(second.number).toBe(first.number + 1);
  expect(second.nextUpdate.getTime()).toBe(clock().getTime() + 24 * HOUR);
});
