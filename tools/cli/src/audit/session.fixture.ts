import { copyFile } from 'node:fs/promises';
import { openDatabase, sql } from '@openxs2a/store';
import { makeFiles } from '../files.fixture.ts';
import { call, liveOneConsent, openBank, removeGuards } from './bank.fixture.ts';

/**
 * The files of docs/auditing.md: the database of a bank with one consent that was given, used and revoked, the heads that were
 * kept of it, and a copy in which somebody made a refused access a granted one.
 */
export async function makeAuditSession() {
  const fileOf = await makeFiles({});
  const database = await openDatabase(fileOf('bank.db'));
  await liveOneConsent(await openBank(database));
  await database.close();
  const { out } = await call(['audit', 'heads', '--database', fileOf('bank.db')]);
  await copyFile(fileOf('bank.db'), fileOf('changed.db'));
  const changed = await openDatabase(fileOf('changed.db'));
  await removeGuards(changed);
  await changed.run(sql`UPDATE bank_log_entry SET kind = 'consent-used' WHERE position = 6`);
  await changed.close();
  const kept = await makeFiles({ 'heads.json': out });
  return (name: string) => (name === 'heads.json' ? kept : fileOf)(name);
}
