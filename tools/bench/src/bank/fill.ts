import { addDays, toIban } from '@openxs2a/core-banking';
import type { JournalEntry, Ledger, NewAccount } from '@openxs2a/core-banking/ledger';
import { type Database, openDatabase, type Sql, sql } from '@openxs2a/store';
import { openBank } from './contestants/open-bank.ts';
import {
  ACCOUNTS,
  type AccountName,
  accountOf,
  consentId,
  ENTRIES,
  FREQUENCY,
  PSUS,
  psuOf,
  resourceId,
  SPARE,
  SPREAD,
} from './population.ts';
import type { Setting } from './setting.ts';

const DAY = 24 * 60 * 60 * 1000;
const CLEARING = 'clearing';
/** Long ago enough for entries of a thousand, and read without new SCA. */
const HISTORY_DAYS = 80;

/** Makes the tables of the bank and puts PSUs, accounts, entries and consents into them. */
export async function fill(setting: Setting): Promise<void> {
  const bank = await openBank(setting);
  try {
    await fillLedger(bank.state.database, bank.state.core);
  } finally {
    await bank.close(0);
  }
  const database = await openDatabase(setting.database, { statementTimeout: 600_000 });
  try {
    await fillConsents(database, setting);
  } finally {
    await database.close();
  }
}

async function fillLedger(database: Database, ledger: Ledger): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const within = { timeout: Number.POSITIVE_INFINITY };
  await database.transaction(async (trx) => {
    await ledger.openAccount(trx, { kind: 'internal', id: CLEARING, currency: 'EUR', name: 'Clearing' });
    for (let index = 0; index < PSUS; index++) {
      const id = psuOf(index);
      await ledger.addPsu(trx, { id, psuId: `user-${index}`, name: `Customer ${index}`, status: 'active' });
      for (const name of ACCOUNTS) await ledger.openAccount(trx, toAccount(index, name));
      for (const name of ACCOUNTS) await ledger.post(trx, listEntries(accountOf(id, name), ENTRIES[name], day));
    }
  }, within);
}

function toAccount(index: number, name: AccountName): NewAccount {
  const psu = psuOf(index);
  return {
    kind: 'payment',
    id: accountOf(psu, name),
    iban: toIban('DE', `99999999${String(index * 10 + ACCOUNTS.indexOf(name)).padStart(10, '0')}`),
    currency: 'EUR',
    name: `Account ${name}`,
    product: 'Current account',
    cashAccountType: 'CACC',
    status: 'enabled',
    usage: 'PRIV',
    owners: [{ name: `Customer ${index}` }],
    signatures: 1,
    holders: [psu],
  };
}

/** Every entry with the fields that banks usually fill, spread over the days before `today`. */
function listEntries(accountId: string, count: number, today: string): readonly JournalEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const minorUnits = BigInt((index % 2 === 0 ? 1 : -1) * (10_000 + ((index * 7919) % 5_000)));
    const amount = { currency: 'EUR', minorUnits };
    const particulars = {
      endToEndId: `E2E-${index}`,
      creditorName: `Shop ${index % 97}`,
      creditorAccount: { iban: 'FR7612345987650123456789014' },
      creditorAgent: 'BNPAFRPPXXX',
      debtorName: 'A Customer',
      debtorAccount: { iban: 'DE40100100103307118608' },
      remittanceInformationUnstructured: [`Invoice ${index} of October, thank you`],
      purposeCode: 'GDDS',
      bankTransactionCode: 'PMNT-RCDT-ESCT',
    } as const;
    return {
      description: 'bench',
      bookingDate: addDays(today, Math.floor((index / count) * HISTORY_DAYS) - HISTORY_DAYS),
      postings: [
        { accountId, amount, particulars },
        { accountId: CLEARING, amount: { currency: 'EUR', minorUnits: -minorUnits } },
      ],
    };
  });
}

