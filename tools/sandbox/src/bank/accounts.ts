import type { Cents } from './money.ts';

export interface Account {
  readonly resourceId: string;
  readonly iban: string;
  readonly currency: 'EUR' | 'CHF';
  readonly name: string;
  readonly product: string;
  /** An ISO 20022 ExternalCashAccountType1Code. */
  readonly cashAccountType: 'CACC' | 'SVGS';
  /** The booked balance before the oldest entry. */
  readonly opening: Cents;
  /** How many booked entries there are. */
  readonly entries: number;
  readonly daysBetweenEntries: number;
}

/** The accounts of the one customer that the sandbox bank has. Names and numbers are invented. */
export const ACCOUNTS: readonly Account[] = [
  {
    resourceId: 'a1d3c5e7-0b2f-4c6a-9e81-73f4d0b6c258',
    iban: 'DE89370400440532013000',
    currency: 'EUR',
    name: 'Household',
    product: 'Girokonto Plus',
    cashAccountType: 'CACC',
    opening: 412_377,
    entries: 100,
    daysBetweenEntries: 0.8,
  },
  {
    resourceId: 'b7e2f490-6c1d-4a38-8f05-2d9b7e1c4a60',
    iban: 'DE62370400440532013001',
    currency: 'EUR',
    name: 'Rainy days',
    product: 'Tagesgeld',
    cashAccountType: 'SVGS',
    opening: 1_150_000,
    entries: 6,
    daysBetweenEntries: 14,
  },
  {
    resourceId: 'f60b9d28-4e17-4ac3-b5d9-1c8e2a7f3046',
    iban: 'DE35370400440532013002',
    currency: 'CHF',
    name: 'Mountains',
    product: 'Währungskonto',
    cashAccountType: 'CACC',
    opening: 95_000,
    entries: 18,
    daysBetweenEntries: 4,
  },
];
