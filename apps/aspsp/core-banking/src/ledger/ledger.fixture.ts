import type { Database } from '@openxs2a/store';
import type { OpenDatabase } from '@openxs2a/store/testing';
import { toIban } from '../iban.ts';
import type { Money } from '../money.ts';
import type { JournalEntry, Posting } from './journal.ts';
import { createLedger, type Ledger, prepareLedger } from './ledger.ts';

/** A ledger with two PSUs, each with an account in EUR, and the bank's own clearing account. */
export interface TestLedger {
  readonly database: Database;
  readonly ledger: Ledger;
  /** Sets the clock to noon of a day. */
  setDay(day: string): void;
  post(...entries: JournalEntry[]): Promise<readonly string[]>;
}

export const ALICE = 'account-one';
export const BOB = 'account-two';
export const CLEARING = 'clearing-eur';
export const IBANS = {
  [ALICE]: toIban('DE', '999999990000000001'),
  [BOB]: toIban('DE', '999999990000000002'),
} as const;

export async function openTestLedger(open: OpenDatabase): Promise<TestLedger> {
  const database = await open();
  await prepareLedger(database);
  let day = '2026-11-26';
  let ids = 0;
  const ledger = createLedger({
    database,
    clock: () => new Date(`${day}T12:00:00Z`),
    random: { uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}` },
    panKey: new Uint8Array(32),
  });
  await database.transaction(async (trx) => {
    await ledger.openAccount(trx, { kind: 'internal', id: CLEARING, currency: 'EUR', name: 'Clearing' });
    for (const [index, id] of [ALICE, BOB].entries()) {
      const psu = { id: `psu-${index}`, psuId: `user-${index}`, name: `User ${index}`, status: 'active' } as const;
      await ledger.addPsu(trx, psu);
      await ledger.openAccount(trx, {
        ...{ kind: 'payment', id, iban: IBANS[id === ALICE ? ALICE : BOB], currency: 'EUR', status: 'enabled' },
        ...{ usage: 'PRIV', owners: [{ name: `User ${index}` }], signatures: 1, cashAccountType: 'CACC' },
        holders: [psu.id],
      });
    }
  });
  return {
    database,
    ledger,
    setDay(next) {
      day = next;
    },
    async post(...entries) {
      const posted = await database.transaction((trx) => ledger.post(trx, entries));
      return posted.flatMap(({ entries }) => entries.map(({ transactionId }) => transactionId));
    },
  };
}

export function eur(minorUnits: bigint | number): Money {
  return { currency: 'EUR', minorUnits: BigInt(minorUnits) };
}

/** So many cents from the clearing account to one of a PSU, or back where they are negative. */
export function transfer(accountId: string, cents: number, more: Partial<Posting & JournalEntry> = {}): JournalEntry {
  const { description = 'transfer', bookingDate, key, postings, ...posting } = more;
  return {
    description,
    ...(key === undefined ? {} : { key }),
    ...(bookingDate === undefined ? {} : { bookingDate }),
    postings: postings ?? [
      { accountId, amount: eur(cents), ...posting },
      { accountId: CLEARING, amount: eur(-cents) },
    ],
  };
}
