import { hash } from 'node:crypto';
import type { HttpMessage, SignatureProfile } from '@openxs2a/http-signatures';
import { findTarget, parseTargetUrl, type Target } from './target.ts';

/** A message that somebody wants signed, as it came. */
export interface ProposedMessage {
  readonly profile: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Base64. */
  readonly body?: string | undefined;
}

/** What the configuration lets be signed. */
export interface SigningPolicy {
  readonly targets: readonly Target[];
  readonly isProfile: (name: string) => boolean;
  readonly maxBodyBytes: number;
}

export interface SignableMessage {
  readonly message: HttpMessage;
  readonly url: URL;
  readonly profile: SignatureProfile;
  readonly target: Target;
}

export interface MessageRefusal {
  readonly code:
    | 'profile-unknown'
    | 'target-not-allowed'
    | 'profile-not-allowed'
    | 'body-too-large'
    | 'message-refused';
  /** With `message-refused`. */
  readonly reason?: string;
  /** In words; repeats no value of the message. */
  readonly detail: string;
}

export type MessageVerdict =
  | { readonly accepted: true; readonly evidence: SignableMessage }
  | { readonly accepted: false; readonly refusal: MessageRefusal };

/** How far the `Date` of a message may be from now: nobody gets a signature for later. */
const DATE_TOLERANCE = 5 * 60_000;

/** Whether a message may be signed, and as what. */
export function checkMessage(proposed: ProposedMessage, policy: SigningPolicy, now: Date): MessageVerdict {
  if (!policy.isProfile(proposed.profile)) return refuse('profile-unknown', 'No profile has this name.');
  const url = parseTargetUrl(proposed.url);
  if (url === undefined)
    return refuseMessage('url-malformed', 'The URL is not absolute, or could be read in two ways.');
  const target = findTarget(policy.targets, url);
  if (target === undefined) return refuse('target-not-allowed', 'The URL is in none of the configured banks.');
  const profile = target.profiles.find(({ name }) => name === proposed.profile);
  if (profile === undefined) return refuse('profile-not-allowed', 'The bank is configured for other profiles.');
  const body = decodeBase64(proposed.body ?? '');
  if (body === undefined) return refuseMessage('body-malformed', 'The body is no base64.');
  if (body.length > policy.maxBodyBytes) return refuse('body-too-large', `More than ${policy.maxBodyBytes} bytes.`);
  return (
    checkHeaders(proposed, profile, body, now) ?? {
      accepted: true,
      evidence: { message: toHttpMessage(proposed, url, body), url, profile, target },
    }
  );
}

function checkHeaders(
  { headers }: ProposedMessage,
  profile: SignatureProfile,
  body: Uint8Array,
  now: Date,
): MessageVerdict | undefined {
  const values = new Map<string, string>();
  for (const { name, value } of headers) {
    const lower = name.toLowerCase();
    // Signed as one line and sent as two, or the other way round: banks read that differently.
    if (values.has(lower) && Object.hasOwn(profile.request.fields, lower)) {
      return refuseMessage('header-duplicated', `The header ${lower} is signed, and may come once only.`);
    }
    values.set(lower, value);
  }
  const digest = values.get('digest');
  if (digest !== undefined && !isDigestOf(digest, body)) {
    return refuseMessage('digest-mismatch', 'The header digest is not that of the body.');
  }
  const date = values.get('date');
  if (date !== undefined && !(Math.abs(Date.parse(date) - now.getTime()) <= DATE_TOLERANCE)) {
    return refuseMessage('date-not-now', 'The header date is more than five minutes from now.');
  }
  return undefined;
}

/** RFC 3230, 4.3.2: every digest by an algorithm that we know fits, and there is one. */
function isDigestOf(header: string, body: Uint8Array): boolean {
  const known = header.split(',').flatMap((part) => {
    const [, name = '', value = ''] = /^\s*(sha-256|sha-512)=(\S*)\s*$/i.exec(part) ?? [];
    return name === '' ? [] : [hash(name.replace('-', '').toLowerCase(), body, 'base64') === value];
  });
  return known.length > 0 && known.every((fits) => fits);
}

function toHttpMessage(
  { method, url, headers }: ProposedMessage,
  { pathname, search }: URL,
  body: Uint8Array,
): HttpMessage {
  const lines = headers.map(({ name, value }) => [name, value] as const);
  return { method, target: pathname + search, url, headers: lines, body };
}

/** Node reads anything as base64; here each text has one reading. */
function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const refuse = (code: MessageRefusal['code'], detail: string): MessageVerdict => ({
  accepted: false,
  refusal: { code, detail },
});

const refuseMessage = (reason: string, detail: string): MessageVerdict => ({
  accepted: false,
  refusal: { code: 'message-refused', reason, detail },
});
