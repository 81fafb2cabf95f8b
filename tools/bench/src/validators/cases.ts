import { consentRequest, errorBody } from '../samples/consents.ts';
import { transactionReport } from '../samples/transactions.ts';

/** A component schema with a value that fits it, and values that do not. */
export interface ValidatorCase {
  readonly title: string;
  readonly schema: string;
  readonly valid: unknown;
  readonly broken: Readonly<Record<string, unknown>>;
}

const [firstTransaction] = transactionReport.transactions.booked;
const [message] = errorBody.tppMessages;

export const CASES: readonly ValidatorCase[] = [
  {
    title: 'a consent request',
    schema: 'consents',
    valid: consentRequest,
    broken: {
      'a property missing': { ...consentRequest, validUntil: undefined },
      'a wrong type': { ...consentRequest, recurringIndicator: 'true' },
      'no whole number': { ...consentRequest, frequencyPerDay: 1.5 },
      'below the minimum': { ...consentRequest, frequencyPerDay: 0 },
      'no date': { ...consentRequest, validUntil: '2027-13-01' },
      'no IBAN, deep inside': { ...consentRequest, access: { accounts: [{ iban: 'de40 1001' }] } },
      'not among the values': { ...consentRequest, access: { allPsd2: 'someAccounts' } },
      'no object': [],
      nothing: null,
    },
  },
  {
    title: 'an error body',
    schema: 'Error401_NG_AIS',
    valid: errorBody,
    broken: {
      'an unknown code': { tppMessages: [{ ...message, code: 'NO_SUCH_CODE' }] },
      'too long a text': { tppMessages: [{ ...message, text: 'x'.repeat(501) }] },
      'no list': { tppMessages: message },
      'a link that is a string': { ...errorBody, _links: { startAuthorisation: '/v1/consents' } },
    },
  },
  {
    title: 'a report of 1,000 transactions',
    schema: 'transactionsResponse-200_json',
    valid: transactionReport,
    broken: {
      'an amount with a comma, in the last one': breakLast({ transactionAmount: { currency: 'EUR', amount: '1,00' } }),
      'a BIC in small letters, in the last one': breakLast({ creditorAgent: 'bnpafrppxxx' }),
      'a booking date without a day, in the last one': breakLast({ bookingDate: '2026-10' }),
      'no amount, in the last one': breakLast({ transactionAmount: undefined }),
      'a required link missing': { ...transactionReport, transactions: { booked: [] } },
    },
  },
];

function breakLast(change: Readonly<Record<string, unknown>>) {
  const { booked } = transactionReport.transactions;
  const last = { ...firstTransaction, ...change };
  // as it comes off the wire: what is undefined is not there
  return JSON.parse(
    JSON.stringify({
      ...transactionReport,
      transactions: { ...transactionReport.transactions, booked: [...booked.slice(0, -1), last] },
    }),
  );
}
