import type { IsoDate } from '../iso-date.ts';
import type { EntryParticulars } from '../transaction.ts';
import { createBic, createIban } from './identifiers.ts';
import type { SeededRandom } from './seeded-random.ts';
import { eur, listBankingDays, pay, type Step } from './steps.ts';

/** What an account of a person lives through, day by day: salary, rent, bills, purchases, fees. */
export function liveThrough(random: SeededRandom, accountId: string, from: IsoDate, to: IsoDate): readonly Step[] {
  const seen = new Set<string>();
  return listBankingDays(from, to).flatMap((day) => {
    const events = EVENTS.filter(({ dayOfMonth, name }) => {
      const month = `${name} ${day.slice(0, 7)}`;
      if (Number(day.slice(8)) < dayOfMonth || seen.has(month)) return false;
      seen.add(month);
      // what was due before the account was opened is not caught up with
      return Number(day.slice(8)) < dayOfMonth + 4;
    });
    const purchases = random.integer(0, 2) === 0 ? [createPurchase(random)] : [];
    return [...events.map(({ create }) => create(random, day)), ...purchases].map(([cents, particulars]) =>
      pay(random, day, { accountId, amount: eur(cents), particulars }),
    );
  });
}

type Movement = readonly [cents: number, particulars: EntryParticulars];

interface MonthlyEvent {
  readonly name: string;
  /** That day or the next banking day. */
  readonly dayOfMonth: number;
  create(random: SeededRandom, day: IsoDate): Movement;
}

const EVENTS: readonly MonthlyEvent[] = [
  {
    name: 'rent',
    dayOfMonth: 1,
    create: (_, day) => [
      -85_000,
      {
        creditorName: 'Demo Landlord',
        creditorAccount: { iban: createIban('DE', 900_001) },
        creditorAgent: createBic('DE'),
        endToEndId: `RENT-${day.slice(0, 7)}`,
        remittanceInformationUnstructured: [`Rent ${day.slice(0, 7)}`],
        purposeCode: 'RENT',
        bankTransactionCode: 'PMNT-ICDT-STDO',
      },
    ],
  },
  {
    name: 'electricity',
    dayOfMonth: 5,
    create: (random) => [
      -random.integer(4_000, 9_500),
      {
        creditorName: 'Demo Electricity',
        creditorId: 'DE98ZZZ09999999999',
        creditorAccount: { iban: createIban('AT', 900_002) },
        mandateId: 'MANDATE-0001',
        remittanceInformationUnstructured: ['Electricity, monthly instalment'],
        purposeCode: 'ELEC',
        bankTransactionCode: 'PMNT-RDDT-ESDD',
      },
    ],
  },
  {
    name: 'invoice',
    dayOfMonth: 12,
    create: (random) => [
      -random.integer(1_500, 30_000),
      {
        creditorName: 'Demo Mail Order',
        creditorAccount: { iban: createIban('NL', 900_003) },
        ultimateCreditor: 'Demo Bookshop',
        remittanceInformationStructured: [
          { reference: createCreditorReference(random), referenceType: 'SCOR', referenceIssuer: 'ISO' },
        ],
        purposeCode: 'GDDS',
        bankTransactionCode: 'PMNT-ICDT-ESCT',
      },
    ],
  },
  {
    name: 'salary',
    dayOfMonth: 25,
    create: (_, day) => [
      245_000,
      {
        debtorName: 'Demo Employer',
        debtorAccount: { iban: createIban('FR', 900_004) },
        debtorAgent: createBic('FR'),
        endToEndId: `SALARY-${day.slice(0, 7)}`,
        remittanceInformationUnstructured: [`Salary ${day.slice(0, 7)}`],
        purposeCode: 'SALA',
        bankTransactionCode: 'PMNT-RCDT-SALA',
      },
    ],
  },
  {
    name: 'fee',
    dayOfMonth: 28,
    create: () => [
      -490,
      {
        additionalInformation: 'Account keeping, monthly',
        bankTransactionCode: 'ACMT-MDOP-CHRG',
        proprietaryBankTransactionCode: 'FEE',
      },
    ],
  },
];

const SHOPS = ['Demo Grocery', 'Demo Bakery', 'Demo Pharmacy', 'Demo Filling Station', 'Demo Café'] as const;

export function createPurchase(random: SeededRandom): Movement {
  const creditorName = random.pick(SHOPS);
  const bankTransactionCode = 'PMNT-CCRD-POSD';
  return [
    -random.integer(190, 12_000),
    { creditorName, remittanceInformationUnstructured: [`Card payment, ${creditorName}`], bankTransactionCode },
  ];
}

/** A creditor reference with its check digits (ISO 11649). */
function createCreditorReference(random: SeededRandom): string {
  const number = String(random.integer(10_000_000, 99_999_999));
  // RF counts as 2715 behind the number (ISO 7064 MOD 97-10)
  const check = 98 - Number(BigInt(`${number}271500`) % 97n);
  return `RF${String(check).padStart(2, '0')}${number}`;
}
