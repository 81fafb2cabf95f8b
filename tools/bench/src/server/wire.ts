import { randomUUID } from 'node:crypto';
import { accountList } from '../samples/accounts.ts';
import { consentCreated, consentRequest } from '../samples/consents.ts';

/** The two requests of the bench, as any contestant gets them. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const REQUEST_ID = randomUUID();

const COMMON = {
  accept: 'application/json',
  'x-request-id': REQUEST_ID,
  'psu-ip-address': '192.0.2.17',
  'psu-user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

export const EXCHANGES: readonly Exchange[] = [
  {
    method: 'POST',
    path: '/v1/consents',
    headers: {
      ...COMMON,
      'content-type': 'application/json',
      'tpp-redirect-preferred': 'true',
      'tpp-redirect-uri': 'https://tpp.example/back?state=8d1f',
    },
    body: JSON.stringify(consentRequest),
  },
  { method: 'GET', path: '/v1/accounts', headers: { ...COMMON, 'consent-id': consentCreated.consentId } },
];

/** What each of them is answered with, everywhere. */
export const CREATED = {
  status: 201,
  body: consentCreated,
  location: `/v1/consents/${consentCreated.consentId}`,
  approach: 'REDIRECT',
} as const;

export const LISTED = { status: 200, body: accountList } as const;

/** Requests that a contestant which validates refuses with 400. */
export const BROKEN: readonly Exchange[] = EXCHANGES.flatMap((exchange) => [
  { ...exchange, headers: { ...exchange.headers, 'x-request-id': 'no-uuid' } },
  ...(exchange.body === undefined ? [] : [{ ...exchange, body: exchange.body.replace('2027-11-01', '2027-13-01') }]),
]);