/** In the order of their ids, in which indexes are filled fastest; each was used before. */
async function fillConsents(database: Database, { consents, tppId }: Setting): Promise<void> {
  const now = Date.now();
  const last = consents + SPARE - 1;
  const head = HEADS[database.dialect];
  const numbers = NUMBERS[database.dialect](last);
  const fit = (text: string) => sql`replace(replace(CAST(${text} AS TEXT), ${MARK}, head), ${PSU_MARK}, psu)`;
  const rows = (columns: Sql) => sql`SELECT ${columns} FROM
    (SELECT i, ${head} AS head, CAST(i % ${PSUS} AS TEXT) AS psu FROM ${numbers}) spread ORDER BY head`;
  const id = fit(MARK_ID);
  // that each refers to a consent is known, and finding it a million times is most of the time that PostgreSQL takes
  const insertReferring = (statement: Sql) =>
    database.transaction(
      async (trx) => {
        if (trx.dialect === 'postgresql') await trx.run(sql`SET LOCAL session_replication_role = replica`);
        await trx.run(statement);
      },
      { timeout: Number.POSITIVE_INFINITY },
    );
  await database.run(sql`INSERT INTO consent (consent_id, tpp_id, tpp_name, psu_id, corporate_id, model, asked, granted,
      recurring, valid_until, frequency_per_day, combined_service, authorisation_confirmation, consent_status, created_at,
      last_action_at, authorised_at, due_at, follow_ups_until)
    ${rows(sql`${id}, CAST(${tppId} AS TEXT), 'Example Payments GmbH', ${fit(psuMarked())}, '', 'dedicated',
      CAST(${sql.json(access())} AS TEXT), ${fit(sql.json(grant(tppId, now)))}, TRUE, '9999-12-31',
      CASE WHEN i < ${consents} THEN ${FREQUENCY} ELSE 1 END, FALSE, FALSE, 'valid', CAST(${now} AS BIGINT),
      CAST(${now} AS BIGINT), CAST(${now} AS BIGINT), CAST(${now + 90 * DAY} AS BIGINT), 0`)}`);
  for (const name of ACCOUNTS)
    await insertReferring(sql`INSERT INTO consent_account (consent_id, resource_id, kind, details, balances, transactions)
      ${rows(sql`${id}, ${fit(resourceMarked(name))}, 'account', TRUE, TRUE, TRUE`)}`);
  await database.run(sql`INSERT INTO consent_use (consent_id, operation, resource_id, part, uses, frequency, free_before)
    ${rows(sql`${id}, 'getAccountList', '', '', '', ${FREQUENCY}, 0`)}`);
  await preparePeer(database);
  if (database.dialect === 'postgresql') await database.run(sql`ANALYZE`);
}

/** Where a peer counts and keeps answers: as many counters as ours. */
async function preparePeer(database: Database): Promise<void> {
  await database.run(sql`CREATE TABLE peer_use (consent_id TEXT, operation TEXT, resource_id TEXT, part TEXT, day TEXT,
    uses INTEGER NOT NULL, PRIMARY KEY (consent_id, operation, resource_id, part))`);
  await database.run(sql`INSERT INTO peer_use SELECT consent_id, operation, resource_id, part, '', 0 FROM consent_use
    ORDER BY consent_id`);
  await database.run(sql`CREATE TABLE peer_answer (tpp_id TEXT, request_id TEXT, body_hash TEXT NOT NULL,
    answer TEXT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (tpp_id, request_id))`);
}

/** What is put in for what differs between one consent and the next: the head of its ids, and the number of its PSU. */
const MARK = '@head';
const PSU_MARK = '@psu';
const HEAD_LENGTH = 8;
const MARK_ID = MARK + consentId(0).slice(HEAD_LENGTH);
const psuMarked = () => psuOf(0).replace('0', PSU_MARK);
const resourceMarked = (name: AccountName) => MARK + resourceId(0, name).slice(HEAD_LENGTH);

const HEADS = {
  sqlite: sql`printf('%08x', (i * ${SPREAD}) % 4294967296)`,
  postgresql: sql`lpad(to_hex((i * CAST(${SPREAD} AS BIGINT)) % 4294967296), 8, '0')`,
};

const NUMBERS = {
  sqlite: (last: number) =>
    sql`(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) SELECT i FROM n)`,
  postgresql: (last: number) => sql`generate_series(CAST(0 AS BIGINT), CAST(${last} AS BIGINT)) AS n(i)`,
};

const access = () => ({ allPsd2: 'allAccounts' });

function grant(tppId: string, authorisedAt: number) {
  const accounts = ACCOUNTS.map((name) => ({
    accountId: accountOf(psuMarked(), name),
    resourceId: resourceMarked(name),
    kind: 'account',
    rights: ['details', 'balances', 'transactions'],
  }));
  const psuId = psuMarked();
  return {
    consentId: MARK_ID,
    tppId,
    psuId,
    model: 'dedicated',
    recurring: true,
    authorisedAt,
    accounts,
    access: access(),
  };
}
