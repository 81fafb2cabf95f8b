import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Answer, findBreaches, findOperation, XS2A } from './interface.ts';
import { type OddRequest, oddRequests, toBytes } from './odd-request.fixture.ts';
import { readAnswers } from './raw-socket.fixture.ts';
import { openTarget } from './target.fixture.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const { bank, consentId, account, exchange } = await openTarget();
afterAll(() => bank.close());

const CONSENT = `/v1/consents/${consentId}`;
const SOUND = [
  ['GET', '/v1/accounts'],
  ['GET', account],
  ['GET', `${account}/balances`],
  ['GET', `${account}/transactions?bookingStatus=booked&dateFrom=2026-11-01`],
  ['GET', `${account}/transactions/x`],
  ['GET', '/v1/card-accounts'],
  ['POST', '/v1/consents'],
  ['POST', '/v1/consents'],
  ['GET', CONSENT],
  ['GET', `${CONSENT}/status`],
  ['DELETE', '/v1/consents/x'],
  ['POST', `${CONSENT}/authorisations`],
  ['PUT', `${CONSENT}/authorisations/x`],
  ['POST', '/v1/payments/sepa-credit-transfers'],
  ['POST', '/v1/funds-confirmations'],
].map(([method = '', target = '']) => ({ method, target }));

/** Whether the bank said it, or its parser of HTTP, to which it was none, too long or never whole. */
const isOfBank = (answer: Answer) => answer.headers.has('x-content-type-options');

function checkAnswer({ method, target, headers: sent }: OddRequest, answer: Answer): void {
  expect(answer.status).toBeLessThan(500);
  if (!isOfBank(answer)) {
    expect([400, 408, 431]).toContain(answer.status);
    expect(answer.text).toBe('');
    return;
  }
  const requestId = readRequestId(sent);
  expect(answer.headers.get('x-request-id')).toBe(requestId ?? null);
  // where there is none to give back, the interface cannot have its answer whole
  if (requestId === undefined) answer.headers.set('x-request-id', crypto.randomUUID());
  const operationId = findOperation(XS2A, method, readPath(target));
  if (method === 'HEAD' || answer.text === '' || operationId === undefined) checkForm(answer);
  else expect(findBreaches(XS2A, operationId, answer)).toEqual([]);
}

/** As a URL has it, whatever stands before and behind it (RFC 9112 3.2). */
function readPath(target: string): string {
  const url = target.startsWith('/') ? `https://localhost${target}` : target;
  return URL.parse(url)?.pathname ?? target;
}

function readRequestId(sent: readonly string[]): string | undefined {
  const ids = sent.filter((line) => /^x-request-id:/i.test(line)).map((line) => line.slice(13).trim());
  return ids.length === 1 && UUID.test(ids[0] ?? '') ? ids[0] : undefined;
}

const CODE = expect.stringMatching(/^[A-Z_]+$/);
const FORMS: Readonly<Record<string, object>> = {
  'application/json': { tppMessages: [{ category: 'ERROR', code: CODE }] },
  'application/problem+json': { type: expect.any(String), code: CODE },
};

/** Of a refusal that belongs to no operation: one of the two forms that all have, or nothing. */
function checkForm({ status, type, text }: Answer): void {
  if (text === '') return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(JSON.parse(text)).toMatchObject(FORMS[type] ?? {});
  expect(Object.keys(FORMS)).toContain(type);
}

test('whatever bytes are sent, the bank answers or ends the connection, never with a 5xx, and what it says is of the interface', async () => {
  await fc.assert(
    fc.asyncProperty(oddRequests(SOUND, consentId), async (request) => {
      const answers = readAnswers(await exchange(toBytes(request)), request.method);
      // one request, whatever its lengths say: never an answer to what was smuggled in its body
      expect(answers.length).toBeLessThanOrEqual(1);
      for (const answer of answers) checkAnswer(request, answer);
    }),
    { numRuns: 250 },
  );
  expect(bank.errors).toEqual([]);
});
