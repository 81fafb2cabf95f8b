import { PROFILES, type ProfileName } from '@openxs2a/http-signatures';
import { Type } from 'typebox';
import { section } from './section.ts';

// the keys of an object literal that nothing adds to
const SIGNATURE_PROFILES = Object.keys(PROFILES) as ProfileName[];

export const SIGNATURE = section('Signatures of messages.', {
  requests: Type.Enum(['required', 'optional', 'off'], {
    default: 'required',
    description: 'Of requests: mandatory, verified where there is one, or ignored (SIG-REQ-002, SIG-REQ-004).',
  }),
  profile: Type.Enum(SIGNATURE_PROFILES, {
    default: 'nextgenpsd2',
    description:
      'How TPPs sign, by the names of `openxs2a signature profiles`; `nextgenpsd2` is to the letter, `nextgenpsd2-date` also signs a date, which some banks want (SIG-REQ-011, SIG-REQ-013).',
  }),
  sealAnswers: Type.Boolean({ default: false, description: 'Whether the bank seals its answers and notifications.' }),
});

export const REQUESTS = section('What requests have to hold.', {
  psuIdRequired: Type.Boolean({
    default: false,
    description: 'Whether a request without PSU-ID is a format error (COM-HDR-027).',
  }),
  ipv6: Type.Boolean({
    default: true,
    description: 'Whether PSU-IP-Address may be of IPv6: the schema has ipv4, the Guidelines any text (COM-HDR-015).',
  }),
  repeatableMinutes: Type.Integer({
    default: 1440,
    minimum: 1,
    maximum: 43_200,
    description:
      'Minutes for which a request that creates something, repeated with its X-Request-ID, gets the first answer (COM-HDR-005).',
  }),
});

export const LIMITS = section('Limits for each TPP (SEC-API-005).', {
  requestsPerSecond: Type.Integer({
    default: 20,
    minimum: 1,
    maximum: 100_000,
    description: 'Requests a second in the long run; more is 429.',
  }),
  burst: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 1_000_000,
    description: 'Requests at once after a pause.',
  }),
  bodyKiB: Type.Integer({ default: 64, minimum: 1, maximum: 65_536, description: 'KiB of a body; more is 413.' }),
  requestSeconds: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 300,
    description: 'Seconds in which a request has to have arrived.',
  }),
});
