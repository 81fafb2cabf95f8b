import { addDays } from '@openxs2a/core-banking';
import { consentRequest } from '../samples/consents.ts';
import { type AccountName, consentId, resourceId } from './population.ts';

export type ExchangeName = 'accounts' | 'few' | 'many' | 'consents';

/** A request of the bench, but for what its seal adds and which consent it names. */
export interface Exchange {
  readonly name: ExchangeName;
  readonly title: string;
  readonly operationId: 'getAccountList' | 'getTransactionList' | 'createConsent';
  readonly method: 'GET' | 'POST';
  /** Of a consent by its number. */
  readonly target: (consent: number) => string;
  /** The header that names a consent. */
  readonly consent: (consent: number) => readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const DAYS = 89;
const dateFrom = addDays(new Date().toISOString().slice(0, 10), -DAYS);

const read: Pick<Exchange, 'method' | 'headers' | 'body' | 'consent'> = {
  method: 'GET',
  headers: [],
  body: '',
  consent: (consent) => [['Consent-ID', consentId(consent)]],
};

const report = (account: AccountName) => ({
  ...read,
  operationId: 'getTransactionList' as const,
  target: (consent: number) =>
    `/v1/accounts/${resourceId(consent, account)}/transactions?bookingStatus=booked&dateFrom=${dateFrom}`,
});

export const EXCHANGES: readonly Exchange[] = [
  { ...read, name: 'accounts', title: 'GET accounts', operationId: 'getAccountList', target: () => '/v1/accounts' },
  { ...report('few'), name: 'few', title: 'GET transactions, 20 entries' },
  { ...report('many'), name: 'many', title: 'GET transactions, 1,000 entries' },
  {
    name: 'consents',
    title: 'POST consents',
    operationId: 'createConsent',
    method: 'POST',
    target: () => '/v1/consents',
    consent: () => [],
    headers: [
      ['Content-Type', 'application/json'],
      ['PSU-IP-Address', '192.0.2.17'],
      ['TPP-Redirect-URI', 'https://tpp.example/back'],
    ],
    body: JSON.stringify(consentRequest),
  },
];

export function findExchange(name: ExchangeName): Exchange {
  const found = EXCHANGES.find((exchange) => exchange.name === name);
  if (found === undefined) throw new TypeError(`There is no exchange "${name}".`);
  return found;
}
