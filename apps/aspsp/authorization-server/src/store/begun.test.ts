import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  type Begun,
  findBegun,
  findResource,
  keepAccounts,
  keepBegun,
  listBegun,
  migrateBegun,
  type ResourceKey,
  switchApproach,
} from './begun.ts';

const C: ResourceKey = { kind: 'consent', resourceId: 'c' };
const BEGUN: Begun = {
  approach: 'REDIRECT',
  form: 'oauth',
  uris: { redirectUri: 'https://tpp.example/', nokRedirectUri: undefined },
  begunAt: new Date('2026-11-26T09:00:00Z'),
  accounts: undefined,
};

forEachDatabase((_name, open) => {
  async function openTable() {
    const database = await open();
    await migrateBegun(database);
    return database;
  }

  test('what was begun is found again, of the resource and of each of its authorisations', async () => {
    const database = await openTable();
    await database.transaction(async (trx) => {
      keepBegun(trx, C, BEGUN);
      keepBegun(trx, { ...C, authorisationId: 'b' }, { ...BEGUN, approach: 'DECOUPLED', uris: {} });
      keepBegun(trx, { ...C, authorisationId: 'a' }, { ...BEGUN, accounts: ['1', '2'] });
      keepBegun(trx, { ...C, resourceId: 'other', authorisationId: 'd' }, BEGUN);
    });
    expect(await findBegun(database, C)).toEqual(BEGUN);
    expect(await findBegun(database, { ...C, authorisationId: 'a' })).toEqual({ ...BEGUN, accounts: ['1', '2'] });
    expect((await findBegun(database, { ...C, authorisationId: 'b' }))?.approach).toBe('DECOUPLED');
    expect(await findBegun(database, { ...C, authorisationId: 'd' })).toBeUndefined();
    expect(await listBegun(database, C)).toEqual(['a', 'b']);
    expect(await listBegun(database, { ...C, resourceId: 'unknown' })).toEqual([]);
    expect(await findResource(database, 'd')).toEqual({ ...C, resourceId: 'other' });
    expect(await findResource(database, '')).toBeUndefined();
  });

  test('AUT-STR-022 an approach that was fixed is not kept anew', async () => {
    const database = await openTable();
    const keep = (approach: Begun['approach']) =>
      database.transaction(async (trx) => keepBegun(trx, C, { ...BEGUN, approach }));
    await keep('REDIRECT');
    await expect(keep('EMBEDDED')).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' });
    expect((await findBegun(database, C))?.approach).toBe('REDIRECT');
  });

  test('a method of another approach and the accounts that were chosen change one authorisation alone', async () => {
    const database = await openTable();
    await database.transaction(async (trx) => {
      for (const authorisationId of [undefined, 'a', 'b']) keepBegun(trx, { ...C, authorisationId }, BEGUN);
      await switchApproach(trx, 'a', 'DECOUPLED');
      await keepAccounts(trx, 'a', ['7']);
    });
    expect(await findBegun(database, C)).toEqual(BEGUN);
    expect(await findBegun(database, { ...C, authorisationId: 'b' })).toEqual(BEGUN);
    const changed = { ...BEGUN, approach: 'DECOUPLED', accounts: ['7'] };
    expect(await findBegun(database, { ...C, authorisationId: 'a' })).toEqual(changed);
  });
});
