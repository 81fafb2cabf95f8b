import { type Configuration, errors } from 'oidc-provider';
import type { OAuthSetting } from '../oauth.ts';
import { writeScope } from '../scope.ts';
import { isAlive } from './alive.ts';
import { currentExchange } from './exchange.ts';
import { subjectOf } from './find-client.ts';
import { XS2A } from './keep-grants.ts';

/** What the provider offers of all that it could. */
export function featuresOf(setting: OAuthSetting): Configuration['features'] {
  const isFapi = setting.profile === 'fapi2';
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    fapi: isFapi ? { enabled: true, profile: '2.0' } : { enabled: false, profile: undefined },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: isFapi },
    revocation: { enabled: true, allowedPolicy: async (_ctx, { clientId }, token) => token.clientId === clientId },
    introspection: {
      enabled: true,
      allowedPolicy: async (_ctx, { clientId }, token) => token.clientId === clientId && isAlive(setting, token),
    },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      tlsClientAuth: true,
      // The certificate was looked at before, where the connection ends; here is known whose it is.
      getCertificate: () => currentExchange().caller?.qwac.fingerprint,
      certificateAuthorized: () => currentExchange().caller !== undefined,
      certificateSubjectMatches: (_ctx, _property, expected) =>
        expected === subjectOf(currentExchange().caller?.tppId ?? ''),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => XS2A,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_ctx, resource) => {
        const { scope } = currentExchange();
        if (resource !== XS2A || scope === undefined) throw new errors.InvalidTarget();
        return { scope: writeScope(scope), audience: XS2A, accessTokenFormat: 'opaque' };
      },
    },
  };
}
