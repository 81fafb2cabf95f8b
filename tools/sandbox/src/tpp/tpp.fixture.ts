import { createXs2aClient } from '@openxs2a/xs2a/client';
import { validators } from '@openxs2a/xs2a/validators';
import type { Tpp } from '../journey/tpp.ts';

export const AUTHORISATION = '/v1/consents/c-1/authorisations/a-1';
/** Another one of the same consent. */
export const SECOND = '/v1/consents/c-1/authorisations/a-2';

/** What a bank says to a request. */
export interface BankAnswer {
  readonly status: number;
  readonly body: object;
  readonly approach?: string;
}

export interface BankRequest {
  /** Method and path. */
  readonly operation: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a bank answers that goes on by these links. */
export const linking = (relations: readonly string[], more: object = {}, href = AUTHORISATION) => ({
  ...more,
  _links: Object.fromEntries([...relations, 'scaStatus'].map((relation) => [relation, { href }])),
});

export const updated = (scaStatus: string, relations: readonly string[] = [], more: object = {}): BankAnswer => ({
  status: 200,
  body: { scaStatus, ...linking(relations, more) },
  approach: 'EMBEDDED',
});

/** An authorisation that the TPP has begun. */
export const started = (scaStatus: string, relations: readonly string[], href = AUTHORISATION): BankAnswer => ({
  status: 201,
  body: {
    scaStatus,
    authorisationId: href.split('/').at(-1),
    _links: {
      ...linking(relations, {}, href)._links,
      scaStatus: { href: href.startsWith('/') ? href : AUTHORISATION },
    },
  },
});

export const refused = (relations?: readonly string[], code = 'PSU_CREDENTIALS_INVALID', status = 401): BankAnswer => ({
  status,
  body: { tppMessages: [{ category: 'ERROR', code, text: 'No.' }], ...(relations && linking(relations)) },
});

export const consentCreated = (links: object, approach: string): BankAnswer => ({
  status: 201,
  body: { consentStatus: 'received', consentId: 'c-1', _links: links },
  approach,
});

/** The TPP of a bank that answers so, and what it was asked. */
export function createTestClient(answer: (request: BankRequest) => BankAnswer | Promise<BankAnswer>) {
  const asked: BankRequest[] = [];
  const tpp: Tpp = createXs2aClient({
    baseUrl: 'https://bank.localhost:8445',
    headers: { 'X-Request-ID': () => crypto.randomUUID(), 'PSU-IP-Address': '192.0.2.7' },
    validate: validators,
    async fetch({ method, url, headers, body }) {
      const text = body === null ? '' : await new Response(body).text();
      const request = {
        operation: `${method} ${new URL(url).pathname}`,
        headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      asked.push(request);
      const { status, body: said, approach } = await answer(request);
      const own = { 'X-Request-ID': headers.get('X-Request-ID') ?? '', Location: '/v1/consents/c-1' };
      return Response.json(said, { status, headers: { ...own, ...(approach && { 'ASPSP-SCA-Approach': approach }) } });
    },
  });
  return { tpp, asked };
}

/** Answers that come one after the other. */
export function inOrder(answers: readonly BankAnswer[]): () => BankAnswer {
  const left = [...answers];
  return () => left.shift() ?? { status: 500, body: {} };
}
