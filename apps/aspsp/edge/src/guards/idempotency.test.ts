import type { IncomingRequest } from '@openxs2a/runtime/server';
import { forEachDatabase } from '@openxs2a/store/testing';
import { descriptors } from '@openxs2a/xs2a/server';
import { expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { RefusedError } from '../refused.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { TEST_IDENTITY } from '../testing/test-proof.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';

interface Asked {
  readonly requestId?: string;
  readonly body?: string;
  readonly target?: string;
  readonly tppId?: string;
}

const REQUEST_ID = '99391C7E-ad88-49ec-a2ad-99ddcb1f7721';

/** What a call is answered: by the guard, or by a handler that counts how often it creates something. */
async function call(idempotency: Idempotency, asked: Asked, create: () => Promise<object> | object): Promise<unknown> {
  const { requestId = REQUEST_ID, body = '{}', target = '/v1/consents?a=b', tppId = TEST_IDENTITY.tppId } = asked;
  const context: Context = {
    operationId: 'createConsent',
    requestId,
    receivedAt: new Date(),
    identity: { ...TEST_IDENTITY, tppId },
  };
  // of a request the guard reads no more than this
  const request = { method: 'POST', target, bytes: new TextEncoder().encode(body) } as unknown as IncomingRequest;
  const operation = descriptors.createConsent;
  const repeated = await idempotency.guard({ operation, request, options: {}, context });
  return repeated ?? idempotency.once(context, async () => ({ status: 201, body: await create() }));
}

const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof RefusedError ? error.refused.reason : error),
  );

forEachDatabase((_, open) => {
  async function createCase() {
    const database = await open();
    const clock = createManualClock();
    const idempotency = await createIdempotency({ database, clock, window: 60 });
    let created = 0;
    const create = () => {
      created += 1;
      return { consentId: `c-${created}` };
    };
    return { idempotency, clock, create, count: () => created };
  }

  test('COM-HDR-006 a repeated request gets the first answer and creates nothing', async () => {
    const { idempotency, create, count } = await createCase();
    const first = await call(idempotency, {}, create);
    expect(first).toEqual({ status: 201, body: { consentId: 'c-1' } });
    // a UUID in other letters is the same UUID, and a query is not part of the path
    for (const asked of [{}, { requestId: REQUEST_ID.toLowerCase() }, { target: '/v1/consents' }])
      expect(await call(idempotency, asked, create)).toEqual(first);
    expect(count()).toBe(1);
  });

  test('COM-HDR-007 another body with the same id is refused', async () => {
    const { idempotency, create, count } = await createCase();
    await call(idempotency, {}, create);
    expect(await reasonOf(call(idempotency, { body: '{ }' }, create))).toBe('repeated-with-other-body');
    expect(count()).toBe(1);
  });

  test.each<[string, Asked]>([
    ['another id', { requestId: 'cf8c2b0c-2c1e-4a4e-a6c3-3f2f0b1d9d11' }],
    ['another path', { target: '/v1/consents/c-1/authorisations' }],
    ['another TPP', { tppId: 'PSDFR-ACPR-200002' }],
  ])('%s is another request', async (_name, asked) => {
    const { idempotency, create, count } = await createCase();
    await call(idempotency, {}, create);
    await call(idempotency, asked, create);
    expect(count()).toBe(2);
  });

  test('an answer is kept for the window, and purged after it', async () => {
    const { idempotency, clock, create, count } = await createCase();
    await call(idempotency, {}, create);
    clock.advance({ minutes: 59 });
    await call(idempotency, {}, create);
    expect([count(), await idempotency.purge()]).toEqual([1, 0]);
    clock.advance({ minutes: 1 });
    expect(await call(idempotency, { body: '{"other":true}' }, create)).toMatchObject({ body: { consentId: 'c-2' } });
    clock.advance({ minutes: 60 });
    expect(await idempotency.purge()).toBe(1);
  });

  test('of many at once one creates, and all get its answer', async () => {
    const { idempotency, create } = await createCase();
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(idempotency, {}, create)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('what was refused is not kept', async () => {
    const { idempotency, create } = await createCase();
    const refuse = () => Promise.reject(new RefusedError({ reason: 'psu-unknown' }));
    expect(await reasonOf(call(idempotency, {}, refuse))).toBe('psu-unknown');
    expect(await call(idempotency, {}, create)).toMatchObject({ status: 201 });
  });
});
