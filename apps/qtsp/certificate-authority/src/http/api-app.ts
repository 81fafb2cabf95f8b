import { createCertificateAuthorityServer } from '@openxs2a/certificate-authority-api/server';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { secureApi } from '@openxs2a/service';
import { Hono } from 'hono';
import type { Qtsp } from '../acts/qtsp.ts';
import { createCertificatesHandlers } from './api/certificates.ts';
import { createIssuanceHandlers } from './api/issuance.ts';
import { createLogHandlers } from './api/log.ts';
import { createMisuseHandlers } from './api/misuse.ts';
import { createRegisterHandlers } from './api/register.ts';
import { type CallContext, createContext } from './context.ts';
import { GUARD_ORDER, GUARDS } from './guards.ts';

/** Evidence is what is long. */
const MAX_BODY = 6 * 1024 * 1024;

const OPERATIONS = [
  'getRegister',
  'getRegistration',
  'importRegister',
  'withdrawAuthorisation',
  'restoreAuthorisation',
  'withdrawRole',
  'restoreRole',
  'createEnrolment',
  'cancelEnrolment',
  'requestCertificates',
  'getIssuance',
  'issueCredential',
  'getCertificates',
  'getCertificate',
  'renewCertificate',
  'revokeCertificate',
  'reportMisuse',
  'getReports',
  'getReport',
  'decideReport',
  'getLog',
  'verifyLog',
] as const;

/** Everything of the document that needs to know who calls, and what stands beside it. */
export function createApiApp(qtsp: Qtsp): Hono {
  const api = createCertificateAuthorityServer<CallContext, (typeof OPERATIONS)[number]>({
    operations: OPERATIONS,
    handlers: {
      ...createRegisterHandlers(qtsp),
      ...createIssuanceHandlers(qtsp),
      ...createCertificatesHandlers(qtsp),
      ...createMisuseHandlers(qtsp),
      ...createLogHandlers(qtsp),
    },
    guards: GUARDS,
    order: GUARD_ORDER,
    validators,
    context: (request) => createContext(qtsp, request),
    limits: { body: MAX_BODY },
    onError: qtsp.onError,
  });
  return new Hono().use(secureApi()).route('/', api);
}
