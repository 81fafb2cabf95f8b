import type { PaymentAccount } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import type { OpenedAccount } from './opened-account.ts';

type Opened = OpenedAccount<PaymentAccount>;

/**
 * Which levels of accounts in several currencies a list shows (Guidelines 1.3.8, 4.5 and 6.5.1). A level gives way only to
 * the other one: what a consent opens on one level alone is always shown.
 */
export function selectLevels(
  opened: readonly Opened[],
  levels: BankProfile['accounts']['multiCurrency'],
): readonly Opened[] {
  switch (levels) {
    case 'both':
      return opened;
    case 'sub-accounts': {
      const collections = new Set(opened.map(({ account }) => account.collectionId));
      return opened.filter(({ account }) => !collections.has(account.id));
    }
    case 'collection':
      return opened.filter((one) => !opened.some((other) => contains(other, one)));
    default:
      return levels satisfies never;
  }
}

/** Whether the other is the collection level of the one, and may be read as much. */
function contains(other: Opened, one: Opened): boolean {
  return (
    one.account.collectionId === other.account.id &&
    one.granted.rights.every((right) => other.granted.rights.includes(right))
  );
}
