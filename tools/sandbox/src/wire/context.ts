import { randomUUID } from 'node:crypto';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { Consent } from '../bank/consent.ts';

/** What guards find out about a call, and handlers build on. */
export interface CallContext {
  /** Of the request, to be repeated in the answer; a new one where the request has none that could be. */
  readonly xRequestId: string;
  /** Set by the certificate guard, which lets nobody pass without. */
  tppId: string;
  /** Set by the consent guard: valid, of this TPP, and granting what the operation reads. */
  consent?: Consent;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createContext({ headers }: IncomingRequest): CallContext {
  return { xRequestId: toXRequestId(headers.get('X-Request-ID')), tppId: '' };
}

export function toXRequestId(given: string | null | undefined): string {
  return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
}

/** The consent that the guard found. Only handlers of operations with a consent guard ask. */
export function consentOf({ consent }: CallContext): Consent {
  if (consent === undefined) throw new TypeError('This operation has no consent guard.');
  return consent;
}
