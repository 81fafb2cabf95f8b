import { addDays } from '../../iso-date.ts';
import type { EntryDetail, PaymentParticulars } from '../../transaction.ts';
import { createAccount } from '../accounts.ts';
import { createBic, createIban } from '../identifiers.ts';
import { DEMO_PSUS } from '../psus.ts';
import type { CreateScene, SceneContext } from '../scene.ts';
import { eur, listBankingDays, pay, type Step } from '../steps.ts';

/** A company whose two signatories sign together: payroll and collections in batches, suppliers, customers. */
export const corporate: CreateScene = (context) => {
  const { random, today } = context;
  const { firstSignatory, secondSignatory } = DEMO_PSUS;
  const owners = [{ name: 'Demo Corporate', role: 'owner' }];
  const company = {
    name: 'Business account',
    usage: 'ORGA',
    owners,
    signatures: 2,
    creditLimit: eur(5_000_000),
  } as const;
  const account = createAccount('FR', 601, [firstSignatory, secondSignatory], company);
  const { id: accountId } = account;
  const steps = listBankingDays(addDays(today, -90), today).flatMap((day, index): Step[] => [
    pay(random, day, { accountId, amount: eur(random.integer(50_000, 400_000)), particulars: createSale(random) }),
    ...(index % 20 === 10 ? [payBatch(context, accountId, day, 'payroll')] : []),
    ...(index % 10 === 5 ? [payBatch(context, accountId, day, 'collection')] : []),
  ]);
  return { psus: [firstSignatory, secondSignatory], accounts: [account], steps };
};

function createSale(random: SceneContext['random']) {
  const number = random.integer(1_000, 9_999);
  return {
    debtorName: `Demo Customer ${number % 10}`,
    debtorAccount: { iban: createIban('NL', 910_000 + (number % 10)) },
    endToEndId: `INV-${number}`,
    remittanceInformationUnstructured: [`Invoice ${number}`],
    purposeCode: 'SUPP',
    bankTransactionCode: 'PMNT-RCDT-ESCT',
  } as const;
}

const BATCHES = {
  payroll: {
    sign: -1,
    bankTransactionCode: 'PMNT-ICDT-SALA',
    describe: (number: number): PaymentParticulars => ({
      creditorName: `Demo Employee ${number}`,
      creditorAccount: { iban: createIban('BE', 920_000 + number) },
      creditorAgent: createBic('BE'),
      purposeCode: 'SALA',
    }),
  },
  collection: {
    sign: 1,
    bankTransactionCode: 'PMNT-IDDT-ESDD',
    describe: (number: number): PaymentParticulars => ({
      debtorName: `Demo Subscriber ${number}`,
      debtorAccount: { iban: createIban('ES', 930_000 + number) },
      creditorId: 'FR72ZZZ999999',
      mandateId: `MANDATE-${number}`,
      purposeCode: 'SUBS',
    }),
  },
} as const;

function payBatch({ random }: SceneContext, accountId: string, day: string, kind: keyof typeof BATCHES): Step {
  const { sign, describe, bankTransactionCode } = BATCHES[kind];
  const entryDetails = Array.from({ length: random.integer(3, 8) }, (_, index): EntryDetail => {
    const transactionAmount = eur(sign * random.integer(2_000, 300_000));
    return { transactionAmount, endToEndId: `${kind.toUpperCase()}-${day}-${index + 1}`, ...describe(index + 1) };
  });
  const minorUnits = entryDetails.reduce((sum, { transactionAmount }) => sum + transactionAmount.minorUnits, 0n);
  const batchNumberOfTransactions = entryDetails.length;
  const particulars = { batchNumberOfTransactions, entryDetails, bankTransactionCode };
  return pay(random, day, { accountId, amount: { currency: 'EUR', minorUnits }, particulars });
}
