import type { TokenReading, TokenVerdict } from '@openxs2a/oauth/tokens';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import { expect, test } from 'vitest';
import { operationOf } from '../call.fixture.ts';
import type { Context, OperationId } from '../context.ts';
import { type Refused, RefusedError } from '../refused.ts';
import { TEST_IDENTITY } from '../testing/test-proof.ts';
import { type AccessTokens, createTokenGuard, refuseTokens } from './bearer.ts';

const METADATA = 'https://login.bank.example/.well-known/oauth-authorization-server';
const PSU = 'psu-1';

const read = (service: TokenReading['scope']['service'], resourceId?: string): TokenVerdict => ({
  accepted: true,
  token: { scope: { service, resourceId }, psuId: PSU, expiresAt: new Date('2026-11-26T10:00:00Z') },
});

/** What this bank has issued. */
const ISSUED: Readonly<Record<string, TokenVerdict>> = {
  'of-c1': read('AIS', 'c1'),
  'of-c2': read('AIS', 'c2'),
  'of-payment': read('PIS', 'c1'),
  'of-all': read('AIS'),
  old: { accepted: false, reason: 'expired' },
  stolen: { accepted: false, reason: 'other-certificate' },
};

/** c1 and c2 were authorised by OAuth, c3 was not; all but c2 are of the PSU. */
const TOKENS: AccessTokens = {
  read: async (token) => ISSUED[token] ?? { accepted: false, reason: 'unknown' },
  isNeeded: async ({ resourceId }) => resourceId === 'c1' || resourceId === 'c2',
  findOwner: async ({ resourceId }, tppId) =>
    tppId === TEST_IDENTITY.tppId ? { c1: PSU, c2: 'psu-2', c3: PSU }[resourceId ?? ''] : undefined,
};

interface Sent {
  readonly token?: string;
  readonly authorization?: string;
  readonly query?: string;
  /** In the path, or the header Consent-ID. */
  readonly consentId?: string;
  /** Another caller. */
  readonly tppId?: string;
}

async function check(operationId: OperationId, sent: Sent = {}, isPreStep = false, guard = createGuard(isPreStep)) {
  const {
    token,
    authorization = token && `Bearer ${token}`,
    query = '',
    consentId,
    tppId = TEST_IDENTITY.tppId,
  } = sent;
  const operation = operationOf(operationId);
  const isInPath = operation.path.includes('{consentId}');
  const request = {
    method: operation.method,
    target: `${operation.path}${query}`,
    headers: new Headers(authorization === undefined ? {} : { authorization }),
    parameters: {
      path: isInPath ? { consentId } : {},
      headers: isInPath || consentId === undefined ? {} : { 'Consent-ID': consentId },
      query: {},
      cookies: {},
    },
    // what the guard does not look at is not there
  } as unknown as IncomingRequest;
  const identity = { ...TEST_IDENTITY, tppId };
  const context: Context = { operationId, requestId: '', receivedAt: new Date(), identity };
  try {
    await guard({ operation, request, context, options: { scopes: [], optional: true } });
    return context.token === undefined ? 'passes' : `passes with ${context.token.psuId}`;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return error.refused;
  }
}

const createGuard = (isPreStep: boolean) => createTokenGuard({ tokens: TOKENS, isPreStep, metadataUrl: METADATA });

const reasonOf = (verdict: string | Refused) => (typeof verdict === 'string' ? verdict : verdict.reason);

test.each<readonly [OperationId, Sent, string]>([
  ['getAccountList', { consentId: 'c1', token: 'of-c1' }, `passes with ${PSU}`],
  ['getAccountList', { consentId: 'c1', authorization: 'bearer  of-c1' }, `passes with ${PSU}`],
  ['getAccountList', { consentId: 'c3' }, 'passes'],
  ['getConsentStatus', { consentId: 'c1' }, 'passes'],
  ['getConsentStatus', { consentId: 'c1', token: 'of-c1' }, `passes with ${PSU}`],
  ['deleteConsent', { consentId: 'c1' }, 'passes'],
  ['updateConsentsPsuData', { consentId: 'c1', token: 'of-c1' }, `passes with ${PSU}`],
  ['createConsent', {}, 'passes'],
])('%s with %j is let through', async (operationId, sent, verdict) => {
  expect(await check(operationId, sent)).toBe(verdict);
});

