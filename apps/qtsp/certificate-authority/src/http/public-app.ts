import { createCertificateAuthorityServer } from '@openxs2a/certificate-authority-api/server';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { Hono } from 'hono';
import type { AnswerOcsp } from '../acts/answer-ocsp.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import { createPublicHandlers } from './api/public.ts';
import { restoreSlashes } from './restore-slashes.ts';

const OPERATIONS = ['getAuthorityCertificate', 'getCrl', 'answerOcsp', 'answerOcspGet', 'getPolicy'] as const;
/** The longest OCSP request that is read. */
const MAX_BODY = 16_384;

/** What those need who check a certificate, on plain HTTP. */
export function createPublicApp(qtsp: Qtsp, answerOcsp: AnswerOcsp): Hono {
  const api = createCertificateAuthorityServer({
    operations: OPERATIONS,
    handlers: createPublicHandlers(qtsp, answerOcsp),
    guards: {},
    validators,
    context: () => ({}),
    limits: { body: MAX_BODY },
    onError: qtsp.onError,
  });
  return new Hono().all('*', (c) => api.fetch(restoreSlashes(c.req.raw), c.env));
}
