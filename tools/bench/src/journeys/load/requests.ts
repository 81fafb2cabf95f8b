import type { Exchange } from '../../bank/exchanges.ts';
import type { Sealed } from '../../bank/sealed-requests.ts';
import { BACK } from '../setting.ts';

type Sealable = Pick<Exchange, 'method' | 'target' | 'headers' | 'body'>;

const target = () => '/v1/consents';

/** For whoever logs in: the TPP knows nobody. */
export const CREATE: Sealable = {
  method: 'POST',
  target,
  headers: [
    ['Content-Type', 'application/json'],
    ['PSU-IP-Address', '192.0.2.17'],
    ['TPP-Redirect-URI', BACK],
  ],
  body: JSON.stringify({
    access: { allPsd2: 'allAccounts' },
    recurringIndicator: true,
    validUntil: '9999-12-31',
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  }),
};

/** The seal does not cover which consent is meant (NextGenPSD2, 12.2). */
export const ASK: Sealable = { method: 'GET', target, headers: [], body: '' };

/** The bytes of a request. */
export function render(method: string, path: string, { headers, body }: Pick<Sealed, 'headers' | 'body'>): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n'));
}
