import type { LogRecord } from '@openxs2a/store/log';
import { type Client, consentIdOf, create, expectStatus, FREQUENCY, type Memory, read } from './client.fixture.ts';
import { Untrue } from './untrue.fixture.ts';

/** Holds all that a client was told about a consent against the bank as it is now; reads on until it may not. */
export async function check(client: Client, memory: Memory): Promise<void> {
  await create(client, memory);
  const consentId = consentIdOf(memory);
  const answer = await client.tpp.request('GET', `/v1/consents/${consentId}/status`);
  // the interface's answer
  const { consentStatus } = JSON.parse(await expectStatus(200, answer)) as { consentStatus: string };
  want(allowedStatuses(memory).includes(consentStatus), memory, `the consent is ${consentStatus}`);

  const records = await client.bank.records(consentId);
  const count = (kind: string) => records.filter((record) => record.kind === kind).length;
  want(count('consent-created') === 1, memory, `its creation was recorded ${count('consent-created')} times`);
  const isGiven = consentStatus === 'valid' || memory.authorised === 'answered';
  want(!isGiven || count('consent-given') === 1, memory, `it was given ${count('consent-given')} times`);
  const used = records.filter(isUse).length;
  const most = Math.min(FREQUENCY, memory.readsAsked);
  want(used >= memory.readsGiven && used <= most, memory, `${used} reads were recorded`);
  if (consentStatus !== 'valid' || memory.account === undefined) return;
  for (let left = FREQUENCY - used; left > 0; left -= 1) await read(client, memory, 200);
  await read(client, memory, 429);
}

/** What may have happened, given what was answered and what was not. */
function allowedStatuses({ authorised, deleted }: Memory): readonly string[] {
  if (deleted === 'answered') return ['terminatedByTpp'];
  const living = { no: ['received'], asked: ['received', 'valid'], answered: ['valid'] }[authorised];
  return deleted === 'asked' ? [...living, 'terminatedByTpp'] : living;
}

function isUse({ kind, body }: LogRecord): boolean {
  return kind === 'consent-used' && JSON.stringify(body).includes('"getBalances"');
}

function want(holds: boolean, memory: Memory, found: string): void {
  if (!holds) throw new Untrue(`${found}; the client knows ${JSON.stringify(memory)}`);
}
