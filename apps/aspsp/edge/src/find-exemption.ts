import type { BankProfile } from '@openxs2a/profile';
import type { Exemption, FindExemption, Subject } from '@openxs2a/sca';

/** By what right this bank does without SCA, as its profile has it. */
export function createFindExemption({ sca }: Pick<BankProfile, 'sca'>): FindExemption {
  return async ({ subject }) =>
    sca.availableAccountsByPassword && isListOfAccounts(subject) ? AVAILABLE_ACCOUNTS : undefined;
}

const AVAILABLE_ACCOUNTS: Exemption = {
  article: '10',
  why: 'names of accounts once, without balances and transactions, by the password alone',
};

function isListOfAccounts(subject: Subject): boolean {
  if (subject.kind !== 'consent' || subject.recurring) return false;
  const { availableAccounts, ...more } = subject.access as { readonly availableAccounts?: unknown }; // any member may be absent
  return availableAccounts !== undefined && Object.keys(more).length === 0;
}
