import { expect, test } from 'vitest';
import { createRequest, createResponse } from '../signing.fixture.ts';
import { indexHeaders } from './fields.ts';
import { collectSigningLines, encodeSigningString, type RequestTarget, renderSigningString } from './signing-string.ts';

function render(names: readonly string[], message = createRequest(), requestTarget: RequestTarget = 'path'): string {
  const lines = collectSigningLines(names, message, indexHeaders(message.headers), { requestTarget, limit: 100 });
  return lines.accepted ? renderSigningString(lines.evidence) : lines.reason;
}

test('lines are joined by a line feed, in the order given, and none is at the end', () => {
  expect(render(['psu-id', 'x-request-id'])).toBe('psu-id: erika\nx-request-id: 99391c7e-ad88-49ec-a2ad-99ddcb1f7721');
});

test('of an empty value the blank stays', () => {
  const message = createRequest({
    headers: [
      ['PSU-ID', ''],
      ['B', '1'],
    ],
  });
  expect(render(['psu-id', 'b'], message)).toBe('psu-id: \nb: 1');
});

test('what comes twice is one line', () => {
  const message = createRequest({
    headers: [
      ['Cache-Control', 'max-age=60 '],
      ['cache-control', '   must-revalidate'],
    ],
  });
  expect(render(['cache-control'], message)).toBe('cache-control: max-age=60, must-revalidate');
});

test.each([
  ['path', 'post /v1/payments/sepa-credit-transfers?a=1'],
  ['url', 'post https://bank.example/v1/payments/sepa-credit-transfers?a=1'],
] as const)('the target as a %s', (requestTarget, expected) => {
  expect(render(['(request-target)'], createRequest(), requestTarget)).toBe(`(request-target): ${expected}`);
});

test('the status is of responses alone', () => {
  expect(render(['(response-status)'], createResponse())).toBe('(response-status): 201');
  expect(render(['(response-status)'])).toBe('signed-header-absent');
});

test('a URL that nobody knows cannot be signed', () => {
  const { url: _, ...message } = createRequest();
  expect(render(['(request-target)'], message, 'url')).toBe('signed-header-absent');
});

test('a header that was not sent cannot be signed', () => {
  expect(render(['psu-corporate-id'])).toBe('signed-header-absent');
});

test.each(['a\npsu-id: b', 'a\rb', 'a\0b', 'a\x7fb', 'Ł', '\u{1f600}'])(
  'the value %j is no value of a header',
  (value) => {
    expect(render(['psu-id'], createRequest({ headers: [['PSU-ID', value]] }))).toBe('header-malformed');
  },
);

test('a line feed in the target is no line of its own', () => {
  expect(render(['(request-target)'], createRequest({ target: '/a\nb: c' }))).toBe('header-malformed');
});

test('a longer value is not looked at', () => {
  expect(render(['psu-id'], createRequest({ headers: [['PSU-ID', 'x'.repeat(101)]] }))).toBe('header-too-large');
});

test('a character is a byte', () => {
  expect([...encodeSigningString('é\u00ff')]).toEqual([0xe9, 0xff]);
});
