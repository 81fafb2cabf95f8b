import { addDays } from '../../iso-date.ts';
import { createAccount } from '../accounts.ts';
import { createPurchase, liveThrough } from '../household.ts';
import { createBic, createIban } from '../identifiers.ts';
import { DEMO_PSUS } from '../psus.ts';
import type { CreateScene } from '../scene.ts';
import { announce, eur, listBankingDays, pay, type Step } from '../steps.ts';

/** Three months of a household, with an overdraft, savings, something pending, and somebody who is trusted. */
export const personal: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.personal;
  const account = createAccount('DE', 101, [psu], { displayName: 'Household', creditLimit: eur(100_000) });
  const savings = { name: 'Savings', product: 'Demo Savings', cashAccountType: 'SVGS' };
  const saved = createAccount('DE', 102, [psu], savings);
  const from = addDays(today, -90);
  const { id: accountId } = account;
  const beneficiary = {
    id: 'demo-beneficiary-1',
    creditorName: 'Demo Landlord',
    creditorAccount: { iban: createIban('DE', 900_001) },
    creditorAgent: createBic('DE'),
  };
  return {
    psus: [psu],
    accounts: [account, saved],
    steps: [
      openWith(random, accountId, from, 150_000),
      openWith(random, saved.id, from, 500_000),
      ...liveThrough(random, accountId, from, today),
      announce(random, today, { accountId, amount: eur(-2_350), particulars: createPurchase(random)[1] }),
      announce(random, today, { accountId, amount: eur(1_999), particulars: { debtorName: 'Demo Mail Order' } }),
    ],
    beneficiaries: [{ accountId, beneficiary }],
  };
};

/** More history than a TPP gets without the PSU being there. */
export const twoYears: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.twoYears;
  const account = createAccount('ES', 201, [psu]);
  const from = addDays(today, -730);
  const steps = [openWith(random, account.id, from, 300_000), ...liveThrough(random, account.id, from, today)];
  return { psus: [psu], accounts: [account], steps };
};

/** An account that was closed, and one that is still used. */
export const closedAccount: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.closedAccount;
  const closed = createAccount('AT', 301, [psu], { name: 'Former account' });
  const account = createAccount('AT', 302, [psu]);
  const from = addDays(today, -60);
  const steps = [
    openWith(random, closed.id, from, 20_000),
    pay(random, addDays(from, 30), { accountId: closed.id, amount: eur(-20_000) }),
    openWith(random, account.id, from, 100_000),
    ...liveThrough(random, account.id, from, today),
  ];
  return { psus: [psu], accounts: [closed, account], steps, closed: [closed.id] };
};

const RECEIPT = [60_000, { debtorName: 'Demo Payer', bankTransactionCode: 'PMNT-RCDT-ESCT' }] as const;

/** One busy year: enough for many pages, and for a download. */
export const thousandsOfEntries: CreateScene = ({ random, today, entries }) => {
  const psu = DEMO_PSUS.thousandsOfEntries;
  const account = createAccount('DE', 401, [psu]);
  const { id: accountId } = account;
  const days = listBankingDays(addDays(today, -365), today);
  const steps = Array.from({ length: entries }, (_, index): Step => {
    const day = days[Math.floor((index * days.length) / entries)] ?? today;
    // now and then somebody pays in, so that the account does not run dry
    const [cents, particulars] = index % 10 === 0 ? RECEIPT : createPurchase(random);
    return pay(random, day, { accountId, amount: eur(cents), particulars });
  });
  return { psus: [psu], accounts: [account], steps };
};

export const noAccounts: CreateScene = () => ({ psus: [DEMO_PSUS.noAccounts], accounts: [], steps: [] });

/** Has an account, and may not be let in. */
export const blocked: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.blocked;
  const account = createAccount('BE', 501, [psu], { status: 'blocked' });
  return { psus: [psu], accounts: [account], steps: [openWith(random, account.id, addDays(today, -30), 50_000)] };
};

function openWith(random: Parameters<typeof pay>[0], accountId: string, day: string, cents: number): Step {
  const remittanceInformationUnstructured = ['First deposit'];
  const particulars = { remittanceInformationUnstructured, bankTransactionCode: 'PMNT-RCDT-ESCT' };
  return pay(random, day, { accountId, amount: eur(cents), particulars });
}
