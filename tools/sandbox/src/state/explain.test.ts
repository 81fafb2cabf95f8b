import { ServiceError } from '@openxs2a/service';
import { StoreError } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';

const OURS = { name: '/x/.data/bank', isOurs: true };
const store = new StoreError('ERR_STORE_CORRUPT', 'The file is no database.');

test.each<[string, boolean, Error, string]>([
  [
    'a store',
    true,
    store,
    '/x/.data/bank cannot be used: The file is no database. "npm start -- --reset" makes everything anew.',
  ],
  [
    'a store, as an app tells it',
    true,
    new ServiceError<string>('ERR_BANK_DATABASE', 'DATABASE_URL cannot be used.', { cause: store }),
    '/x/.data/bank cannot be used: The file is no database. "npm start -- --reset" makes everything anew.',
  ],
  [
    'keys',
    true,
    new ServiceError<string>('ERR_KEYS_LOCKED', 'the passphrase does not open it'),
    '/x/.data/bank cannot be used: the passphrase does not open it. "npm start -- --reset" makes everything anew.',
  ],
  ['a store that is not ours', false, store, '/x/.data/bank: The file is no database.'],
  ['a port', true, new ServiceError('ERR_PORT_TAKEN', 'It is taken.'), '/x/.data/bank: It is taken.'],
  [
    'a file that people write',
    true,
    new ServiceError<string>('ERR_BANK_PROFILE', 'No such key.'),
    '/x/.data/bank: No such key.',
  ],
])('%s (ours: %s) is told with the way out that helps', async (_, isOurs, error, message) => {
  await expect(explain({ ...OURS, isOurs }, () => Promise.reject(error))).rejects.toMatchObject({
    code: 'ERR_DATA',
    message,
  });
});

test('what is nobody’s to mend comes through, and so does what was opened', async () => {
  const fault = new TypeError('a mistake');
  await expect(explain(OURS, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(await explain(OURS, async () => 1)).toBe(1);
});
