import { join } from 'node:path';
import { emitTypes } from '@openxs2a/generate-types';
import { emitValidators } from '@openxs2a/generate-validators';
import { expect, test } from 'vitest';
import { FIXTURE, OPTIONS, readShop } from '../fixture/shop.ts';
import { emitDescriptors } from './emit-descriptors.ts';
import { emitServer } from './emit-server.ts';

const api = await readShop();

/** The files stay where the type tests beside them, and the compiler, see them. */
for (const [path, text] of [
  ...emitTypes(api, OPTIONS),
  ...emitValidators(api, OPTIONS),
  ...emitDescriptors(api, OPTIONS),
  ...emitServer(api, OPTIONS),
]) {
  test(`${path} is emitted as it stands in the fixture`, async () => {
    await expect(text).toMatchFileSnapshot(join(FIXTURE, '__snapshots__', path));
  });
}

test('emitting twice gives the same text', () => {
  expect([...emitServer(api, OPTIONS)]).toEqual([...emitServer(api, OPTIONS)]);
  expect([...emitDescriptors(api, OPTIONS)]).toEqual([...emitDescriptors(api, OPTIONS)]);
});
