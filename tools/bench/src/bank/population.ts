/** Who and what is in a store: found by counting, so that filling and asking need not tell each other. */

export const PSUS = 8;
export const ACCOUNTS = ['few', 'many'] as const;
export type AccountName = (typeof ACCOUNTS)[number];

/** Entries of an account. */
export const ENTRIES: Readonly<Record<AccountName, number>> = { few: 20, many: 1000 };

/** As often may a consent be used without its PSU: agreed with the TPP, so that counting refuses nobody. */
export const FREQUENCY = 100;

/** Beside those that are asked for, as many may be used once a day: to see that who comes again is refused. */
export const SPARE = 64;

/** Spreads numbers, as random ids would be: neighbours in time are none in an index. Odd, so that no two are the same. */
export const SPREAD = 2_654_435_761;

const toHead = (index: number) => ((index * SPREAD) % 2 ** 32).toString(16).padStart(8, '0');

export const consentId = (index: number): string => `${toHead(index)}-0000-4000-8000-000000000000`;

/** What the TPP calls an account of a consent. */
export const resourceId = (index: number, account: AccountName): string =>
  `${toHead(index)}-000${ACCOUNTS.indexOf(account) + 1}-4000-8000-000000000000`;

export const psuOf = (index: number): string => `psu-${index % PSUS}`;
export const accountOf = (psu: string, account: AccountName): string => `${psu}-${account}`;
