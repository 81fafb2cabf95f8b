import { parseDetachedJws } from '../jws/detached-jws.ts';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { findField, indexHeaders } from '../steps/fields.ts';
import { parseHttpDate } from '../steps/freshness.ts';

/** When a message was signed by its own account: the header `Date`, or what the JWS says. */
export function findSigningTime(kind: SignatureProfile['kind'], { headers }: HttpMessage): Date | undefined {
  const fields = indexHeaders(headers);
  if (kind === 'http-signature') return parseHttpDate(findField(fields, 'date') ?? '');
  const jws = parseDetachedJws(findField(fields, 'x-jws-signature') ?? '');
  return jws.accepted ? jws.evidence.header.signedAt.time : undefined;
}
