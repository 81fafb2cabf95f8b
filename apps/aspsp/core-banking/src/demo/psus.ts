import type { Psu } from '../psu.ts';

const CORPORATE = { corporateId: 'demo-corporate', corporateIdType: 'COMPANY' };

/** The PSUs of the demo bank: what each is for is its name and its PSU-ID. */
export const DEMO_PSUS = {
  personal: createPsu('personal', 'Demo Personal'),
  firstSignatory: { ...createPsu('corporate-signatory-1', 'Demo First Signatory'), ...CORPORATE },
  secondSignatory: { ...createPsu('corporate-signatory-2', 'Demo Second Signatory'), ...CORPORATE },
  cards: createPsu('cards', 'Demo Cards'),
  severalCurrencies: createPsu('several-currencies', 'Demo Several Currencies'),
  twoYears: createPsu('two-years', 'Demo Two Years'),
  standingOrders: createPsu('standing-orders', 'Demo Standing Orders'),
  noAccounts: createPsu('no-accounts', 'Demo No Accounts'),
  blocked: createPsu('blocked', 'Demo Blocked', 'blocked'),
  closedAccount: createPsu('closed-account', 'Demo Closed Account'),
  thousandsOfEntries: createPsu('thousands-of-entries', 'Demo Thousands Of Entries'),
} as const satisfies Record<string, Psu>;

function createPsu(psuId: string, name: string, status: Psu['status'] = 'active'): Psu {
  return { id: `demo-${psuId}`, psuId, name, status };
}
