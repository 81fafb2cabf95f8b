import type { TestRequest, TestTpp } from '@openxs2a/bank/testing';
import { expect } from 'vitest';
import { type Answer, findBreaches, findOperation, type Interface, readAnswer } from './interface.ts';

/** A TPP whose every answer is held against interfaces. */
export interface Traveller {
  readonly tpp: TestTpp;
  /** Operations and statuses that were answered, as `getBalances 200`. */
  readonly seen: ReadonlySet<string>;
  /** Access tokens by the consents that they are for: they go along with every read. */
  readonly tokens: Map<string, string>;
  call(method: string, target: string, request?: TestRequest): Promise<Answer>;
  /** The same where another answer would end the journey; the body is what the interface says of it. */
  expect<Body>(status: number, method: string, target: string, request?: TestRequest): Promise<Body>;
}

/** `also` sees each answer, too. */
export function createTraveller(
  tpp: TestTpp,
  interfaces: readonly Interface[],
  also: (answer: Answer) => void = () => undefined,
): Traveller {
  const seen = new Set<string>();
  const tokens = new Map<string, string>();
  const call: Traveller['call'] = async (method, target, request = {}) => {
    const requestId = crypto.randomUUID();
    const token = tokens.get(request.headers?.['Consent-ID'] ?? '');
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const headers = { 'X-Request-ID': requestId, ...authorization, ...request.headers };
    const answer = await readAnswer(await tpp.request(method, target, { ...request, headers }));
    const [path = ''] = target.split('?');
    for (const one of interfaces) {
      const operationId = findOperation(one, method, path);
      if (operationId === undefined) throw new TypeError(`The interface has no ${method} ${path}.`);
      expect(findBreaches(one, operationId, answer), `${method} ${target}: ${answer.text}`).toEqual([]);
      seen.add(`${operationId} ${answer.status}`);
    }
    expect(answer.headers.get('x-request-id')).toBe(headers['X-Request-ID']);
    also(answer);
    return answer;
  };
  return {
    tpp,
    seen,
    tokens,
    call,
    async expect<Body>(status: number, method: string, target: string, request?: TestRequest) {
      const answer = await call(method, target, request);
      expect(answer.status, `${method} ${target}: ${answer.text}`).toBe(status);
      // it was held against the interface, whose type of it the caller names
      return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Body;
    },
  };
}
