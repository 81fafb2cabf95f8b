import { type Consents, createConsents, type DirectoryAccount, type Outcome } from '@openxs2a/consent';
import { systemRandom as random } from '@openxs2a/service';
import { type Database, sql } from '@openxs2a/store';
import { createEventLog, type EventLog, type EventLogOptions } from '@openxs2a/store/log';
import { createCall } from '../call.fixture.ts';
import { program } from '../workspace.ts';

export const call = createCall(program);

export const TPP = { tppId: 'PSDDE-BAFIN-100001', legalName: 'Accounts in Sight GmbH' };
export const OTHER_TPP = { tppId: 'PSDFR-ACPR-200002', legalName: 'Vue de Comptes SA' };
export const IBAN = 'DE02120300000000202051';
const GIRO: DirectoryAccount = { accountId: 'giro', kind: 'account', reference: { iban: IBAN } };

export interface Bank {
  readonly database: Database;
  readonly log: EventLog;
  readonly consents: Consents;
}

/** A bank whose clock begins on a day in March, and goes on by a minute whenever it is asked. */
export async function openBank(database: Database, options: Partial<EventLogOptions> = {}): Promise<Bank> {
  let now = Date.UTC(2026, 2, 26, 9);
  const clock = () => {
    now += 60_000;
    return new Date(now);
  };
  const log = await createEventLog(database, { namespace: 'bank', node: 'one', clock, sealEvery: false, ...options });
  const accounts = { listAccounts: async () => [GIRO], resolve: async () => [GIRO] };
  return { database, log, consents: await createConsents({ database, log, clock, random, accounts }) };
}

const REQUEST = {
  access: { balances: [{ iban: IBAN }] },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 1,
  combinedServiceIndicator: false,
};

/** A consent that a PSU has given to a TPP: four entries. */
export async function giveConsent({ database, consents }: Bank, psuId: string, tpp = TPP): Promise<string> {
  const { tppId } = tpp;
  const requestId = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
  const made = await database.transaction((trx) => consents.create(trx, { tpp, request: REQUEST, psuId, requestId }));
  const { consentId } = accepted(made);
  const started = await database.transaction((trx) => consents.startAuthorisation(trx, { consentId, tppId }));
  const { authorisationId } = accepted(started);
  accepted(await consents.confirm({ consentId, authorisationId, psuId }));
  return consentId;
}

/** A try to read the list of accounts, granted or not: one entry. */
export async function readAccounts({ consents }: Bank, consentId: string, { tppId } = TPP): Promise<string> {
  const requestId = '2f77a125-aa7a-45c0-b414-cea25a116035';
  const read = { consentId, tppId, psuPresent: false, requestId, operation: 'getAccountList' } as const;
  const outcome = await consents.useConsent(read);
  return outcome.accepted ? 'granted' : outcome.reason;
}

/** Two sealed stretches of one consent: given, read, refused (6), and revoked, refused (2). */
export async function liveOneConsent(bank: Bank, psuId = 'maria'): Promise<string> {
  const consentId = await giveConsent(bank, psuId);
  await readAccounts(bank, consentId);
  await readAccounts(bank, consentId);
  await bank.log.seal();
  accepted(await bank.consents.revokeByPsu(consentId, psuId));
  await readAccounts(bank, consentId);
  await bank.log.seal();
  return consentId;
}

/** What somebody does first who may alter tables and wants to change what was logged. */
export async function removeGuards(database: Database): Promise<void> {
  for (const table of ['tail', 'entry', 'seal'].map((name) => `bank_log_${name}`)) {
    if (database.dialect === 'postgresql')
      await database.run(sql`ALTER TABLE ${sql.identifier(table)} DISABLE TRIGGER USER`);
    else
      for (const event of ['update', 'delete'])
        await database.run(sql`DROP TRIGGER ${sql.identifier(`${table}_${event}`)}`);
  }
}

function accepted<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new Error(`Refused: ${outcome.reason}`);
  return outcome.evidence;
}