test.each(['getAccountList', 'getTransactionDetails', 'getCardAccountBalances'] as const)(
  'AIS-ACC-017 %s of what was authorised by OAuth is refused without a token',
  async (operationId) => {
    expect(reasonOf(await check(operationId, { consentId: 'c1' }))).toBe('token-missing');
  },
);

test('API1 how a consent of another TPP was authorised is told to nobody', async () => {
  expect(await check('getAccountList', { consentId: 'c1', tppId: 'PSDFR-ACPR-200002' })).toBe('passes');
});

test.each<readonly [OperationId, Sent, string]>([
  ['getAccountList', { consentId: 'c1', token: 'nobodys' }, 'token-unknown'],
  ['getAccountList', { consentId: 'c1', token: 'old' }, 'token-expired'],
  ['getAccountList', { consentId: 'c1', token: 'stolen' }, 'token-invalid'],
  ['getAccountList', { consentId: 'c1', token: 'of-c2' }, 'token-invalid'],
  ['getAccountList', { consentId: 'c3', token: 'of-c1' }, 'token-invalid'],
  ['getConsentStatus', { consentId: 'c1', token: 'of-c2' }, 'token-invalid'],
  ['deleteConsent', { consentId: 'c1', token: 'nobodys' }, 'token-unknown'],
  ['getAccountList', { consentId: 'c1', authorization: 'Basic b2YtYzE6' }, 'token-unknown'],
  ['getAccountList', { consentId: 'c1', authorization: 'Bearer of-c1, Bearer of-c1' }, 'token-unknown'],
  ['getAccountList', { consentId: 'c1', authorization: 'of-c1' }, 'token-unknown'],
  ['getAccountList', { consentId: 'c1', authorization: '' }, 'token-unknown'],
])('SCA-OAU-010 %s with %j is refused as %s', async (operationId, sent, reason) => {
  expect(reasonOf(await check(operationId, sent))).toBe(reason);
});

test.each<readonly [OperationId, Sent]>([
  ['getAccountList', { consentId: 'c1', token: 'of-payment' }],
  ['createConsent', { token: 'of-payment' }],
  ['initiatePayment', { token: 'of-c1' }],
  ['getPaymentInformation', { token: 'of-c1' }],
  ['checkAvailabilityOfFunds', { consentId: 'c1', token: 'of-c1' }],
  ['verificationOfParty', { token: 'of-c1' }],
])('SEC-API-003 SCA-OAU-011 %s is not opened by a token of something else: %j', async (operationId, sent) => {
  expect(reasonOf(await check(operationId, sent))).toBe('token-invalid');
});

test.each(['?access_token=of-c1', '?withBalance=true&Access_Token=x', '?access_token='])(
  'SCA-OAU-009 a token in the query (%s) is refused, also beside one in its place, and by a bank that issues none',
  async (query) => {
    const sent = { consentId: 'c1', token: 'of-c1', query };
    expect(reasonOf(await check('getAccountList', sent))).toBe('token-invalid');
    expect(reasonOf(await check('getAccountList', sent, false, refuseTokens))).toBe('token-invalid');
  },
);

test('SCA-OAU-012 in the pre-step nothing is created without a token, and the refusal says where to get one', async () => {
  const refused = await check('createConsent', {}, true);
  expect(refused).toEqual({ reason: 'token-missing', links: { scaOAuth: { href: METADATA } } });
  expect(reasonOf(await check('initiatePayment', {}, true))).toBe('token-missing');
  expect(await check('createConsent', { token: 'of-all' }, true)).toBe(`passes with ${PSU}`);
});

test.each<readonly [Sent, string]>([
  [{ consentId: 'c1', token: 'of-all' }, `passes with ${PSU}`],
  [{ consentId: 'c3', token: 'of-all' }, `passes with ${PSU}`],
  [{ consentId: 'c2', token: 'of-all' }, 'token-invalid'],
  [{ consentId: 'nobodys', token: 'of-all' }, 'token-invalid'],
  [{ consentId: 'c3' }, 'passes'],
])('a token of the pre-step opens what its PSU has with this TPP: %j', async (sent, verdict) => {
  expect(reasonOf(await check('getAccountList', sent, true))).toBe(verdict);
  expect(reasonOf(await check('getConsentStatus', sent, true))).toBe(verdict);
});

test('SCA-OAU-013 a token of another consent is no hindrance to a new one', async () => {
  expect(await check('createConsent', { token: 'of-c2' })).toBe(`passes with ${PSU}`);
});
