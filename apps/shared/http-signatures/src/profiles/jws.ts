import type { JwsProfile } from '../profile.ts';
import type { SignedHeaders } from '../steps/signed-headers.ts';

const MINUTE = 60_000;

const RESPONSE: SignedHeaders = {
  fields: { '(response-status)': 'always', 'x-request-id': 'always', digest: 'always' },
  others: 'allowed',
};

const BASE = {
  kind: 'jws',
  name: 'jws-http-headers',
  description:
    'JAdES over HTTP headers as openFinance and the verification of payees have it: method and path, x-request-id and digest at least.',
  digest: { algorithm: 'SHA-256', names: { 'sha-256': 'SHA-256', 'sha-512': 'SHA-512' } },
  algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  certificate: 'x5c',
  request: {
    fields: {
      '(request-target)': 'always',
      'x-request-id': 'always',
      digest: 'always',
      'content-type': 'when-sent',
      'psu-id': 'when-sent',
      'psu-corporate-id': 'when-sent',
    },
    others: 'allowed',
  },
  response: RESPONSE,
  freshness: { maxAge: 5 * MINUTE, skew: MINUTE },
  requestTarget: 'path',
  certificateHeader: { request: 'TPP-Signature-Certificate', response: 'ASPSP-Signature-Certificate' },
} as const satisfies JwsProfile;

export const JWS_PROFILES = {
  'jws-http-headers': BASE,
  'jws-http-headers-url': {
    ...BASE,
    name: 'jws-http-headers-url',
    description:
      "(request-target) is the whole URL, as in the European Commission's library DSS; the JWS has but the thumbprint of the certificate; x-request-id need not be signed.",
    certificate: 'x5t#S256',
    request: {
      fields: { '(request-target)': 'always', digest: 'always', 'x-request-id': 'optional' },
      others: 'allowed',
    },
    requestTarget: 'url',
  },
  'jws-host': {
    ...BASE,
    name: 'jws-host',
    description:
      'The profile of Open Banking Europe as Georgian banks have it (TBC): host is signed, too, and everything about the body and the customer that is sent.',
    request: {
      fields: {
        '(request-target)': 'always',
        host: 'always',
        'x-request-id': 'always',
        digest: 'always',
        'content-type': 'when-sent',
        'content-length': 'when-sent',
        'psu-id': 'when-sent',
        'psu-id-type': 'when-sent',
        'psu-corporate-id': 'when-sent',
        'psu-corporate-id-type': 'when-sent',
        'psu-ip-address': 'when-sent',
        'psu-ip-port': 'when-sent',
        'psu-http-method': 'when-sent',
        'psu-user-agent': 'when-sent',
        'psu-geo-location': 'when-sent',
        'psu-accept': 'when-sent',
        'psu-accept-charset': 'when-sent',
        'psu-accept-encoding': 'when-sent',
        'psu-accept-language': 'when-sent',
        'psu-device-id': 'when-sent',
      },
      others: 'allowed',
    },
  },
  'jws-pss': {
    ...BASE,
    name: 'jws-pss',
    description: 'RSA by PSS alone, as ING has it.',
    algorithms: ['PS256', 'PS384', 'PS512'],
  },
} as const satisfies Readonly<Record<string, JwsProfile>>;
