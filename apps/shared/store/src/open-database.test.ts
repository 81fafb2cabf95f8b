import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

test.each(['mysql://localhost/bank', 'http://localhost', 'sqlite://a.db'])('%s is no database', async (location) => {
  await expect(openDatabase(location)).rejects.toThrow(TypeError);
});
