import type { NewAccount, NewPaymentAccount } from '../ledger/open-account.ts';
import type { Psu } from '../psu.ts';
import { createBic, createIban, createPan, type DemoCountry, maskPan } from './identifiers.ts';

export type DemoAccount = NewAccount;

/** A current account of a private person, unless `more` says otherwise. */
export function createAccount(
  country: DemoCountry,
  number: number,
  psus: readonly [Psu, ...Psu[]],
  more: Partial<NewPaymentAccount> = {},
): NewPaymentAccount & { readonly kind: 'payment'; readonly holders: readonly string[] } {
  return {
    kind: 'payment',
    id: `demo-account-${number}`,
    iban: createIban(country, number),
    bic: createBic(country),
    currency: 'EUR',
    name: 'Current account',
    product: 'Demo Current',
    cashAccountType: 'CACC',
    status: 'enabled',
    usage: 'PRIV',
    owners: [{ name: psus[0].name }],
    signatures: 1,
    ...more,
    holders: psus.map(({ id }) => id),
  };
}

export function createCardAccount(number: number, psu: Psu, limit: bigint): DemoAccount {
  const pan = createPan(number);
  return {
    kind: 'card',
    id: `demo-card-account-${number}`,
    pan,
    maskedPan: maskPan(pan),
    currency: 'EUR',
    name: 'Credit card',
    product: 'Demo Card',
    status: 'enabled',
    usage: 'PRIV',
    owners: [{ name: psu.name }],
    signatures: 1,
    debitAccounting: false,
    creditLimit: { currency: 'EUR', minorUnits: limit },
    holders: [psu.id],
  };
}
