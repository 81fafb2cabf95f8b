import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** Where a browser would say that it is, and what the authenticator would say of itself. */
export interface CeremonyChange {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly challenge?: string;
  /** User present 1, user verified 4. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly attestation?: { readonly fmt: string; readonly attStmt: ReadonlyMap<string, unknown> };
}

const NAMED = { id: 'a', rawId: 'a', type: 'public-key' };
const TEXTS = { clientDataJSON: 'e30', attestationObject: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' };

/** What a browser may send that is of no passkey. */
export const NO_PASSKEYS: readonly unknown[] = [
  undefined,
  null,
  'text',
  [],
  {},
  { ...NAMED, rawId: 'b', response: TEXTS },
  { ...NAMED, response: {} },
  { ...NAMED, response: { ...TEXTS, clientDataJSON: 'AAAA' } },
  { ...NAMED, id: 1, rawId: 1, response: null },
];

const ORIGIN = 'http://bank.localhost';
const RP_ID = 'bank.localhost';
const PRESENT_AND_VERIFIED = 0x05;
const HAS_CREDENTIAL = 0x40;

/** A software authenticator with one passkey, and the browser before it (WebAuthn 3, 6.1, 6.5 and 5.8.1). */
export function createAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(16);
  const id = credentialId.toString('base64url');
  let counter = 0;

  const signedData = (change: CeremonyChange, added: Uint8Array = new Uint8Array()) => {
    const { rpId = RP_ID, flags = PRESENT_AND_VERIFIED, counter: said = counter } = change;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(said);
    const allFlags = flags | (added.length > 0 ? HAS_CREDENTIAL : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([allFlags]), count, added]);
  };
  return {
    id,
    create(options: { readonly challenge: string }, change: CeremonyChange = {}) {
      const { fmt = 'none', attStmt = new Map() } = change.attestation ?? {};
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const credential = Buffer.concat([
        Buffer.alloc(16),
        length,
        credentialId,
        toCose(publicKey.export({ format: 'jwk' })),
      ]);
      const authData = new Uint8Array(signedData(change, credential));
      // what is put into a map is what CBOR knows
      const attestation = new Map<string, never>([
        ['fmt', fmt as never],
        ['attStmt', attStmt as never],
        ['authData', authData as never],
      ]);
      const attestationObject = Buffer.from(isoCBOR.encode(attestation)).toString('base64url');
      const response = { clientDataJSON: clientDataOf('webauthn.create', options, change), attestationObject };
      return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
    },
    get(options: { readonly challenge: string }, change: CeremonyChange = {}) {
      counter += 1;
      const authenticatorData = signedData(change);
      const clientDataJSON = clientDataOf('webauthn.get', options, change);
      const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
      const signature = sign('sha256', signed, privateKey).toString('base64url');
      const { userHandle } = change;
      const response = { clientDataJSON, authenticatorData: authenticatorData.toString('base64url'), signature };
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { ...response, ...(userHandle !== undefined && { userHandle }) },
      };
    },
  };
}

function clientDataOf(expected: string, options: { readonly challenge: string }, change: CeremonyChange): string {
  const { type = expected, origin = ORIGIN, crossOrigin = false, challenge = options.challenge } = change;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin })).toString('base64url');
}

/** RFC 9053, 7.1.1: EC2, ES256, P-256. */
function toCose({ x = '', y = '' }: JsonWebKey): Uint8Array {
  const key = new Map<number, number | Uint8Array<ArrayBuffer>>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return isoCBOR.encode(key);
}

const sha256 = (input: string | Uint8Array) => createHash('sha256').update(input).digest();
