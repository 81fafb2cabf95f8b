export { type AuthoriseOptions, createAuthorise } from './testing/authorise.ts';
export { openTestBank, type TestBank, type TestBankOptions } from './testing/open-test-bank.ts';
export { CONSENT_HEADERS, CONSENT_REQUEST, requestConsent } from './testing/request-consent.ts';
export { createTestTpp, type TestRequest, type TestTpp, type TestTppOptions } from './testing/test-tpp.ts';
export { openTestTrust, type TestIdentity, type TestTrust } from './testing/test-trust.ts';
