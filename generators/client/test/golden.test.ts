import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emitClient } from '../src/index.ts';
import { OPTIONS, readLibrary } from './generate.ts';

test('the client of the library reads as it did when somebody last read it', async () => {
  const files = await emitClient(await readLibrary(), OPTIONS);
  const golden = join(import.meta.dirname, '__snapshots__', 'client', 'index.ts');
  await expect(files.get('client/index.ts')).toMatchFileSnapshot(golden);
});
