import { SigningError } from '../errors.ts';
import { HEADER_LIMITS } from '../limits.ts';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { renderDigest } from './digest.ts';
import { indexHeaders } from './fields.ts';
import { chooseSignedHeaders } from './signed-headers.ts';
import { collectSigningLines, renderSigningString } from './signing-string.ts';

/** What a signer signs, before it signs. */
export interface PreparedSignature {
  /** Headers that the message gets for the sake of its signature. */
  readonly added: readonly (readonly [name: string, value: string])[];
  /** What is covered, in the order signed. */
  readonly names: readonly string[];
  readonly signingString: string;
}

/** Hashes the body and writes what is to be signed. Throws SigningError. */
export function prepareSignature(profile: SignatureProfile, message: HttpMessage, now: Date): PreparedSignature {
  const rule = message.status === undefined ? profile.request : profile.response;
  const hasDate = message.headers.some(([name]) => name.toLowerCase() === 'date');
  const added: [string, string][] = [['Digest', renderDigest(profile.digest.algorithm, message.body)]];
  if (rule.fields['date'] === 'always' && !hasDate) added.push(['Date', now.toUTCString()]);
  const kept = message.headers.filter(([name]) => name.toLowerCase() !== 'digest');
  const fields = indexHeaders([...kept, ...added]);
  const names = chooseSignedHeaders(rule, fields);
  const options = { requestTarget: profile.requestTarget, limit: HEADER_LIMITS.other };
  const lines = collectSigningLines(names, message, fields, options);
  if (!lines.accepted) throw new SigningError(lines.reason, lines.evidence);
  return { added, names, signingString: renderSigningString(lines.evidence) };
}
