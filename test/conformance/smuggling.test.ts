import { afterAll, expect, test } from 'vitest';
import { readAnswers } from './raw-socket.fixture.ts';
import { openTarget } from './target.fixture.ts';

const { bank, consentId, account, readAccounts, exchange } = await openTarget();
afterAll(() => bank.close());

const INNER = [
  `GET ${account}/balances HTTP/1.1`,
  ...[
    'Host: localhost',
    `X-Request-ID: ${crypto.randomUUID()}`,
    `Consent-ID: ${consentId}`,
    'Connection: close',
    '',
    '',
  ],
].join('\r\n');
const CHUNKED = 'Transfer-Encoding: chunked';
const ALL = `Content-Length: ${INNER.length + 5}`;

/** How many balances were read, and what came back. */
async function smuggle(lines: readonly string[], body: string, newline = '\r\n') {
  const head = [
    'POST /v1/consents HTTP/1.1',
    'Host: localhost',
    `X-Request-ID: ${crypto.randomUUID()}`,
    ...lines,
    '',
    '',
  ];
  const read = () => bank.lines.filter((line) => line.includes('getBalances')).length;
  const before = read();
  const answers = readAnswers(await exchange(Buffer.from(head.join(newline) + body, 'latin1')));
  return { statuses: answers.map(({ status }) => status), reads: read() - before };
}

test('two requests on one connection are two, so that what follows is seen', async () => {
  expect(await smuggle(['Content-Length: 0'], INNER)).toEqual({ statuses: [400, 200], reads: 1 });
});

test.each<[string, readonly string[], string, string?]>([
  ['a length and chunks', [ALL, CHUNKED], `0\r\n\r\n${INNER}`],
  ['chunks and a length', [CHUNKED, 'Content-Length: 5'], `0\r\n\r\n${INNER}`],
  ['two lengths', ['Content-Length: 0', ALL], INNER],
  ['two lengths in one line', [`Content-Length: 0, ${INNER.length}`], INNER],
  ['a length with a sign', [`Content-Length: +${INNER.length}`], INNER],
  ['a length that is none', ['Content-Length: 0x0'], INNER],
  ['chunks by a word that is like it', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${INNER}`],
  ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${INNER}`],
  ['chunks twice', [CHUNKED, CHUNKED], `0\r\n\r\n${INNER}`],
  ['a blank before the colon', [ALL, 'Transfer-Encoding : chunked'], `0\r\n\r\n${INNER}`],
  ['a folded line', [ALL, 'X: y', ' Transfer-Encoding: chunked'], `0\r\n\r\n${INNER}`],
  ['a bare carriage return', [ALL, 'X: y\rTransfer-Encoding: chunked'], `0\r\n\r\n${INNER}`],
  ['a null byte in a name', [ALL, 'Transfer-Encoding\0: chunked'], `0\r\n\r\n${INNER}`],
  ['a chunk whose size runs over', [CHUNKED], `10000000000000000\r\n${INNER}`],
  ['a chunk that is longer than it says', [CHUNKED], `1\r\nab\r\n0\r\n\r\n${INNER}`],
  ['a chunk with a line feed alone', [CHUNKED], `0\n\n${INNER}`],
  ['lines that end in a line feed alone', ['Content-Length: 0'], INNER, '\n'],
])('%s: nothing is read by what was smuggled', async (_, lines, body, newline) => {
  const { statuses, reads } = await smuggle(lines, body, newline);
  expect(reads).toBe(0);
  expect(statuses).toEqual([400]);
});

test.each([
  ['a head', 'GET /v1/accounts HTTP/1.1\r\nHost: localhost\r\nX-'],
  ['a body', 'POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{'],
  ['a chunk', 'POST /v1/consents HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'],
])('who stops in the middle of %s is cut, and the bank goes on', async (_, text) => {
  const [answer, ...more] = readAnswers(await exchange(Buffer.from(text)));
  expect([answer?.status, more]).toEqual([408, []]);
  expect((await readAccounts()).status).toBe(200);
});
