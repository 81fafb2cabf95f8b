import { addDays, type IsoDate } from '../iso-date.ts';
import type { Hold, JournalEntry, Posting } from '../ledger/journal.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What happens in the demo bank on a day. */
export type Step = { readonly day: IsoDate } & (
  | { readonly kind: 'post'; readonly entry: JournalEntry }
  | { readonly kind: 'hold'; readonly hold: Hold }
  | { readonly kind: 'bill'; readonly accountId: string }
);

/** The bank's own account on the other side of what comes from and goes to other banks. */
export function clearingOf(currency: string): string {
  return `demo-clearing-${currency.toLowerCase()}`;
}

/** An entry from or to another bank. */
export function pay(
  random: SeededRandom,
  day: IsoDate,
  posting: Pick<Posting, 'accountId' | 'amount' | 'particulars' | 'valueDate'>,
): Step {
  const { currency, minorUnits } = posting.amount;
  const contra = { accountId: clearingOf(currency), amount: { currency, minorUnits: -minorUnits } };
  return book(random, day, [posting, contra]);
}

/** A journal entry with ids that the seed decides. */
export function book(random: SeededRandom, day: IsoDate, postings: readonly Posting[]): Step {
  const named = postings.map((posting) => ({ ...posting, transactionId: random.id() }));
  const entry = { key: `demo-${random.id()}`, description: 'demo', bookingDate: day, postings: named };
  return { kind: 'post', day, entry };
}

export function announce(
  random: SeededRandom,
  day: IsoDate,
  hold: Pick<Hold, 'accountId' | 'amount' | 'particulars'>,
): Step {
  const expected = { entryDate: day, valueDate: addDays(day, 2), transactionId: random.id() };
  return { kind: 'hold', day, hold: { ...hold, ...expected } };
}

/** Monday to Friday, both days included. */
export function listBankingDays(from: IsoDate, to: IsoDate): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) days.push(day);
  return days;
}

export function eur(cents: number): { readonly currency: string; readonly minorUnits: bigint } {
  return { currency: 'EUR', minorUnits: BigInt(cents) };
}
