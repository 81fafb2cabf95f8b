import type { HttpSignatureProfile } from '../profile.ts';
import type { SignedHeaders } from '../steps/signed-headers.ts';

const MINUTE = 60_000;

/** What NextGenPSD2 12.2 has signed, and nothing else. */
const STRICT: SignedHeaders = {
  fields: {
    digest: 'always',
    'x-request-id': 'always',
    'psu-id': 'when-sent',
    'psu-corporate-id': 'when-sent',
    'tpp-redirect-uri': 'when-sent',
  },
  others: 'refused',
};

/** For clients that sign less than the standard wants: what it wants when it is sent may be signed or not. */
const DIGEST_ALONE: SignedHeaders['fields'] = {
  digest: 'always',
  'psu-id': 'optional',
  'psu-corporate-id': 'optional',
  'tpp-redirect-uri': 'optional',
};

/** Of a response the standard says nothing; what a request and its answer have in common is its id. */
const RESPONSE: SignedHeaders = { fields: { digest: 'always', 'x-request-id': 'always' }, others: 'refused' };

/** Names in the words of Java and of hashes: they mean what the key makes of them. */
const FOREIGN_NAMES = {
  SHA256withRSA: ['rsa-sha256'],
  SHA512withRSA: ['rsa-sha512'],
  SHA256withECDSA: ['ecdsa-sha256'],
  SHA512withECDSA: ['ecdsa-sha512'],
  'SHA-256': ['rsa-sha256', 'ecdsa-sha256'],
  'SHA-512': ['rsa-sha512', 'ecdsa-sha512'],
  'sha-256': ['rsa-sha256', 'ecdsa-sha256'],
  'sha-512': ['rsa-sha512', 'ecdsa-sha512'],
} as const;

const STRICT_PROFILE = {
  kind: 'http-signature',
  name: 'nextgenpsd2',
  description: 'NextGenPSD2 1.3, clause 12, to the letter. What none of the others needs is refused.',
  signatureHeader: 'Signature',
  parameters: 'strict',
  digest: { algorithm: 'SHA-256', names: { 'sha-256': 'SHA-256', 'sha-512': 'SHA-512' } },
  keyId: { form: 'serial-and-issuer', serial: 'hex', issuer: 'same-name' },
  algorithms: {
    'rsa-sha256': ['rsa-sha256'],
    'rsa-sha512': ['rsa-sha512'],
    'ecdsa-sha256': ['ecdsa-sha256'],
    'ecdsa-sha512': ['ecdsa-sha512'],
  },
  headerNames: 'lower-case',
  request: STRICT,
  response: RESPONSE,
  requestTarget: 'path',
  certificateHeader: { request: 'TPP-Signature-Certificate', response: 'ASPSP-Signature-Certificate' },
  certificateText: 'base64',
} as const satisfies HttpSignatureProfile;

/** Signed headers of a profile that adds some before those of the standard, or takes them otherwise. */
function covering(fields: SignedHeaders['fields'], others: SignedHeaders['others'] = 'refused'): SignedHeaders {
  return { fields: { ...fields, ...withoutKeys(STRICT.fields, fields) }, others };
}

function withoutKeys(all: SignedHeaders['fields'], some: SignedHeaders['fields']): SignedHeaders['fields'] {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(some, name)));
}

const FRESH = { maxAge: 5 * MINUTE, skew: MINUTE };

/** One deviation each. */
const SWITCHES = {
  'nextgenpsd2-date': {
    ...STRICT_PROFILE,
    name: 'nextgenpsd2-date',
    description:
      'The first texts of 1.3 and the banks that kept to them: date is signed, too, and at most five minutes old.',
    request: covering({ date: 'always' }),
    freshness: FRESH,
  },
  'request-target': {
    ...STRICT_PROFILE,
    name: 'request-target',
    description: 'Method and path are signed, too, and date: stronger than the standard.',
    request: covering({ '(request-target)': 'always', date: 'always' }),
    freshness: FRESH,
  },
  'decimal-serial': {
    ...STRICT_PROFILE,
    name: 'decimal-serial',
    description: 'The serial number in keyId is decimal, as the libraries of some languages print it.',
    keyId: { form: 'serial-and-issuer', serial: 'decimal', issuer: 'same-name' },
  },
  'algorithm-names': {
    ...STRICT_PROFILE,
    name: 'algorithm-names',
    description: 'The algorithm in the words of Java (SHA256withRSA), or but its hash (SHA-256, sha-256).',
    algorithms: { ...FOREIGN_NAMES, ...STRICT_PROFILE.algorithms },
  },
  hs2019: {
    ...STRICT_PROFILE,
    name: 'hs2019',
    description: 'The newer name of draft-cavage-12: the key alone says how it signs, always with SHA-512 or Ed25519.',
    algorithms: { hs2019: ['rsa-pss-sha512', 'ecdsa-sha512', 'ed25519'] },
  },
  'mixed-case': {
    ...STRICT_PROFILE,
    name: 'mixed-case',
    description: "Names in `headers` in any case, as in the standard's own example, which signs a date, too.",
    headerNames: 'any-case',
    request: covering({ date: 'optional' }),
    freshness: FRESH,
  },
  'client-id': {
    ...STRICT_PROFILE,
    name: 'client-id',
    description:
      'keyId is a name that the bank gave; whoever verifies has to see to it that the certificate is of that client.',
    keyId: { form: 'opaque' },
  },
} as const satisfies Readonly<Record<string, HttpSignatureProfile>>;

