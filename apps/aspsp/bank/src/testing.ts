export { type AuthoriseOptions, createAuthorise } from './testing/authorise.ts';
export {
  type Browser,
  type BrowserFetch,
  type BrowserPage,
  type Choice,
  type FormFields,
  openBrowser,
} from './testing/browser.ts';
export {
  createOAuthClient,
  type OAuthClient,
  type OAuthFetch,
  type OAuthFlow,
  type OAuthTestClientOptions,
  type OAuthTokens,
  openOAuthClient,
} from './testing/oauth-client.ts';
export { openSceneState, type SceneStateOptions } from './testing/open-scene-state.ts';
export { openTestBank, type TestBank, type TestBankOptions } from './testing/open-test-bank.ts';
export { type OutboxServer, openOutboxServer, type PostedMessage } from './testing/outbox-server.ts';
export { CONSENT_HEADERS, CONSENT_REQUEST, requestConsent } from './testing/request-consent.ts';
export {
  type NodeEnvironment,
  startNode,
  type TestNode,
  toTlsEnvironment,
  toTrustEnvironment,
} from './testing/start-node.ts';
export { createTestTpp, type TestRequest, type TestTpp, type TestTppOptions } from './testing/test-tpp.ts';
export { openTestTrust, type TestIdentity, type TestTrust } from './testing/test-trust.ts';
