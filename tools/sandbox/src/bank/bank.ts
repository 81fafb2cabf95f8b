import type { Schemas } from '@openxs2a/xs2a/types';
import { type AccessFault, isGranted, type Right, resolveAccess } from './access.ts';
import type { Account } from './accounts.ts';
import type { Consent } from './consent.ts';
import { createConsentBook } from './consent-book.ts';
import { type Day, toDay } from './day.ts';
import { bookEntries, type Entry } from './entries.ts';
import { createReadCounter } from './read-counter.ts';

export interface BankOptions {
  readonly accounts: readonly Account[];
  readonly clock: () => Date;
  readonly newId: () => string;
}

/** What the interface asks of the bank. */
export type Bank = ReturnType<typeof createBank>;

/** A bank in memory: one customer with accounts, and the consents that TPPs ask for. */
export function createBank({ accounts, clock, newId }: BankOptions) {
  const today = (): Day => toDay(clock());
  const book = createConsentBook({ today, newId });
  return {
    /** Asks for a consent; it opens nothing before the PSU says yes. */
    askForConsent(tppId: string, asked: Schemas['consents']): Consent | AccessFault {
      if (asked.validUntil < today()) return 'over already';
      const access = resolveAccess(asked.access, accounts);
      return typeof access === 'string' ? access : book.open(tppId, asked, access);
    },
    /** The consent of this TPP, as it stands today. */
    findConsent(tppId: string, consentId: string): Consent | undefined {
      const consent = book.apply(consentId, 'dayPasses');
      return consent?.tppId === tppId ? consent : undefined;
    },
    /** The PSU agrees: stands in for strong customer authentication in the bank's own app. */
    letPsuSayYes(consentId: string): Consent | undefined {
      const consent = book.apply(consentId, 'psuSaysYes');
      if (consent?.status === 'valid') book.endOlder(consent);
      return consent;
    },
    letPsuSayNo: (consentId: string) => book.apply(consentId, 'psuSaysNo'),
    letPsuRevoke: (consentId: string) => book.apply(consentId, 'psuRevokes'),
    endConsent: ({ id }: Consent) => book.apply(id, 'tppEnds'),
    countRead: createReadCounter(today),
    /** The accounts on which the consent grants something. */
    listAccounts: ({ access }: Consent) =>
      accounts.filter(({ resourceId }) => isGranted(access, 'accounts', resourceId)),
    findAccount: (resourceId: string) => accounts.find((account) => account.resourceId === resourceId),
    isGranted: ({ access }: Consent, right: Right, resourceId: string) => isGranted(access, right, resourceId),
    /** Booked entries, newest first. */
    listEntries: (account: Account): readonly Entry[] => bookEntries(account, today()),
  };
}
