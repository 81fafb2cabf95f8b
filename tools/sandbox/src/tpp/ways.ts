import type { BankName } from '../bank/bank-names.ts';
import type { Approach } from '../journey/consent.ts';

/** How a person connects accounts: at which bank, by which approach of SCA. */
export interface Way {
  readonly bank: BankName;
  readonly approach: Approach;
}

/** By the last part of their addresses. */
export const WAYS = {
  redirect: { bank: 'bank', approach: 'redirect' },
  oauth: { bank: 'oauthBank', approach: 'redirect' },
  decoupled: { bank: 'bank', approach: 'decoupled' },
  embedded: { bank: 'bank', approach: 'embedded' },
} as const satisfies Readonly<Record<string, Way>>;

export type WayName = keyof typeof WAYS;

export const findWay = (name: string): Way | undefined =>
  Object.entries<Way>(WAYS).find(([known]) => known === name)?.[1];