/** Clients and banks, after what they send or document. */
const PARTIES = {
  'xs2a-adapter': {
    ...STRICT_PROFILE,
    name: 'xs2a-adapter',
    description:
      'The adapter of adorsys, in Java: SHA256withRSA, issuer with OIDs and hex, percent-encoded; a date where a bank wants one.',
    algorithms: { ...FOREIGN_NAMES, ...STRICT_PROFILE.algorithms },
    request: covering({ date: 'optional' }),
    freshness: FRESH,
  },
  'js-nextgen-psd2': {
    ...STRICT_PROFILE,
    name: 'js-nextgen-psd2',
    description: 'The npm package: algorithm "sha-256", issuer as OpenSSL prints it, headers sorted.',
    algorithms: { 'sha-256': ['rsa-sha256', 'ecdsa-sha256'] },
  },
  'bec-python': {
    ...STRICT_PROFILE,
    name: 'bec-python',
    description:
      'Clients after the example of BEC: nothing is signed but digest and x-request-id, which is one for all calls.',
    request: { fields: { ...DIGEST_ALONE, 'x-request-id': 'always' }, others: 'refused' },
  },
  'codehell-psd2': {
    ...STRICT_PROFILE,
    name: 'codehell-psd2',
    description:
      'codehell/psd2, in PHP, with Redsys: decimal serial, an issuer put together of two names, so that it is not compared; algorithm "SHA-256"; nothing is signed but digest and x-request-id.',
    keyId: { form: 'serial-and-issuer', serial: 'decimal', issuer: 'ignored' },
    algorithms: { 'SHA-256': ['rsa-sha256'] },
    request: { fields: { ...DIGEST_ALONE, 'x-request-id': 'always' }, others: 'refused' },
  },
  adorsys: {
    ...STRICT_PROFILE,
    name: 'adorsys',
    description:
      "The test values of adorsys' xs2a: any further header may be signed, in any case, date among them; SHA256withRSA.",
    algorithms: { ...FOREIGN_NAMES, ...STRICT_PROFILE.algorithms },
    headerNames: 'any-case',
    request: covering({ date: 'optional' }, 'allowed'),
    freshness: FRESH,
  },
  ing: {
    ...STRICT_PROFILE,
    name: 'ing',
    description:
      'ING: keyId is the client id, (request-target), date and digest are signed, x-request-id need not be; the certificate is PEM in one line.',
    keyId: { form: 'opaque' },
    request: {
      fields: { '(request-target)': 'always', date: 'always', digest: 'always', 'x-request-id': 'optional' },
      others: 'refused',
    },
    freshness: FRESH,
    certificateText: 'pem',
  },
  'ing-token': {
    ...STRICT_PROFILE,
    name: 'ing-token',
    description:
      'ING where a token is asked for: the signature is in Authorization, and keyId is that of the standard.',
    signatureHeader: 'Authorization',
    request: {
      fields: { '(request-target)': 'always', date: 'always', digest: 'always', 'x-request-id': 'optional' },
      others: 'refused',
    },
    freshness: FRESH,
    certificateText: 'pem',
  },
  bng: {
    ...STRICT_PROFILE,
    name: 'bng',
    description:
      'BNG Bank: (request-target), date and digest are signed, and nothing else need be; the certificate is PEM with its markers.',
    request: {
      fields: { '(request-target)': 'always', date: 'always', ...DIGEST_ALONE, 'x-request-id': 'optional' },
      others: 'refused',
    },
    freshness: FRESH,
    certificateText: 'pem',
  },
  'salt-edge': {
    ...STRICT_PROFILE,
    name: 'salt-edge',
    description: 'Banks behind Salt Edge: date is signed; the certificate is base64 of the whole PEM.',
    request: covering({ digest: 'always', date: 'always', 'x-request-id': 'always' }),
    freshness: FRESH,
    certificateText: 'base64-pem',
  },
  rabobank: {
    ...STRICT_PROFILE,
    name: 'rabobank',
    description: 'Rabobank: keyId is the decimal serial number alone, date is signed, digests are SHA-512.',
    digest: { ...STRICT_PROFILE.digest, algorithm: 'SHA-512' },
    keyId: { form: 'serial', serial: 'decimal' },
    request: covering({ date: 'always' }),
    freshness: FRESH,
  },
  icard: {
    ...STRICT_PROFILE,
    name: 'icard',
    description: 'iCard: keyId is the serial number alone, in either base; date is signed.',
    keyId: { form: 'serial', serial: 'either' },
    request: covering({ date: 'always' }),
    freshness: FRESH,
  },
  lenient: {
    ...STRICT_PROFILE,
    name: 'lenient',
    description:
      'What a bank can forgive without losing anything that the standard has signed: spellings, either base of the serial number, blanks lost in the issuer, further signed headers.',
    parameters: 'lenient',
    digest: { algorithm: 'SHA-256', names: { ...STRICT_PROFILE.digest.names, sha256: 'SHA-256', sha512: 'SHA-512' } },
    keyId: { form: 'serial-and-issuer', serial: 'either', issuer: 'same-but-blanks' },
    algorithms: {
      ...STRICT_PROFILE.algorithms,
      ...FOREIGN_NAMES,
      'RSA-SHA256': ['rsa-sha256'],
      'RSA-SHA512': ['rsa-sha512'],
    },
    headerNames: 'any-case',
    request: covering({ '(request-target)': 'optional', date: 'optional' }, 'allowed'),
    freshness: FRESH,
  },
} as const satisfies Readonly<Record<string, HttpSignatureProfile>>;

export const HTTP_SIGNATURE_PROFILES = { nextgenpsd2: STRICT_PROFILE, ...SWITCHES, ...PARTIES } as const;
