import { expect, test } from 'vitest';
import { parseCapture } from '../parse-capture.ts';

const signed = { name: 'Signature', value: 'keyId="x"' };
const request = (parts: object = {}) => ({
  method: 'post',
  url: 'https://bank.example/v1/consents?a=1#top',
  headers: [
    { name: ':method', value: 'POST' },
    { name: 'X', value: ' ü ' },
    { name: 'Y', value: 'ψ' },
  ],
  bodySize: -1,
  ...parts,
});
const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', entries } });
const parse = (text: string, entry?: number) => {
  const { message, notes, kind } = parseCapture(text, entry === undefined ? {} : { entry });
  return { kind, ...message, body: Buffer.from(message.body).toString('utf8'), notes: notes.map(({ code }) => code) };
};

test('a request is read with its bytes, and HTTP/2 is read as HTTP/1.1', () => {
  expect(parse(har({ request: request({ postData: { mimeType: 'application/json', text: '{"ü":1}\n' } }) }))).toEqual({
    kind: 'har',
    method: 'POST',
    target: '/v1/consents?a=1',
    url: 'https://bank.example/v1/consents?a=1',
    headers: [
      ['host', 'bank.example'],
      ['X', '\xfc'],
      ['Y', '\xcf\x88'],
    ],
    body: '{"ü":1}\n',
    notes: [],
  });
});

test.each([
  ['base64', { text: Buffer.from('a\0b').toString('base64'), encoding: 'base64' }, 3, 'a\0b', []],
  [
    'parameters as they travelled',
    { mimeType: 'x', params: [{ name: 'a', value: 'b+c%26' }, { name: 'd' }] },
    -1,
    'a=b+c%26&d=',
    ['body-rebuilt'],
  ],
  [
    'parameters decoded',
    { mimeType: 'x', params: [{ name: 'a', value: 'b c&ü' }] },
    -1,
    'a=b+c%26%C3%BC',
    ['body-rebuilt'],
  ],
  ['text that lost its bytes', { text: 'a\ufffd' }, -1, 'a\ufffd', ['body-damaged']],
  ['another size', { text: 'abc' }, 9, 'abc', ['body-length-differs']],
  ['no text', {}, 9, '', ['body-absent']],
])('a body of %s', (_name, postData, bodySize, body, notes) => {
  expect(parse(har({ request: request({ postData, bodySize }) }))).toMatchObject({ body, notes });
});

test('the only signed entry is meant, of it the part that is signed', () => {
  const response = {
    status: 201,
    headers: [{ name: 'x-jws-signature', value: 'a..b' }],
    content: { text: 'e30=', encoding: 'base64', size: 2 },
  };
  const text = har({ request: request() }, { request: request({ headers: [signed] }) });
  expect(parse(text).headers).toContainEqual(['Signature', 'keyId="x"']);
  expect(parse(har({ request: request() }, { request: request(), response }))).toMatchObject({
    status: 201,
    method: 'POST',
    target: '/v1/consents?a=1',
    body: '{}',
    headers: [['x-jws-signature', 'a..b']],
  });
  expect(parse(text, 0).headers).not.toContainEqual(['Signature', 'keyId="x"']);
});

const two = har({ request: request({ headers: [signed] }) }, { request: request({ headers: [signed] }) });

test.each<readonly [text: string, options: { entry?: number }, code: string, words: string]>([
  ['{"log": ', {}, 'ERR_CAPTURE_SYNTAX', 'none'],
  ['{"log": {"entries": 1}}', {}, 'ERR_CAPTURE_KIND', 'log.entries'],
  [har(), {}, 'ERR_CAPTURE_ENTRY', 'of 0'],
  [har({ request: request() }, { request: request() }), {}, 'ERR_CAPTURE_ENTRY', '1  post "https://bank.example'],
  [two, {}, 'ERR_CAPTURE_ENTRY', '2 entries of the HAR are signed'],
  [two, { entry: 2 }, 'ERR_CAPTURE_ENTRY', 'no entry 2'],
  [har({}), {}, 'ERR_CAPTURE_SYNTAX', 'request.method'],
  [har({ request: { method: 'GET', url: '/relative' } }), {}, 'ERR_CAPTURE_SYNTAX', 'absolute'],
  [har({ request: request({ headers: [{ name: 'x' }] }) }), {}, 'ERR_CAPTURE_SYNTAX', 'a header'],
  [har({ request: request(), response: { headers: [signed] } }), {}, 'ERR_CAPTURE_SYNTAX', 'response.status'],
  [
    har({ request: request({ postData: { mimeType: 'multipart/form-data', params: [{ name: 'a' }] } }) }),
    {},
    'ERR_CAPTURE_UNSUPPORTED',
    'multipart',
  ],
])('%.60s … is refused', (text, options, code, words) => {
  expect(() => parseCapture(text, options)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  );
});

test.each([
  ['{\n"log": {\n"entries": [] "x"}}', 3],
  ['{\n"log": {\n"entries": [', 3],
])('broken JSON is refused with its line: %j', (text, line) => {
  expect(() => parseCapture(text)).toThrow(expect.objectContaining({ code: 'ERR_CAPTURE_SYNTAX', line }));
});
