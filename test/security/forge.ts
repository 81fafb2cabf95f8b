import { hash, type KeyObject, sign } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';
import { renderName } from '@openxs2a/certificates';
import { createSigningKey, type IssuedCertificate } from '@openxs2a/certificates/issue';
import { createMessageSigner, type HttpMessage, PROFILES, type SignatureProfile } from '@openxs2a/http-signatures';
import { clock, createRequest } from './scene.ts';

/** As an honest client seals. */
export async function seal(
  { certificate, privateKey }: IssuedCertificate,
  profile: SignatureProfile = PROFILES.nextgenpsd2,
  message: HttpMessage = createRequest(),
): Promise<HttpMessage> {
  const signMessage = createMessageSigner({ profile, certificate, key: createSigningKey(privateKey), clock });
  return setHeaders(message, await signMessage(message));
}

/** Sets headers, each in place of those of its name; `undefined` takes them away. */
export function setHeaders(
  message: HttpMessage,
  headers: readonly (readonly [name: string, value: string | undefined])[],
): HttpMessage {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const kept = message.headers.filter(([name]) => !names.has(name.toLowerCase()));
  const added = headers.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  return { ...message, headers: [...kept, ...added] };
}

export const addHeader = (message: HttpMessage, name: string, value: string): HttpMessage => ({
  ...message,
  headers: [...message.headers, [name, value]],
});

export function getHeader({ headers }: HttpMessage, wanted: string): string {
  const value = headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
  if (value === undefined) throw new TypeError(`there is no "${wanted}"`);
  return value;
}

/** The `Signature` header, changed after it was made. */
export function editSignature(message: HttpMessage, edit: (parameters: string) => string): HttpMessage {
  const before = getHeader(message, 'Signature');
  const after = edit(before);
  if (after === before) throw new TypeError('the edit changes nothing');
  return setHeaders(message, [['Signature', after]]);
}

export interface Forgery {
  readonly message?: HttpMessage;
  /** What is signed, in order. */
  readonly names?: readonly string[];
  readonly keyId?: string;
  readonly algorithm?: string;
  readonly hash?: string;
  readonly digest?: string;
  readonly key?: KeyObject;
  readonly certificate?: Certificate;
}

const NAMES = ['digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri'];

/** As a client seals that holds a good key and keeps to no rule: the signature is right for whatever is asked for. */
export function forge(own: IssuedCertificate, forgery: Forgery = {}): HttpMessage {
  const { message = createRequest(), names = NAMES, certificate = own.certificate, key = own.privateKey } = forgery;
  const { algorithm = 'ecdsa-sha256', keyId = toKeyId(certificate) } = forgery;
  const digest = forgery.digest ?? `SHA-256=${hash('sha256', message.body, 'base64')}`;
  const carried = setHeaders(message, [
    ['Digest', digest],
    ['TPP-Signature-Certificate', Buffer.from(certificate.der).toString('base64')],
  ]);
  const text = names.map((name) => `${name.toLowerCase()}: ${readOrEmpty(carried, name)}`).join('\n');
  const signature = sign(forgery.hash ?? 'sha256', Buffer.from(text), key).toString('base64');
  const parameters = { keyId, algorithm, headers: names.join(' '), signature };
  const value = Object.entries(parameters).map(([name, each]) => `${name}="${each}"`);
  return setHeaders(carried, [['Signature', value.join(',')]]);
}

export function toKeyId({ serialNumber, issuer }: Certificate): string {
  return `SN=${serialNumber},CA=${renderName(issuer)}`;
}

function readOrEmpty({ headers }: HttpMessage, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? '';
}
