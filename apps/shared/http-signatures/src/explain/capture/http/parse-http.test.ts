import { expect, test } from 'vitest';
import type { CaptureError } from '../capture-error.ts';
import { parseCapture } from '../parse-capture.ts';

const text = (body: Uint8Array) => Buffer.from(body).toString('latin1');
const parse = (capture: string) => {
  const { message, notes } = parseCapture(capture);
  return { ...message, body: text(message.body), notes: notes.map(({ code }) => code) };
};
const failureOf = (capture: string | Uint8Array): Pick<CaptureError, 'code' | 'line' | 'message'> => {
  try {
    parseCapture(capture);
  } catch (error) {
    if (error instanceof Error && error.name === 'CaptureError') return error as CaptureError; // its name says so
    throw error;
  }
  throw new Error('It was read.');
};

test.each([
  ['CRLF', 'POST /v1/consents?a=1 HTTP/1.1\r\nHost: bank.example\r\nDigest:  SHA-256=x \r\n\r\n{"a":1}\n'],
  ['LF', 'POST /v1/consents?a=1 HTTP/1.1\nHost: bank.example\nDigest: SHA-256=x\n\n{"a":1}\n'],
  ['empty lines before it', '\r\n\nPOST /v1/consents?a=1 HTTP/1.1\nHost: bank.example\nDigest: SHA-256=x\n\n{"a":1}\n'],
  [
    'a mark of byte order before it',
    '\ufeffPOST /v1/consents?a=1 HTTP/1.1\nHost: bank.example\nDigest: SHA-256=x\n\n{"a":1}\n',
  ],
  [
    'pseudo-headers',
    ':method: POST\n:authority: bank.example\n:scheme: https\n:path: /v1/consents?a=1\ndigest: SHA-256=x\n\n{"a":1}\n',
  ],
  [
    'pseudo-headers with values in lines of their own',
    ':authority\nbank.example\n:method\nPOST\n:path\n/v1/consents?a=1\n:scheme\nhttps\ndigest\nSHA-256=x\n\n{"a":1}\n',
  ],
])('a request with %s is read as it travels', (_name, capture) => {
  const read = parse(capture);
  expect(read).toMatchObject({
    method: 'POST',
    target: '/v1/consents?a=1',
    url: 'https://bank.example/v1/consents?a=1',
    body: '{"a":1}\n',
    notes: [],
  });
  expect(read.headers.map(([name, value]) => [name.toLowerCase(), value])).toEqual([
    ['host', 'bank.example'],
    ['digest', 'SHA-256=x'],
  ]);
});

test.each([
  [
    'an absolute URL',
    'GET https://bank.example/v1/accounts?x HTTP/1.1',
    '/v1/accounts?x',
    'https://bank.example/v1/accounts?x',
  ],
  ['an absolute URL without a path', 'GET https://bank.example HTTP/1.1', '/', 'https://bank.example'],
  [
    'no version, as editors of requests write it',
    'get https://bank.example/v1/accounts',
    '/v1/accounts',
    'https://bank.example/v1/accounts',
  ],
  ['no host', 'GET /v1/accounts HTTP/1.1', '/v1/accounts', undefined],
])('a request line with %s', (_name, line, target, url) => {
  expect(parse(`${line}\r\n\r\n`)).toMatchObject({ method: 'GET', target, body: '' });
  expect(parseCapture(`${line}\r\n\r\n`).message.url).toBe(url);
});

test('a response is read, and what it does not say is empty', () => {
  expect(parse('HTTP/1.1 201 Created\r\nX-Request-ID: 1\r\n\r\n{}')).toEqual({
    method: '',
    target: '',
    status: 201,
    headers: [['X-Request-ID', '1']],
    body: '{}',
    notes: ['method-unknown'],
  });
  expect(parse('HTTP/2 200\nx: y\n')).toMatchObject({ status: 200 });
  expect(parse(':status: 401\nx: y\n')).toMatchObject({ status: 401, headers: [['x', 'y']] });
});

test('headers keep their bytes, order, spelling and repetition', () => {
  const bytes = Buffer.from('GET / HTTP/1.1\r\nb: \xc3\xbc\r\nA: 1\r\nb: \t2 \t\r\nempty:\r\n\r\n', 'latin1');
  expect(parseCapture(bytes).message.headers).toEqual([
    ['b', '\xc3\xbc'],
    ['A', '1'],
    ['b', '2'],
    ['empty', ''],
  ]);
});

test('a header that a mail wrapped is joined by one blank', () => {
  expect(parse('GET / HTTP/1.1\nSignature: keyId="a",\n   algorithm="b"\n\tc\nHost: h\n')).toMatchObject({
    headers: [
      ['Signature', 'keyId="a", algorithm="b" c'],
      ['Host', 'h'],
    ],
    notes: ['header-unfolded'],
  });
});

