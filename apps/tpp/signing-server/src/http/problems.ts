import type { components } from '@openxs2a/signing-api/types';

type Problem = components['schemas']['problem'];

/** A refusal as problem details (RFC 9457); the words of a code are the same each time. */
export function toProblem<Status extends number>(
  status: Status,
  code: ProblemCode,
  more: Omit<Problem, 'title' | 'status' | 'code'> = {},
) {
  return { status, type: 'application/problem+json', body: { title: TITLES[code], status, code, ...more } } as const;
}

export type ProblemCode = keyof typeof TITLES;

const TITLES = {
  'client-certificate-missing': 'A client certificate is needed.',
  'client-unknown': 'The client certificate is not known here.',
  'client-certificate-expired': 'The client certificate is outside its dates.',
  'right-missing': 'The client lacks a right.',
  'target-not-allowed': 'Messages to this URL are not signed.',
  'profile-not-allowed': 'Messages to this bank are not signed by this profile.',
  'profile-unknown': 'There is no such profile.',
  'message-refused': 'The message cannot be signed.',
  'body-too-large': 'The body is larger than what is signed.',
  'no-certificate': 'There is no certificate in use.',
  'not-found': 'There is no such thing.',
  'request-id-reused': 'The X-Request-ID was used before, with another body.',
  'certificate-refused': 'The certificate cannot be used here.',
  'order-refused': 'The order is refused.',
  'rate-exceeded': 'There were too many signatures.',
  'qtsp-unavailable': 'The QTSP gave no answer that helps.',
} as const;
