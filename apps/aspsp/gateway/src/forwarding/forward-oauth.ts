import { type Identity, RefusedError } from '@openxs2a/edge';
import { METADATA_PATH } from '@openxs2a/oauth/paths';
import { refuseCaller } from '@openxs2a/oauth/refuse-caller';
import { isBrokenOff } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Gateway } from '../gateway.ts';
import type { createHandOn } from './hand-on.ts';

export interface ForwardOAuthOptions {
  readonly gateway: Pick<Gateway, 'identify'>;
  readonly handOn: ReturnType<typeof createHandOn>;
  /** Of a body, in bytes. */
  readonly maxSize: number;
}

/**
 * What clients of OAuth call, where the authorization server runs apart: handed on with the same word on who is calling as for an
 * operation. The metadata are for everybody.
 */
export function createForwardOAuth({ gateway, handOn, maxSize }: ForwardOAuthOptions): Hono {
  const forward = async (c: Context, identity: Identity | undefined): Promise<Response> => {
    const { pathname, search } = new URL(c.req.url);
    const { method, headers } = c.req.raw;
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    try {
      const request = { method, target: pathname + search, headers, bytes };
      return await handOn({ home: 'authorization-server', request, identity });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return refuseCaller({ status: 503, ...error.refused });
    }
  };
  return new Hono()
    .get(METADATA_PATH, (c) => forward(c, undefined))
    .use('/oauth/*', bodyLimit({ maxSize, onError: () => refuseCaller({ status: 413 }) }))
    .post('/oauth/*', async (c) => {
      const identified = await gateway.identify(c.req.raw, c.env);
      return identified.accepted ? forward(c, identified.identity) : refuseCaller(identified);
    })
    .notFound(() => refuseCaller({ status: 404 }))
    .onError((error) => {
      if (isBrokenOff(error)) return refuseCaller({ status: 400 });
      throw error;
    });
}
