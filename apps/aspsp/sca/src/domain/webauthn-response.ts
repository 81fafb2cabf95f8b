import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { decodeAttestationObject, decodeClientDataJSON, isoBase64URL } from '@simplewebauthn/server/helpers';
import { isOpaqueId } from './opaque-id.ts';

const LONGEST = 16_384;

/**
 * What a browser gave for a new passkey; undefined for what is none. Only what comes without a certificate: attestation
 * was not asked for, and to check one would mean to fetch from addresses that its certificates name.
 */
export function readRegistration(given: unknown): RegistrationResponseJSON | undefined {
  const credential = readCredential(given, ['clientDataJSON', 'attestationObject']);
  if (credential === undefined || !isUnattested(credential.response['attestationObject'] ?? '')) return undefined;
  const { clientDataJSON = '', attestationObject = '' } = credential.response;
  return { ...credential.named, response: { clientDataJSON, attestationObject } };
}

/** What a browser gave for an authentication; undefined for what is none. */
export function readAuthentication(given: unknown): AuthenticationResponseJSON | undefined {
  const credential = readCredential(given, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (credential === undefined) return undefined;
  const { clientDataJSON = '', authenticatorData = '', signature = '', userHandle } = credential.response;
  const response = { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) };
  return { ...credential.named, response };
}

interface ReadCredential {
  readonly named: Pick<AuthenticationResponseJSON, 'id' | 'rawId' | 'type' | 'clientExtensionResults'>;
  readonly response: Readonly<Record<string, string>>;
}

function readCredential(given: unknown, names: readonly string[]): ReadCredential | undefined {
  const { id, rawId, type, response } = membersOf(given);
  const said = Object.entries(membersOf(response)).filter((member): member is [string, string] => isText(member[1]));
  const texts = Object.fromEntries(said);
  if (typeof id !== 'string' || !isOpaqueId(id) || rawId !== id || type !== 'public-key') return undefined;
  if (names.some((name) => texts[name] === undefined) || isFromElsewhere(texts['clientDataJSON'] ?? ''))
    return undefined;
  return { named: { id, rawId: id, type, clientExtensionResults: {} }, response: texts };
}

/** Within a page of somebody else, who may have covered what the PSU should see. */
function isFromElsewhere(clientDataJSON: string): boolean {
  try {
    return decodeClientDataJSON(clientDataJSON).crossOrigin === true;
  } catch {
    // it is no JSON: whoever sent it, there is nothing to check further
    return true;
  }
}

function isUnattested(attestationObject: string): boolean {
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = decoded.get('fmt');
    return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
  } catch {
    // the decoder throws for all that is no CBOR of this form
    return false;
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && /^[\w-]*$/.test(value);
