import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createMessageSigner } from '@openxs2a/http-signatures';
import { loadCredentials } from '../certificates/credentials.ts';
import { toSigner } from '../certificates/to-signer.ts';
import { unusable } from '../state/data-error.ts';
import type { Trial } from './trial.ts';

/** The anchor of the bank's certificate, beside those of the TPP. */
export const ROOT_FILE = 'root.pem';

export interface WantedRequest {
  readonly method?: string;
  /** Path and query as they are sent: `/v1/accounts`. */
  readonly path: string;
  /** Beside those that every request has, or in their place; an empty value takes one away. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

type Header = readonly [name: string, value: string];

/** A signed request, and the files that a connection needs. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: string | undefined;
  readonly files: { readonly certificate: string; readonly key: string; readonly anchor: string };
}

/** Of a documentation network (RFC 5737): with it, a customer is there, and reads do not count. */
const PSU_ADDRESS = '192.0.2.17';

/** A request of the TPP whose certificates are in the folder, with an X-Request-ID and the consent that it has, with its token. */
export async function signRequest(
  folder: string,
  { baseUrl, consentId, token }: Trial,
  { method = 'GET', path, headers = {}, body }: WantedRequest,
): Promise<SignedRequest> {
  const credentials = await loadCredentials(folder);
  if (credentials === undefined) throw unusable(`Certificates of the TPP are missing in ${folder}.`);
  const url = new URL(baseUrl + path);
  const target = url.pathname + url.search;
  const all = new Map<string, Header>();
  const set = ([name, value]: Header) =>
    value === '' ? all.delete(name.toLowerCase()) : all.set(name.toLowerCase(), [name, value]);
  set(['X-Request-ID', randomUUID()]);
  set(['PSU-IP-Address', PSU_ADDRESS]);
  if (isRead(path)) set(['Consent-ID', consentId]);
  if (isRead(path) && token !== undefined) set(['Authorization', `Bearer ${token}`]);
  if (body !== undefined) set(['Content-Type', 'application/json']);
  for (const header of Object.entries(headers)) set(header);
  const sign = createMessageSigner(toSigner(credentials.qsealc));
  const bytes = new TextEncoder().encode(body);
  for (const header of await sign({ method, target, url: url.href, headers: [...all.values()], body: bytes }))
    set(header);
  return {
    method,
    url: url.href,
    headers: [...all.values()],
    body,
    files: {
      certificate: join(folder, 'qwac.pem'),
      key: join(folder, 'qwac-key.pem'),
      anchor: join(folder, ROOT_FILE),
    },
  };
}

/** What is read by a consent; the consents themselves are named in the path. */
const isRead = (path: string) => /^\/v1\/(?:card-)?accounts(?![^/?])/.test(path);
