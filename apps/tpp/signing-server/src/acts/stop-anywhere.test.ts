import { expect, test } from 'vitest';
import { makePlace, newId, openReadyServer, openServer, orderSeal } from '../server.fixture.ts';
import type { SigningServer } from './server.ts';

/**
 * A server whose process ends at the effect with this number, before it or just after: nothing that comes later happens
 * any more. Tells how many effects there were.
 */
function createStop(at: number, when: 'before' | 'after') {
  let effects = 0;
  const guard =
    <Parameters extends readonly unknown[], Result>(effect: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      effects += 1;
      if (effects > at || (effects === at && when === 'before')) throw new Error('the process is gone');
      const result = await effect(...parameters);
      if (effects === at) throw new Error('the process is gone');
      return result;
    };
  const interfere = (server: SigningServer): SigningServer => {
    const { database, keys, source } = server;
    return {
      ...server,
      // `guard` keeps the parameters and the result, but cannot say so of a generic function
      database: { ...database, transaction: guard(database.transaction) as typeof database.transaction },
      keys: { ...keys, create: guard(keys.create), destroy: guard(keys.destroy) },
      source: source && { ...source, request: guard(source.request), renew: guard(source.renew) },
    };
  };
  return { interfere, count: () => effects };
}

const STOPS = Array.from({ length: 7 }, (_, index) => index + 1).flatMap((at) =>
  (['before', 'after'] as const).map((when) => [when, at] as const),
);

const rotate = (demo: Awaited<ReturnType<typeof openServer>>, id: string) =>
  demo.manager.rotateKey({ headers: { 'X-Request-ID': id }, body: { type: 'application/json', value: {} } });

async function describe(demo: Awaited<ReturnType<typeof openServer>>) {
  const keys = await demo.reader.getKeys();
  const certificates = await demo.reader.getCertificates();
  if (keys.status !== 200 || certificates.status !== 200) throw new Error('no answer');
  return {
    keys: keys.body.items.map(({ state }) => state).sort(),
    stored: (await demo.server.keys.list()).length - 1, // without that of the record
    certificates: certificates.body.items.map(({ state }) => state).sort(),
    intact: (await demo.server.uses.verify()).intact,
  };
}

test.each(STOPS)('a rotation that is stopped %s its effect %i is completed by the next start', async (when, at) => {
  const place = await makePlace();
  const first = await openReadyServer({ place });
  await first.close();
  const stop = createStop(at, when);
  const stopped = await openServer({ place, qtsp: first.qtsp, interfere: stop.interfere });
  const id = newId();
  await rotate(stopped, id);
  expect(stop.count()).toBeGreaterThanOrEqual(Math.min(at, 5));
  await stopped.close();

  const next = await openServer({ place, qtsp: first.qtsp });
  await next.maintain();
  const repeated = await rotate(next, id);
  expect(repeated).toMatchObject({ status: 201, body: { orderId: id, certificates: [{ state: 'active' }] } });
  expect(await describe(next)).toEqual({
    keys: ['active', 'retired'],
    stored: 2,
    certificates: ['active', 'retired'],
    intact: true,
  });
  expect(next.server.seal.current()?.key.name).toBe(`seal-${id}`);
});

test.each(STOPS)(
  'a first order that is stopped %s its effect %i is completed when it is repeated',
  async (when, at) => {
    const place = await makePlace();
    const stop = createStop(at, when);
    const stopped = await openServer({ place, interfere: stop.interfere });
    const id = newId();
    await orderSeal(stopped, id);
    await stopped.close();

    const next = await openServer({ place, qtsp: stopped.qtsp });
    await next.maintain();
    expect(await orderSeal(next, id)).toMatchObject({ status: 201, body: { orderId: id } });
    expect(await describe(next)).toEqual({ keys: ['active'], stored: 1, certificates: ['active'], intact: true });
  },
);

test.each(STOPS)('a refused order that is stopped %s its effect %i leaves no key behind', async (when, at) => {
  const place = await makePlace();
  const stop = createStop(at, when);
  const stopped = await openServer({ place, interfere: stop.interfere });
  const refusal = { kind: 'refused', refusals: [{ reason: 'role-not-held', detail: 'No.' }] } as const;
  stopped.qtsp.willAnswer(refusal);
  const id = newId();
  await orderSeal(stopped, id);
  await stopped.close();

  const next = await openServer({ place, qtsp: stopped.qtsp });
  stopped.qtsp.willAnswer(refusal);
  await next.maintain();
  expect(await orderSeal(next, id)).toMatchObject({ status: 422 });
  expect(await describe(next)).toEqual({ keys: ['destroyed'], stored: 0, certificates: [], intact: true });
});
