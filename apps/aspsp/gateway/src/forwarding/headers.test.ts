import { expect, test } from 'vitest';
import { toForwardedAnswer, toForwardedRequest } from './headers.ts';

test('what is of the connection or ours to say does not go on, the rest does', () => {
  const headers = new Headers({
    Host: 'bank.example',
    Connection: 'keep-alive, X-Hop',
    'X-Hop': '1',
    'Keep-Alive': 'timeout=5',
    TE: 'trailers',
    'Content-Length': '2',
    Expect: '100-continue',
    'Accept-Encoding': 'gzip',
    'X-OpenXS2A-Identity': 'forged',
    'Client-Cert': ':AAAA:',
    'X-Forwarded-Client-Cert': 'Hash=1',
    'Content-Type': 'application/json',
    'PSU-ID': 'anna',
  });
  expect(Object.fromEntries(toForwardedRequest(headers))).toEqual({
    'accept-encoding': 'identity',
    'content-type': 'application/json',
    'psu-id': 'anna',
  });
});

test('an answer keeps its length and all that is not of the connection', () => {
  const headers = new Headers([
    ['Connection', 'close, X-Hop'],
    ['X-Hop', '1'],
    ['Transfer-Encoding', 'chunked'],
    ['Content-Length', '2'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ]);
  expect(toForwardedAnswer(headers)).toEqual([
    ['content-length', '2'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
});
