import type { KeyObject } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';
import {
  type CertificateTemplate,
  createDemoAuthority,
  createDemoParty,
  createSigningKey,
  generateKey,
  type KeyKind,
  type Party,
  type SigningAlgorithm,
  type SigningKey,
} from '@openxs2a/certificates/issue';
import type { HttpMessage } from './message.ts';
import type { HttpSignatureProfile, JwsProfile, SignatureProfile } from './profile.ts';
import { createMessageSigner } from './signer.ts';
import type { SignatureVerdict } from './verdict.ts';
import { createMessageVerifier, type MessageVerifier, type MessageVerifierOptions } from './verifier.ts';

export const NOW = new Date('2026-11-26T12:00:00Z');
export const clock = (): Date => NOW;

/** A seal and its key, of an authority of its own. */
export interface Seal {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
  readonly key: SigningKey;
  readonly issuer: Certificate;
}

export interface SealChanges {
  readonly key?: KeyKind | KeyObject;
  readonly algorithm?: SigningAlgorithm;
  readonly party?: Partial<Party>;
  readonly alter?: (template: CertificateTemplate) => CertificateTemplate;
}

export async function createSeal({ key = 'p-256', algorithm, party, alter }: SealChanges = {}): Promise<Seal> {
  const authority = await createDemoAuthority({ clock });
  const privateKey = typeof key === 'string' ? await generateKey(key) : key;
  const overrides = { key: privateKey, ...(alter === undefined ? {} : { alter }) };
  const { certificate } = await authority.issueQsealc(createDemoParty(party), overrides);
  const { certificate: issuer } = authority.issuingCa;
  return { certificate, privateKey, key: createSigningKey(privateKey, algorithm), issuer };
}

export const BODY = new TextEncoder().encode('{"instructedAmount":{"currency":"EUR","amount":"123.50"}}');

/** A payment that is about to be signed. */
export function createRequest(changes: Partial<HttpMessage> = {}): HttpMessage {
  return {
    method: 'POST',
    target: '/v1/payments/sepa-credit-transfers?a=1',
    url: 'https://bank.example/v1/payments/sepa-credit-transfers?a=1',
    headers: [
      ['Host', 'bank.example'],
      ['Content-Type', 'application/json'],
      ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
      ['PSU-ID', 'erika'],
      ['PSU-IP-Address', '192.0.2.1'],
      ['TPP-Redirect-URI', 'https://tpp.example/back'],
    ],
    body: BODY,
    ...changes,
  };
}

/** The answer to it. */
export function createResponse(changes: Partial<HttpMessage> = {}): HttpMessage {
  return createRequest({
    status: 201,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
    ],
    ...changes,
  });
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

export function getHeader({ headers }: HttpMessage, wanted: string): string {
  const value = headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
  if (value === undefined) throw new TypeError(`there is no "${wanted}"`);
  return value;
}

export async function signMessage(profile: SignatureProfile, seal: Seal, message: HttpMessage): Promise<HttpMessage> {
  const sign = createMessageSigner({ profile, ...seal, clock, keyId: 'a-client-of-the-bank' });
  return setHeaders(message, await sign(message));
}

/** The parameters of the `Signature` header, changed. */
export function editSignature(message: HttpMessage, edit: (parameters: string) => string): HttpMessage {
  return setHeaders(message, [['Signature', edit(getHeader(message, 'Signature'))]]);
}

/** The reason of a refusal; the name of the profile where there is none. */
export function reasonOf(verdict: SignatureVerdict): string {
  return verdict.accepted ? `accepted by ${verdict.evidence.profile}` : verdict.reason;
}

type Options = Partial<Omit<MessageVerifierOptions, 'profile'>>;

export function verifyMessage(profile: HttpSignatureProfile, message: HttpMessage, options?: Options): SignatureVerdict;
export function verifyMessage(profile: JwsProfile, message: HttpMessage, options?: Options): Promise<SignatureVerdict>;
export function verifyMessage(
  profile: SignatureProfile,
  message: HttpMessage,
  options?: Options,
): ReturnType<MessageVerifier>;
export function verifyMessage(profile: SignatureProfile, message: HttpMessage, options: Options = {}) {
  return createMessageVerifier({ profile, clock, ...options })(message);
}
