import type { AuditRecord } from '@openxs2a/consent';
import { html, showTime } from '@openxs2a/service/pages';

const WORDS: Readonly<Record<string, string>> = {
  'consent-created': 'Consent asked for',
  'consent-given': 'Consent given',
  'consent-partially-given': 'Consent given by one of several',
  'consent-rejected': 'Consent refused',
  'consent-terminated': 'Consent ended by the one who asked for it',
  'consent-replaced': 'Consent replaced by a newer one',
  'consent-revoked': 'Consent ended by you',
  'consent-expired': 'Consent ended by time',
  'consent-used': 'Read',
  'consent-refused': 'Reading refused',
  'consent-use-returned': 'Reading failed, not counted',
  authorisation: 'Authorisation',
  'oauth-granted': 'Keys to read allowed',
  'oauth-token-issued': 'Key to read handed out',
  'oauth-grant-ended': 'Keys to read ended',
};

/** What the PSU is shown of its records; how it proved who it is stays with the bank and its auditors. */
export const ACTIVITY_KINDS: readonly string[] = Object.keys(WORDS);

const OPERATIONS: Readonly<Record<string, string>> = {
  getAccountList: 'list of accounts',
  readAccountDetails: 'details of an account',
  getBalances: 'balances',
  getTransactionList: 'transactions',
  getTransactionDetails: 'details of a transaction',
  getCardAccountList: 'list of cards',
};

const RESULTS: Readonly<Record<string, string>> = {
  // of consents
  received: 'waits for you',
  partiallyAuthorised: 'waits for others',
  valid: 'in force',
  rejected: 'refused',
  revokedByPsu: 'ended by you',
  terminatedByTpp: 'ended by the other side, or replaced',
  expired: 'ended by time',
  // of authorisations
  psuIdentified: 'begun',
  psuAuthenticated: 'logged in',
  scaMethodSelected: 'code sent',
  started: 'device asked',
  unconfirmed: 'agreed, to be confirmed by the other side',
  finalised: 'agreed',
  exempted: 'agreed without a code',
  failed: 'not agreed',
  // of reads
  granted: 'done',
  // of keys
  'resource-ended': 'with the consent',
  'revoked-by-client': 'given back by the other side',
  'code-replayed': 'because something came a second time',
  'refresh-token-replayed': 'because something came a second time',
};

/** A status in words for the PSU. */
export const describeResult = (result: string): string =>
  (Object.hasOwn(RESULTS, result) ? RESULTS[result] : undefined) ?? result;

const BY: Readonly<Record<string, string>> = { psu: 'you', aspsp: 'the bank' };

/** A record of `ACTIVITY_KINDS` in words. */
export const ACTIVITY_COLUMNS = [
  { title: 'When', show: ({ time }: AuditRecord) => showTime(time) },
  { title: 'What', show: ({ kind }: AuditRecord) => WORDS[kind] ?? kind },
  {
    title: 'Of',
    show: ({ operation, consentId }: AuditRecord) =>
      operation === undefined ? showConsentLink(consentId) : (OPERATIONS[operation] ?? operation),
  },
  { title: 'By', show: ({ by, tppId, actor }: AuditRecord) => BY[by ?? ''] ?? tppId ?? actor ?? '–' },
  { title: 'Result', show: ({ result }: AuditRecord) => (result === undefined ? '–' : describeResult(result)) },
];

const showConsentLink = (consentId: string | undefined) =>
  consentId === undefined ? '–' : html`<a href="/consents/${encodeURIComponent(consentId)}">consent</a>`;
