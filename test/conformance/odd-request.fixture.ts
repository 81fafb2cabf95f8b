import { CONSENT_REQUEST } from '@openxs2a/bank/testing';
import fc from 'fast-check';

/** A request as bytes, and what an honest reader makes of its parts. */
export interface OddRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export function toBytes({ method, target, version, headers, body }: OddRequest): Buffer {
  const head = [`${method} ${target} ${version}`, ...headers, '', ''].join('\r\n');
  // one character, one byte: what is beyond is sent as UTF-8 would have it
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

const BODY = JSON.stringify(CONSENT_REQUEST);
const METHODS = [...'GET POST PUT DELETE HEAD PATCH OPTIONS TRACE PROPFIND CONNECT get G'.split(' '), 'G\0T'];
const VERSIONS = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.1 ', 'http/1.1', 'ICY', ''];
const TARGETS = [
  '',
  `/${'a/'.repeat(2_000)}`,
  ...'* / // http://evil.example/v1/accounts v1/accounts localhost:443'.split(' '),
];
const SEGMENTS = [
  ...'. .. %2e%2e %00 % %zz %c0%af %ff %F0%9F%92%A9 %2F %0d%0aX:%20y \\ * ;x=1 {id} null -1 <script>'.split(' '),
  ...['', '\u00e9', "'--", '__proto__', 'constructor', 'a'.repeat(300)],
];
const QUERIES = [
  ...'? ?withBalance ?withBalance= ?withBalance=true&withBalance=false ?a[]=1 ?%=% ?=&&&= ?__proto__=1 #fragment'.split(
    ' ',
  ),
  '?bookingStatus=booked&dateFrom=0000-00-00',
  '?dateFrom=2026-11-26T00:00:00Z',
  `?x=${'y'.repeat(5_000)}`,
  '?\u00ff',
];
/** That a parser of HTTP may already refuse. */
const ODD_LINES = [
  ...['Host: evil.example', 'Host:', ' folded: value', 'No-Colon', ': no name', 'Bad Name: x', 'X-Null: a\0b'],
  ...['5', '-1', '+5', '0x10', '5, 6', '9'.repeat(20)].map((length) => `Content-Length: ${length}`),
  ...['chunked', 'identity', 'gzip, chunked', 'xchunked', '\tchunked'].map((coding) => `Transfer-Encoding: ${coding}`),
  ...['Transfer-Encoding : chunked', 'Expect: nonsense', 'Upgrade: h2c', 'Connection: upgrade'],
  `X-Longer: ${'x'.repeat(70_000)}`,
];
const ODD_HEADERS = [
  ...['text/csv', 'application/json; charset=utf-16', ';;', ''].map((type) => `Content-Type: ${type}`),
  ...['*/*', 'image/png', ';q=', 'application/problem+json'].map((types) => `Accept: ${types}`),
  ...['99391c7e-ad88-49ec-a2ad-99ddcb1f7721', 'nonsense'].map((id) => `X-Request-ID: ${id}`),
  ...['Consent-ID: x', 'Consent-ID:', 'PSU-IP-Address: 999.1.1.1', 'PSU-IP-Address: ::1', 'PSU-ID: \u00e4'],
  ...['TPP-Redirect-URI: javascript:alert(1)', 'TPP-Redirect-Preferred: maybe', 'Authorization: Bearer x'],
  ...['Digest: SHA-256=', 'Signature: x', 'TPP-Signature-Certificate: AAAA', 'Client-Cert: :AAAA:'],
  ...['X-Forwarded-For: 127.0.0.1', 'X-HTTP-Method-Override: DELETE', '__proto__: x', 'constructor: x'],
  ...['Expect: 100-continue', 'TE: trailers', 'Content-Encoding: gzip', 'Range: bytes=0-', 'If-None-Match: *'],
  ...['Cookie: a=b; a=c', 'X-Bytes: \u00ff\u00fe', `X-Long: ${'x'.repeat(20_000)}`],
];
const BODIES: readonly Buffer[] = [
  ...[
    '',
    BODY,
    BODY.slice(0, -1),
    `${BODY}${BODY}`,
    `\ufeff${BODY}`,
    '{',
    'null',
    '[]',
    '""',
    '0',
    'a=b&c=d',
    '[1e999]',
  ],
  ...['{"access":{}}', '{"__proto__":{"x":1}}', '{"access":1,"access":2}', '"\\ud800"', '"\\u0000"'],
  ...[BODY.replace('4', '4e400'), BODY.replace('9999-12-31', '9999-99-99'), BODY.replace('true', '"true"')],
  ...['['.repeat(30_000), `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, `"${'x'.repeat(200_000)}"`],
  // chunks, right and wrong
  ...['5\r\nhello\r\n0\r\n\r\n', 'zz\r\nhello', 'ffffffffffffffff\r\n', '0\r\nX-Request-ID: y\r\n\r\n'],
].map((text) => Buffer.from(text));
const BYTES = [Buffer.from(BODY, 'utf16le'), Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0xaf]), Buffer.alloc(1_000)];

/** Too long is rare, because the bank waits for the rest. */
const LENGTHS = ['short', 'short', 'none', 'none', 'chunked', 'chunked', 'chunked', 'long'];

/** A request that the bank knows, and that may be right. */
export interface SoundRequest {
  readonly method: string;
  readonly target: string;
}

/** One in so many is odd; the others are left as they are. */
const seldom = <T>(rate: number, sound: fc.Arbitrary<T>, ...odd: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: rate - 1, arbitrary: sound }, fc.oneof(...odd));

/** Requests that begin sound and are made odd in a few places. */
export function oddRequests(sound: readonly SoundRequest[], consentId: string): fc.Arbitrary<OddRequest> {
  return fc.constantFrom(...sound).chain(({ method, target }) =>
    fc
      .record({
        method: seldom(6, fc.constant(method), fc.constantFrom(...METHODS)),
        target: seldom(
          3,
          fc.constant(target),
          fc.constantFrom(...SEGMENTS).map((odd) => target.replace(/\/[^/]*$/, `/${odd}`)),
          fc.constantFrom(...QUERIES).map((odd) => `${target}${odd}`),
          fc.constantFrom(...TARGETS),
          fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => `/v1/${text}`),
        ),
        version: seldom(15, fc.constant('HTTP/1.1'), fc.constantFrom(...VERSIONS)),
        lines: seldom<readonly string[]>(
          4,
          fc.constant([]),
          fc.uniqueArray(fc.constantFrom(...ODD_LINES), { minLength: 1, maxLength: 2 }),
        ),
        headers: fc.uniqueArray(fc.constantFrom(...ODD_HEADERS), { maxLength: 3 }),
        many: seldom(20, fc.constant(0), fc.constantFrom(50, 150, 2_500)),
        body: fc.constantFrom(...BODIES, ...BYTES),
        length: seldom(10, fc.constant('right'), fc.constantFrom(...LENGTHS)),
        requestId: fc.uuid(),
      })
      .map(({ lines, headers, many, body, length, requestId, ...line }) => ({
        ...line,
        headers: [
          ...['Host: localhost', 'Connection: close', `X-Request-ID: ${requestId}`, `Consent-ID: ${consentId}`],
          ...['PSU-IP-Address: 192.0.2.7', 'Content-Type: application/json'],
          ...lengthOf(length, body.length),
          ...lines,
          ...headers,
          ...Array.from({ length: many }, (_, index) => `X-${index}: y`),
        ],
        body,
      })),
  );
}

function lengthOf(kind: string, length: number): readonly string[] {
  if (kind === 'none') return [];
  if (kind === 'chunked') return ['Transfer-Encoding: chunked'];
  return [`Content-Length: ${{ short: Math.max(length - 3, 0), long: length + 3 }[kind] ?? length}`];
}
