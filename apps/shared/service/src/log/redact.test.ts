import { createPrivateKey, createSecretKey, generateKeyPairSync, hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { createRedaction } from './redact.ts';

const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const KNOWN = 'hunter2-"quoted"\n-hunter2';

/** What must never be read in a log, and under which the log is to be searched for it. */
interface Hidden {
  /** As it is put in. */
  readonly value: unknown;
  /** What must not come out. */
  readonly traces: readonly string[];
  /** Told by its form; else by the name that it has. */
  readonly name?: string;
}

const bytes = (count: number) =>
  fc.uint8Array({ minLength: count, maxLength: count }).map((array) => Buffer.from(array));
const linesOf = (pem: string) => pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
const toPem = (key: typeof EC, type: 'pkcs8' | 'sec1' | 'pkcs1') =>
  key.export({ type: type as 'pkcs8', format: 'pem' }).toString();

/** IBANs whose check digits fit, of countries with 15 to 34 characters. */
const iban = fc
  .tuple(fc.constantFrom('DE', 'NO', 'FR', 'MT', 'GB', 'NL'), fc.stringMatching(/^[A-Z0-9]{11,30}$/))
  .map(([country, rest]) => {
    const digits = [...`${rest}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
    return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${rest}`;
  });

const told = fc.oneof(
  fc
    .constantFrom(toPem(EC, 'pkcs8'), toPem(EC, 'sec1'), toPem(RSA, 'pkcs8'), toPem(RSA, 'pkcs1'))
    .map((pem) => ({ value: pem, traces: linesOf(pem) })),
  fc
    .constantFrom(EC, RSA, createSecretKey(randomBytes(32)))
    .map((key) => ({ value: key, traces: [JSON.stringify(key.export({ format: 'jwk' }))] })),
  fc.constantFrom(EC, RSA).map((key) => {
    const jwk = key.export({ format: 'jwk' });
    return { value: jwk, traces: [jwk.d, jwk.p, jwk.q, jwk.dp].filter((part) => part !== undefined) };
  }),
  bytes(48).map((secret) => ({
    value: secret,
    traces: [secret.toString('base64'), secret.toString('hex'), secret.join(',')],
  })),
  bytes(32)
    .map((secret) => secret.toString('base64url'))
    .map((text) => ({ value: text, traces: [text] })),
  fc.tuple(bytes(20), bytes(32)).map(([claims, signature]) => {
    const body = `eyJhbGciOiJFUzI1NiJ9.${claims.toString('base64url')}`;
    return {
      value: `${body}.${signature.toString('base64url')}`,
      traces: [claims.toString('base64url'), signature.toString('base64url')],
    };
  }),
  fc
    .tuple(fc.constantFrom('Bearer', 'bearer', 'Basic', 'DPoP'), fc.stringMatching(/^[A-Za-z0-9]{12,30}$/))
    .map(([scheme, text]) => ({ value: `${scheme} ${text}`, traces: [text] })),
  fc
    .stringMatching(/^[A-Za-z0-9@:]{8,20}$/)
    .map((text) => ({ value: `postgresql://user:${text}@database/bank`, traces: [text] })),
  fc
    .tuple(fc.constantFrom('access_token', 'client_secret', 'password'), fc.stringMatching(/^[A-Za-z0-9%]{8,20}$/))
    .map(([name, text]) => ({ value: `/cb?x=1&${name}=${text}`, traces: [text] })),
  fc.stringMatching(/^[A-Za-z0-9]{8,20}$/).map((text) => ({ value: `/cb?code=${text}&x=1`, traces: [text] })),
  fc.tuple(fc.constantFrom('password', 'access_token'), fc.string({ minLength: 8 })).map(([name, text]) => ({
    value: JSON.stringify({ [name]: `q"${text}` }),
    traces: [JSON.stringify(text).slice(1, -1)].filter((trace) => trace.trim().length >= 8),
  })),
  iban.map((text) => ({ value: text, traces: [text] })),
  iban.map((text) => ({ value: text.toLowerCase(), traces: [text.toLowerCase()] })),
  iban.map((text) => text.replace(/(.{4})(?=.)/g, '$1 ')).map((text) => ({ value: text, traces: [text] })),
  fc.constant({ value: KNOWN, traces: ['hunter2'] }),
);

const named = fc
  .tuple(
    fc.constantFrom(
      'password',
      'passphrase',
      'clientSecret',
      'access_token',
      'Authorization',
      'Cookie',
      'set-cookie',
      'privateKey',
      'apiKey',
      'X-API-Key',
      'otp',
      'pin',
      'PSU-ID',
      'code_verifier',
      'client_assertion',
      'body',
    ),
    fc.oneof(fc.stringMatching(/^[a-z]{9,12}$/), fc.integer({ min: 100_000_000, max: 999_999_999 })),
  )
  .map(([name, value]) => ({ name, value, traces: [String(value)] }));

/** Every way in which a value may be in something that is logged. */
const WRAPPINGS: readonly ((hidden: Hidden) => unknown)[] = [
  ({ name, value }) => ({ [name ?? 'field']: value }),
  ({ name, value }) => new Map([[name ?? 'field', value]]),
  ({ name, value }) => Object.assign(new Error('failed'), { [name ?? 'detail']: value }),
  ({ name, value }) => ({ toJSON: () => ({ [name ?? 'field']: value }) }),
  ({ name, value }) => ({
    get [name ?? 'field']() {
      return value;
    },
  }),
];
const FORM_WRAPPINGS: readonly ((hidden: Hidden) => unknown)[] = [
  ({ value }) => [value],
  ({ value }) => new Set([value]),
  ({ value }) => new Error('failed', { cause: value }),
  ({ value }) => (typeof value === 'string' ? `before ${value} behind` : value),
  ({ value }) => (typeof value === 'string' ? `(${value}).` : value),
  ({ value }) => (typeof value === 'string' ? new Error(`it was: ${value}`) : value),
  ({ value }) => (typeof value === 'string' ? { [value]: 1 } : value),
  ({ value }) => (typeof value === 'string' ? JSON.stringify({ field: value }) : value),
];

const putIn = fc.oneof(
  fc.tuple(named, fc.constantFrom(...WRAPPINGS)),
  fc.tuple(told, fc.constantFrom(...WRAPPINGS, ...FORM_WRAPPINGS)),
);
const around = fc.array(
  fc.constantFrom(
    (value: unknown) => ({ inner: value }),
    (value: unknown) => [value],
    (value: unknown) => new Map([['inner', value]]),
  ),
  { maxLength: 3 },
);

test('no secret that is put into a line comes out, whatever it is in', () => {
  const lines: string[] = [];
  const log = createLog({ app: 'x', secrets: [KNOWN], destination: { write: (line) => void lines.push(line) } });
  fc.assert(
    fc.property(
      putIn,
      around,
      fc.constantFrom('fields', 'error', 'shared', 'event'),
      ([hidden, wrap], outer, place) => {
        const value = outer.reduce((inner, next) => next(inner), wrap(hidden));
        lines.length = 0;
        if (place === 'error') log.error('failed', value);
        else if (place === 'shared') log.with({ value }).warn('event');
        else if (place === 'event' && typeof value === 'string') log.info(value);
        else log.info('event', { value });
        expect(lines).toHaveLength(1);
        for (const trace of hidden.traces) expect(lines[0]).not.toContain(trace);
      },
    ),
    { numRuns: 2_000 },
  );
});

const redact = createRedaction();

test.each([
  'The certificate 5a41c07be93d1f0826c4 is revoked.',
  'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '5a0d7e93-1c48-4b6f-82e5-f93b60c2d714',
  'startConsentConfirmationOfFundsAuthorisationResultOf',
  'at file:///srv/openxs2a/apps/shared/service/src/listen/listen.test.ts:12:3',
  'PSDDE-BAFIN-123456',
  'GET /v1/accounts/3dc3d5b3-7023-4848-9853-f5400a64e80f/transactions?bookingStatus=both',
  '2026-11-26T10:00:00.000Z',
  'sepa-credit-transfers',
])('what helps to understand stays: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('an IBAN keeps its country, check digits and last four', () => {
  expect(redact('from DE89 3704 0044 0532 0130 00 to FR1420041010050500013M02606.')).toBe(
    'from DE89…3000 to FR14…2606.',
  );
});

test('a mistyped IBAN is shortened, too', () => {
  expect(redact('DE88370400440532013000')).toBe('DE88…3000');
});

test('fingerprints stay whole, those that begin like an IBAN, too', () => {
  const fingerprints = Array.from({ length: 3000 }, (_, index) => hash(index % 2 ? 'sha256' : 'sha1', String(index)));
  expect(fingerprints.filter((hex) => /^[a-f]{2}\d{2}/.test(hex)).length).toBeGreaterThan(100);
  for (const hex of fingerprints) expect(redact(`certificate ${hex}`)).toBe(`certificate ${hex}`);
  expect(redact('be68539007547034')).toBe('BE68…7034');
});

test('keys and bytes are told as what they are', () => {
  expect(
    redact({ a: EC, b: createPrivateKey(EC.export({ type: 'pkcs8', format: 'pem' })), c: new Uint8Array(3) }),
  ).toEqual({
    a: '[private key]',
    b: '[private key]',
    c: '[3 bytes]',
  });
});

test.each([
  'a.',
  'eyJ-',
  'eyJaaaa.',
  'token',
  'token"\\',
  'Bearer ',
  '-----BEGIN PRIVATE KEY',
  'AA00 ',
  'a://',
  '"password":"',
  'Aa1/',
])('a long text of a hostile client is gone through once: %s', (part) => {
  expect(String(redact(part.repeat(500_000 / part.length))).length).toBeLessThanOrEqual(4_001);
});
