import { fastify } from 'fastify';
import { portOf } from '../contestant.ts';
import { accountHeaders, consentHeaders, definitions } from '../schemas.ts';
import { CREATED, LISTED } from '../wire.ts';

export async function start(): Promise<number> {
  const app = fastify({ ajv: { customOptions: { strict: false, coerceTypes: false } } });
  app.addSchema({ $id: 'shared', $defs: definitions });
  app.post(
    '/v1/consents',
    { schema: { body: { $ref: 'shared#/$defs/consents' }, headers: consentHeaders } },
    (request, reply) =>
      reply
        .code(CREATED.status)
        .headers({
          Location: CREATED.location,
          'X-Request-ID': request.headers['x-request-id'],
          'ASPSP-SCA-Approach': CREATED.approach,
        })
        .send(CREATED.body),
  );
  app.get('/v1/accounts', { schema: { headers: accountHeaders } }, (request, reply) =>
    reply.code(LISTED.status).header('X-Request-ID', request.headers['x-request-id']).send(LISTED.body),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return portOf(app.server);
}
