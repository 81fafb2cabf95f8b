import type { RequestReason } from '../authorisation/check.ts';

export type RefusalReason =
  | RequestReason
  | 'parameter-twice'
  | 'client-not-of-certificate'
  | 'pushed-unknown'
  | 'interaction-unknown'
  | 'psu-refused';

/** For the developer of a client, or a person in front of a browser. Nothing of the request is in it. */
const TEXTS: Readonly<Record<RefusalReason, string>> = {
  'parameter-twice': 'A parameter is there twice, or all of them are too long.',
  'client-not-of-certificate': 'The client_id is the organizationIdentifier of the certificate.',
  'client-unknown': 'The client is none of this bank, or is blocked.',
  'scope-invalid':
    'The scope is exactly one of AIS:<consentId>, PIS:<paymentId>, PIIS:<consentId>; offline_access may stand beside it.',
  'service-not-allowed': 'The client is not authorised for this service.',
  'pre-step-not-offered': 'This bank offers no scope without an id.',
  'pushed-required': 'The request has to be pushed to the server first.',
  'resource-not-open': 'The resource of the scope is none of the client that waits to be authorised.',
  'redirect-uri-missing': 'The redirect_uri is missing.',
  'redirect-uri-wrong': 'The redirect_uri is not that of the initiation, or not of a domain of the client.',
  'response-type-unsupported': 'The response_type has to be code.',
  'response-mode-unsupported': 'The response_mode has to be query.',
  'state-missing': 'The state is missing.',
  'pushed-unknown': 'The request_uri is unknown, was used, or is too old.',
  'interaction-unknown': 'This browser has not begun this authorisation, or it has ended.',
  'psu-refused': 'It was not authorised.',
};

export const textOf = (reason: RefusalReason): string => TEXTS[reason];

/** An error as OAuth has it (RFC 6749, 5.2). */
export function refuseMachine(error: string, status: number, text?: string): Response {
  const body = { error, ...(text === undefined ? {} : { error_description: text }) };
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}
