import type { Account } from './accounts.ts';
import { addDays, type Day } from './day.ts';
import type { Cents } from './money.ts';

/** One booked entry. */
export interface Entry {
  readonly transactionId: string;
  readonly entryReference: string;
  readonly day: Day;
  /** Negative went out. */
  readonly amount: Cents;
  readonly party: { readonly name: string; readonly iban: string };
  readonly remittance: string;
  readonly bankTransactionCode: string;
  /** The booked balance once this entry was booked. */
  readonly balance: Cents;
}

interface Habit {
  readonly party: Entry['party'];
  readonly remittance: string;
  readonly code: string;
  /** In cents; the second is how far the amount strays. */
  readonly amount: readonly [typical: Cents, spread: Cents];
}

const HABITS: readonly Habit[] = [
  habit('Kaffeehaus Morgenrot', 'DE89370400440532013000', 'Card payment', 'PMNT-CCRD-POSD', -480, 300),
  habit('Supermarkt am Park', 'NL91ABNA0417164300', 'Card payment', 'PMNT-CCRD-POSD', -5_430, 4_000),
  habit(
    'Stadtwerke Musterstadt',
    'AT611904300234573201',
    'Electricity, customer 40718826',
    'PMNT-RDDT-ESDD',
    -6_490,
    900,
  ),
  habit('Alpenhof AG', 'CH9300762011623852957', 'Refund RF18539007547034', 'PMNT-RCDT-XBCT', 3_780, 2_000),
  habit('Buchhandlung Lesezeichen', 'FR1420041010050500013M02606', 'Order 2231', 'PMNT-ICDT-ESCT', -2_390, 1_500),
  habit('Musterwerk GmbH', 'BE68539007547034', 'Wages', 'PMNT-RCDT-SALA', 71_200, 4_000),
  habit('Ruderverein Havel', 'ES9121000418450200051332', 'Membership', 'PMNT-RDDT-ESDD', -1_800, 0),
];

/** The entries of an account, newest first, the same each time for the same day. */
export function bookEntries(account: Account, today: Day): readonly Entry[] {
  const random = createRandom(account.opening);
  const booked: Entry[] = [];
  let balance = account.opening;
  for (let index = 0; index < account.entries; index++) {
    const day = addDays(today, -Math.round((account.entries - index) * account.daysBetweenEntries));
    const entry = bookEntry(index, day, random, balance);
    balance = entry.balance;
    booked.push(entry);
  }
  return booked.reverse();
}

function bookEntry(index: number, day: Day, random: () => number, before: Cents): Entry {
  const { party, remittance, code, amount } =
    HABITS[Math.floor(random() * HABITS.length)] ?? habit('', '', '', '', 0, 0);
  const cents = amount[0] + Math.round((random() * 2 - 1) * amount[1]);
  const number = String(index + 1).padStart(6, '0');
  return {
    transactionId: `t-${number}`,
    entryReference: `${day}-${number}`,
    day,
    amount: cents,
    party,
    remittance,
    bankTransactionCode: code,
    balance: before + cents,
  };
}

function habit(name: string, iban: string, remittance: string, code: string, typical: Cents, spread: Cents): Habit {
  return { party: { name, iban }, remittance, code, amount: [typical, spread] };
}

/** Park and Miller's generator: invented figures that look alike in every run. */
function createRandom(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
