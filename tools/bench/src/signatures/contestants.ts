import { hash, type KeyObject, verify } from 'node:crypto';
import { createMessageVerifier, createSealVerifier, type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import type { SignedRequests } from './signed-requests.ts';

/** What says of a request whether it is what was signed. */
export interface SignatureContestant {
  readonly name: string;
  check(message: HttpMessage): boolean;
}

export const PRIMITIVES = 'the primitives alone';
export const SIGNATURE = 'openxs2a, the signature';
export const SEAL = 'openxs2a, signature, certificate and same party';

export async function createContestants(requests: SignedRequests): Promise<readonly SignatureContestant[]> {
  return [createPrimitives(requests), createSignature(), await createSeal(requests)];
}

const signatures = () => createMessageVerifier({ profile: PROFILES.nextgenpsd2, clock: () => new Date() });

function createSignature(): SignatureContestant {
  const verifyMessage = signatures();
  return { name: SIGNATURE, check: (message) => verifyMessage(message).accepted };
}

/** As a gateway does it: the certificate of the connection is known, that of the seal after the first request. */
async function createSeal({ messages, verifier, qwac }: SignedRequests): Promise<SignatureContestant> {
  const verifySeal = createSealVerifier({ messages: signatures(), certificates: verifier });
  for (const message of messages.slice(0, 1)) await verifySeal(message, qwac);
  return {
    name: SEAL,
    check: (message) => {
      const verdict = verifySeal(message, qwac);
      if (verdict instanceof Promise) throw new Error('The status of a certificate had to be asked for.');
      return verdict.accepted;
    },
  };
}

interface Prepared {
  readonly digest: string;
  readonly text: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * What no verifier can do without, and nothing else: the hash of the body, and the signature over a text that lies ready,
 * with a key that lies ready. Nothing is read, looked up or compared beside the digest.
 */
function createPrimitives({ messages }: SignedRequests): SignatureContestant {
  const verifyMessage = signatures();
  const keys = new Map<HttpMessage, Prepared>();
  let key: KeyObject | undefined;
  for (const message of messages) {
    const verdict = verifyMessage(message);
    if (!verdict.accepted) throw new Error(`A request of the bench is refused: ${verdict.reason}.`);
    key = verdict.evidence.certificate.key.keyObject;
    keys.set(message, prepare(message, verdict.evidence.signedHeaders));
  }
  const publicKey = key ?? never();
  return {
    name: PRIMITIVES,
    check: (message) => {
      const { digest, text, signature } = keys.get(message) ?? never();
      return hash('sha256', message.body, 'base64') === digest && verify('sha256', text, publicKey, signature);
    },
  };
}

function prepare({ headers }: HttpMessage, signed: readonly string[]): Prepared {
  const headerOf = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? never();
  const [, signature = ''] = /signature="([^"]+)"/.exec(headerOf('signature')) ?? [];
  return {
    digest: headerOf('digest').replace(/^SHA-256=/, ''),
    text: Buffer.from(signed.map((name) => `${name}: ${headerOf(name)}`).join('\n')),
    signature: Buffer.from(signature, 'base64'),
  };
}

function never(): never {
  throw new Error('The requests of the bench are not what they were made as.');
}
