import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { findApproach, keepApproach, listBegun, migrateApproaches } from './approaches.ts';

forEachDatabase((_name, open) => {
  test('an approach is found again, for the consent and for each of its authorisations', async () => {
    const database = await open();
    await migrateApproaches(database);
    await database.transaction(async (trx) => {
      await keepApproach(trx, { consentId: 'c' }, 'REDIRECT');
      await keepApproach(trx, { consentId: 'c', authorisationId: 'b' }, 'DECOUPLED');
      await keepApproach(trx, { consentId: 'c', authorisationId: 'a' }, 'EMBEDDED');
      await keepApproach(trx, { consentId: 'other', authorisationId: 'd' }, 'REDIRECT');
    });
    expect(await findApproach(database, { consentId: 'c' })).toBe('REDIRECT');
    expect(await findApproach(database, { consentId: 'c', authorisationId: 'b' })).toBe('DECOUPLED');
    expect(await findApproach(database, { consentId: 'c', authorisationId: 'd' })).toBeUndefined();
    expect(await listBegun(database, 'c')).toEqual(['a', 'b']);
    expect(await listBegun(database, 'unknown')).toEqual([]);
  });

  test('AUT-STR-022 an approach that was fixed is not changed', async () => {
    const database = await open();
    await migrateApproaches(database);
    const keep = (approach: 'REDIRECT' | 'EMBEDDED') =>
      database.transaction((trx) => keepApproach(trx, { consentId: 'c' }, approach));
    await keep('REDIRECT');
    await expect(keep('EMBEDDED')).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' });
    expect(await findApproach(database, { consentId: 'c' })).toBe('REDIRECT');
  });
});
