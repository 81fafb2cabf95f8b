import { constants, type KeyObject, sign } from 'node:crypto';
import { renderKeyId } from '../http-signature/key-id.ts';
import { renderSignatureParameters } from '../http-signature/parameters.ts';
import type { HttpMessage } from '../message.ts';
import { createRequest, type Seal, setHeaders } from '../signing.fixture.ts';
import { renderDigest } from '../steps/digest.ts';
import { indexHeaders } from '../steps/fields.ts';
import { collectSigningLines } from '../steps/signing-string.ts';

type Sign = (text: Buffer, key: KeyObject) => Buffer;
type Lines = readonly { readonly name: string; readonly value: string }[];

/** How a signature is made by hand, each step as right or wrong as a test wants it. */
export interface Craft {
  readonly seal: Seal;
  readonly message?: HttpMessage;
  /** What `headers` lists. */
  readonly names?: readonly string[];
  readonly headers?: string;
  /** The names of the lines, where they are others. */
  readonly lined?: readonly string[];
  readonly text?: (lines: Lines, message: HttpMessage) => string | Buffer;
  readonly sign?: Sign;
  readonly write?: (signature: Buffer) => string;
  readonly algorithm?: string;
  readonly keyId?: string;
  /** Headers of the message that are changed behind the signer's back. */
  readonly after?: readonly (readonly [string, string | undefined])[];
}

export const NAMES = ['digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri'];
export const joined = (lines: Lines, { colon = ': ', join = '\n', end = '' } = {}): string =>
  lines.map(({ name, value }) => `${name}${colon}${value}`).join(join) + end;

export const signWith =
  (hash: string | null, options: object = {}): Sign =>
  (text, key) =>
    sign(hash, text, { key, ...options });
export const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

export function craft({
  seal,
  message = createRequest(),
  names = NAMES,
  headers = names.join(' '),
  lined = names,
  text = (lines) => joined(lines),
  sign: make = signWith('sha256'),
  write = (signature) => signature.toString('base64'),
  algorithm = seal.privateKey.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256',
  keyId = renderKeyId({ form: 'serial-and-issuer', serial: 'hex', issuer: 'same-name' }, seal.certificate),
  after = [],
}: Craft): HttpMessage {
  const digested = setHeaders(message, [['Digest', renderDigest('SHA-256', message.body)]]);
  const options = { requestTarget: 'path', limit: 8_192 } as const;
  const collected = collectSigningLines(lined, digested, indexHeaders(digested.headers), options);
  if (!collected.accepted) throw new TypeError(`The test signs what is not there: ${collected.reason}.`);
  const bytes = text(collected.evidence, digested);
  const signature = write(make(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1'), seal.privateKey));
  const signed = setHeaders(digested, [
    ['Signature', renderSignatureParameters({ keyId, algorithm, headers, signature })],
    ['TPP-Signature-Certificate', Buffer.from(seal.certificate.der).toString('base64')],
  ]);
  return setHeaders(signed, after);
}
