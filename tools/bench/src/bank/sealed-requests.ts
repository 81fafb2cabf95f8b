import { createPrivateKey, randomUUID } from 'node:crypto';
import { type Certificate, readCertificates } from '@openxs2a/certificates';
import { createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, type MessageSigner, PROFILES } from '@openxs2a/http-signatures';
import type { Exchange } from './exchanges.ts';
import type { Pem } from './setting.ts';

type Header = readonly [name: string, value: string];

/** A request but for the consent that it names, which no seal covers (NextGenPSD2, 12.2). */
export interface Sealed {
  readonly requestId: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

export type SealRequest = (exchange: Pick<Exchange, 'method' | 'target' | 'headers' | 'body'>) => Promise<Sealed>;

/** Seals requests as a TPP does, each with an X-Request-ID of its own. */
export function createSeal({ key, cert }: Pem): SealRequest {
  const [certificate] = readCertificates(cert);
  if (certificate === undefined) throw new TypeError('There is no certificate to seal with.');
  const sign = createSigner(certificate, key);
  return async ({ method, target, headers, body }) => {
    const requestId = randomUUID();
    const own: readonly Header[] = [
      ['Host', 'localhost'],
      ['Accept', 'application/json'],
      ['X-Request-ID', requestId],
      ...headers,
      ...(body === '' ? [] : ([['Content-Length', String(Buffer.byteLength(body))]] as const)),
    ];
    const seal = await sign({ method, target: target(0), headers: own, body: new Uint8Array(Buffer.from(body)) });
    return { requestId, headers: [...own, ...seal], body };
  };
}

function createSigner(certificate: Certificate, key: string): MessageSigner {
  return createMessageSigner({
    profile: PROFILES.nextgenpsd2,
    certificate,
    key: createSigningKey(createPrivateKey(key)),
    clock: () => new Date(),
  });
}

/** The bytes of a request. */
export function renderRequest(exchange: Exchange, { headers, body }: Sealed, consent: number): Buffer {
  const lines = [...headers, ...exchange.consent(consent)].map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`${exchange.method} ${exchange.target(consent)} HTTP/1.1`, ...lines, '', body].join('\r\n'));
}
