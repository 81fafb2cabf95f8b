import { SigningError } from '@openxs2a/http-signatures';
import { createRedaction } from '@openxs2a/service';
import { KeyStoreError } from '@openxs2a/service/keys';
import { isWithinDates } from '../domain/certificate.ts';
import { checkMessage, type MessageRefusal, type ProposedMessage, type SignableMessage } from '../domain/message.ts';
import type { Seal } from './seal.ts';
import type { SigningServer } from './server.ts';
import type { Use } from './uses.ts';

type SignedHeaders = readonly (readonly [name: string, value: string])[];

export type SigningOutcome =
  | { readonly kind: 'signed'; readonly headers: SignedHeaders; readonly certificate: string }
  | { readonly kind: 'refused'; readonly refusal: MessageRefusal }
  | { readonly kind: 'no-certificate' };

type SignerServer = Pick<SigningServer, 'database' | 'seal' | 'uses' | 'clock' | 'policy'>;

/**
 * Signs a message that the configuration lets be signed. The use is on disk before the signature leaves: there is no
 * signature without its entry, at worst an entry whose signature nobody got.
 */
export async function signMessage(
  server: SignerServer,
  client: string,
  proposed: ProposedMessage,
): Promise<SigningOutcome> {
  const now = server.clock();
  const checked = checkMessage(proposed, server.policy, now);
  if (!checked.accepted) return { kind: 'refused', refusal: checked.refusal };
  const seal = server.seal.current();
  if (seal === undefined || !isWithinDates(seal.record.certificate, now)) return { kind: 'no-certificate' };
  const headers = await makeSignature(seal, checked.evidence);
  if (headers === undefined) return { kind: 'no-certificate' };
  if ('code' in headers) return { kind: 'refused', refusal: headers };
  const { fingerprint } = seal.record.certificate;
  const use = describeUse(checked.evidence, headers, fingerprint);
  await server.database.transaction((trx) => server.uses.record(trx, client, use));
  return { kind: 'signed', headers, certificate: fingerprint };
}

/** Undefined where the key was destroyed in this moment. */
async function makeSignature(
  seal: Seal,
  { profile, target, message }: SignableMessage,
): Promise<SignedHeaders | MessageRefusal | undefined> {
  try {
    const sign = await seal.findSigner(profile, target.keyId);
    return sign === undefined
      ? refuse('profile-unusable', `A key of ${seal.key.kind} cannot sign by it.`)
      : await sign(message);
  } catch (error) {
    if (error instanceof KeyStoreError && GONE.has(error.code)) return undefined;
    if (!(error instanceof SigningError)) throw error;
    const { header } = error.evidence;
    return refuse(
      error.reason,
      header === undefined ? 'It lacks what has to be signed.' : `It is about the header ${header}.`,
    );
  }
}

const GONE: ReadonlySet<string> = new Set(['ERR_KEY_DESTROYED', 'ERR_KEY_UNKNOWN']);

const refuse = (reason: string, detail: string): MessageRefusal => ({ code: 'message-refused', reason, detail });

/** A path may hold an IBAN, and the record is for ever. */
const redact = createRedaction();
const LONGEST_ID = 200;

function describeUse({ message, url, profile }: SignableMessage, headers: SignedHeaders, certificate: string): Use {
  const xRequestId = findHeader(message.headers, 'x-request-id');
  return {
    kind: 'message-signed',
    body: {
      profile: profile.name,
      method: message.method,
      host: url.host,
      path: String(redact(url.pathname)),
      digest: findHeader(headers, 'digest') ?? '',
      ...(xRequestId === undefined ? {} : { xRequestId: xRequestId.slice(0, LONGEST_ID) }),
      certificate,
    },
  };
}

const findHeader = (headers: SignedHeaders, wanted: string) =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
