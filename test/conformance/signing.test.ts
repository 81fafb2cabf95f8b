import { CONSENT_HEADERS, CONSENT_REQUEST, openTestBank } from '@openxs2a/bank/testing';
import { afterAll, expect, test } from 'vitest';
import { digestOf, signByHand } from './by-hand.fixture.ts';

const bank = await openTestBank({ demo: false });
afterAll(() => bank.close());
const tpp = await bank.tpp();

const BODY = JSON.stringify(CONSENT_REQUEST);
const OTHER = digestOf('{}');

interface Choice {
  readonly join?: (lines: readonly string[]) => string;
  /** What is signed and what is sent as the digest of the body. Default: what it is. */
  readonly signed?: string;
  readonly sent?: string;
}

async function askByHand({ join, signed = digestOf(BODY), sent = digestOf(BODY) }: Choice): Promise<string> {
  const ids = { 'X-Request-ID': crypto.randomUUID(), 'TPP-Redirect-URI': CONSENT_HEADERS['TPP-Redirect-URI'] };
  const signature = signByHand(tpp, { Digest: signed, ...ids }, join);
  const headers = { ...CONSENT_HEADERS, ...ids, Digest: sent, ...signature };
  const answer = await tpp.request('POST', '/v1/consents', { headers, body: BODY, sign: false });
  return answer.status === 201 ? '201' : `${answer.status} ${bank.refusals.at(-1)?.reason}`;
}

test.each<[string, Choice['join'], string]>([
  ['joined by newlines', undefined, '201'],
  ['with a newline at the end', (lines) => `${lines.join('\n')}\n`, '401 signature:signature-mismatch'],
  ['joined as HTTP has them', (lines) => lines.join('\r\n'), '401 signature:signature-mismatch'],
  ['without the blank', (lines) => lines.join('\n').replaceAll(': ', ':'), '401 signature:signature-mismatch'],
  [
    'with names as they were sent',
    (lines) => lines.join('\n').replace('digest', 'Digest'),
    '401 signature:signature-mismatch',
  ],
])('SIG-REQ-015 a signing string of "name: value" lines %s', async (_, join, outcome) => {
  expect(await askByHand(join === undefined ? {} : { join })).toBe(outcome);
});

test.each<[string, Choice, string]>([
  ['the one of the bytes in both places', {}, '201'],
  ['another one in the signing string', { signed: OTHER }, '401 signature:signature-mismatch'],
  ['another one in the header', { sent: OTHER }, '401 signature:digest-mismatch'],
  ['another one in both', { signed: OTHER, sent: OTHER }, '401 signature:digest-mismatch'],
])('SIG-REQ-016 the digest is that of the bytes, whatever a sample has: %s', async (_, choice, outcome) => {
  expect(await askByHand(choice)).toBe(outcome);
});
