/**
 * The banks of the sandbox, with the names of their folders. The journey begins at the first; the redirect of the other is
 * OAuth, since a bank has one form of it.
 */
export const BANK_FOLDERS = { bank: 'bank', oauthBank: 'oauth-bank' } as const;

export type BankName = keyof typeof BANK_FOLDERS;

/** One for each bank, in their order. */
export type PerBank<Value> = Readonly<Record<BankName, Value>>;

// holds: the keys of the record are the names
export const BANK_NAMES = Object.keys(BANK_FOLDERS) as readonly BankName[];

export const perBank = <Value>(make: (name: BankName) => Value): PerBank<Value> =>
  // holds: there is an entry for each name
  Object.fromEntries(BANK_NAMES.map((name) => [name, make(name)])) as PerBank<Value>;

/** Where a bank listens; 0 lets the system choose. */
export interface BankPorts {
  readonly interface: number;
  /** Health and metrics. */
  readonly operations: number;
  readonly pages: number;
}