const post = (headers: string, body: string) => `POST /x HTTP/1.1\r\n${headers}\r\n\r\n${body}`;

test.each([
  ['that fits', 'Content-Length: 4', 'ab\r\n', 'ab\r\n', []],
  ['with line ends that an editor added', 'Content-Length: 4', 'abcd\r\n\n', 'abcd', ['body-cut']],
  ['that was edited', 'Content-Length: 4', 'abcdef', 'abcdef', ['body-length-differs']],
  ['that is shorter', 'Content-Length: 4', 'ab', 'ab', ['body-length-differs']],
  ['that is not there', 'Content-Length: 4', '', '', ['body-absent']],
  ['of a length that is none', 'Content-Length: many', 'ab', 'ab', []],
  ['of two lengths', 'Content-Length: 1\r\nContent-Length: 2', 'ab', 'ab', []],
  ['in chunks', 'Transfer-Encoding: chunked', '3;x=y\r\na\r\n\r\n2\r\nbc\r\n0\r\nTrailer: x\r\n\r\n', 'a\r\nbc', []],
  ['in chunks with bare LF', 'Transfer-Encoding: chunked', '3\nabc\n0\n\n', 'abc', []],
  ['in no chunks, empty', 'Transfer-Encoding: chunked', '0\r\n\r\n', '', []],
  ['whose chunks a tool took out', 'Transfer-Encoding: chunked', '{"a":1}', '{"a":1}', ['body-decoded']],
  ['whose chunks are not there', 'Transfer-Encoding: chunked', '', '', ['body-absent']],
  ['that was compressed', 'Content-Encoding: gzip', '{"a":1}', '{"a":1}', ['body-decoded']],
])('a body %s', (_name, headers, raw, body, notes) => {
  expect(parse(post(headers, raw))).toMatchObject({ body, notes });
});

test('what curl -v prints is read without its remarks and without a body', () => {
  const transcript =
    '*   Trying 10.0.0.1:443...\n* Connected\n> POST /v1/consents HTTP/1.1\n> Host: bank.example\n> Content-Length: 9\n> \n* upload sent\n< HTTP/1.1 400 Bad Request\n< \n{}';
  expect(parse(transcript)).toMatchObject({
    method: 'POST',
    headers: [
      ['Host', 'bank.example'],
      ['Content-Length', '9'],
    ],
    notes: ['body-absent'],
  });
});

test('UTF-16, as a shell on Windows writes it, is read', () => {
  const capture = 'GET /x HTTP/1.1\r\nHost: bänk\r\n\r\n';
  const little = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(capture, 'utf16le')]);
  const big = Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(capture, 'utf16le').swap16()]);
  for (const bytes of [little, big]) {
    expect(parseCapture(bytes)).toMatchObject({
      message: { headers: [['Host', 'b\xc3\xa4nk']] },
      notes: [{ code: 'text-recoded' }],
    });
  }
});

test.each([
  ['', 'ERR_CAPTURE_EMPTY', undefined],
  [' \r\n ', 'ERR_CAPTURE_EMPTY', undefined],
  ['hello', 'ERR_CAPTURE_KIND', undefined],
  ['{"accounts": []}', 'ERR_CAPTURE_KIND', undefined],
  ['GET /x HTTP/1.1\nHost: h\nno header\n\n', 'ERR_CAPTURE_SYNTAX', 3],
  ['\nGET /x HTTP/1.1\nHost : h\n\n', 'ERR_CAPTURE_SYNTAX', 3],
  ['GET /a b HTTP/1.1\n\n', 'ERR_CAPTURE_SYNTAX', 1],
  ['HTTP/1.1 2000 OK\n\n', 'ERR_CAPTURE_SYNTAX', 1],
  [':method: GET\nhost: h\n\n', 'ERR_CAPTURE_SYNTAX', 1],
  [':method: GET\n:path\n\n', 'ERR_CAPTURE_SYNTAX', 2],
  [':method\nGET\n:path\n', 'ERR_CAPTURE_SYNTAX', 3],
  [post('Transfer-Encoding: chunked', '3\r\nabcd\r\n0\r\n\r\n'), 'ERR_CAPTURE_SYNTAX', undefined],
  [post('Transfer-Encoding: chunked', '9\r\nabc'), 'ERR_CAPTURE_SYNTAX', undefined],
  [post('Transfer-Encoding: chunked', '1\r\na\r\nzz\r\n'), 'ERR_CAPTURE_SYNTAX', undefined],
])('%j is refused with %s and the line', (capture, code, line) => {
  const failure = failureOf(capture);
  expect([failure.code, failure.line]).toEqual([code, line]);
});

test('a refusal never repeats what a terminal would obey', () => {
  expect(failureOf('\u001b]0;owned\u0007 hello\u202e').message).toContain('\\x1b]0;owned\\x07');
});
