import { addDays } from '../../iso-date.ts';
import type { StandingOrder } from '../../standing-order.ts';
import { createAccount } from '../accounts.ts';
import { liveThrough } from '../household.ts';
import { createIban } from '../identifiers.ts';
import { DEMO_PSUS } from '../psus.ts';
import type { CreateScene } from '../scene.ts';
import { eur, pay } from '../steps.ts';

/** Orders of each kind: a rent, a cross-border one, one that ends, and one that sweeps what is above a limit. */
export const standingOrders: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.standingOrders;
  const account = createAccount('FR', 901, [psu]);
  const { id: accountId } = account;
  const from = addDays(today, -60);
  const startDate = addDays(today, -400);
  const orders: readonly StandingOrder[] = [
    {
      id: 'demo-order-1',
      transactionAmount: eur(-85_000),
      creditorName: 'Demo Landlord',
      creditorAccount: { iban: createIban('DE', 900_001) },
      remittanceInformationUnstructured: ['Rent'],
      bankTransactionCode: 'PMNT-ICDT-STDO',
      frequency: 'Monthly',
      dayOfExecution: '1',
      executionRule: 'following',
      startDate,
    },
    {
      id: 'demo-order-2',
      transactionAmount: eur(-5_000),
      creditorName: 'Demo Relative Abroad',
      creditorAccount: { bban: 'DEMO0000000001' },
      bankTransactionCode: 'PMNT-ICDT-XBST',
      frequency: 'Weekly',
      multiplicator: 3,
      startDate,
    },
    {
      id: 'demo-order-3',
      transactionAmount: eur(-12_345),
      creditorName: 'Demo Savings Bank',
      creditorAccount: { iban: createIban('AT', 900_005) },
      bankTransactionCode: 'PMNT-ICDT-STDO',
      frequency: 'Quarterly',
      dayOfExecution: '15',
      startDate,
      endDate: addDays(today, 730),
    },
    {
      id: 'demo-order-4',
      transactionAmount: eur(0),
      limitAmount: eur(200_000),
      creditorName: psu.name,
      creditorAccount: { iban: createIban('FR', 902) },
      bankTransactionCode: 'PMNT-MCOP-OTHR',
      frequency: 'Monthly',
      dayOfExecution: '28',
      startDate,
    },
  ];
  return {
    psus: [psu],
    accounts: [account],
    steps: [
      pay(random, from, { accountId, amount: eur(250_000) }),
      ...liveThrough(random, accountId, addDays(from, 1), today),
    ],
    standingOrders: orders.map((order) => ({ accountId, order })),
  };
};
